// A driver for clients with the interface of pusher-js: node pusher.mjs MODULE [NAME]
import { createInterface } from 'node:readline';

const [module = 'pusher-js', name = module] = process.argv.slice(2);
const imported = await import(module);
const Pusher =
  imported.Pusher ?? imported.default?.Pusher ?? imported.default?.default ?? imported.default;

let pusher;
/** The time of day as `clock` has set it. */
let shift = 0;
const { now } = Date;
Date.now = () => now() + shift;
/** An app may go on after a mistake of its own, but what the client throws ends this process. */
const mistake = new Error('a mistake of the app');
function survive() {
  if (process.listenerCount('uncaughtException') > 0) return;
  process.on('uncaughtException', (error) => {
    if (error === mistake) return;
    console.error(error);
    process.exit(1);
  });
}
function say(report, fields) {
  let line;
  try {
    line = JSON.stringify({ report, ...fields });
  } catch {
    // JSON.parse() can read deeper data than JSON.stringify() can write.
    line = JSON.stringify({ report, ...fields, data: 'nested too deep to be written' });
  }
  process.stdout.write(line + '\n');
}

/** Channel events that have reports of their own. */
const special = {
  'pusher:subscription_succeeded': (ch) => {
    const { members, me } = pusher.channel(ch)?.members ?? {};
    say('sub_ok', { ch, members, me: me?.id });
  },
  'pusher:subscription_error': (ch, { type, status } = {}) => say('sub_err', { ch, type, status }),
  'pusher:member_added': (ch, { id, info }) => say('member_added', { ch, id, info }),
  'pusher:member_removed': (ch, { id, info }) => say('member_removed', { ch, id, info }),
  'pusher:subscription_count': (ch, data) => say('count', { ch, count: data.subscription_count }),
};

function create({ key, host, port, tls, path, auth, user_auth, activity_timeout, count_requests }) {
  pusher?.disconnect();
  let requests = 0;
  const headersProvider = () => ({ 'X-Count': `${++requests}` });
  const mine = new Pusher(key, {
    cluster: '',
    wsHost: host,
    wsPort: port,
    wssPort: port,
    ...(path && { wsPath: path }),
    forceTLS: tls,
    enabledTransports: ['ws', 'wss'],
    ...(activity_timeout && { activityTimeout: activity_timeout }),
    channelAuthorization: {
      endpoint: auth,
      transport: 'ajax',
      ...(count_requests && { headersProvider }),
    },
    userAuthentication: { endpoint: user_auth, transport: 'ajax' },
  });
  pusher = mine;
  const socketId = () => mine.connection.socket_id ?? '';
  mine.connection.bind('state_change', ({ previous, current }) => {
    if (mine === pusher) say('state', { prev: previous, cur: current, socket_id: socketId() });
  });
  mine.connection.bind('error', (error) => {
    const { code, message } = error?.data ?? error?.error?.data ?? {};
    if (mine === pusher) say('error', { kind: error?.type, code, msg: message });
  });
  mine.bind('pusher:signin_success', () => {
    setImmediate(() => mine.user.user_data?.id && say('signed_in', { id: mine.user.user_data.id }));
  });
  mine.user.bind('pusher:signin_error', ({ status }) => say('signin_err', { status }));
  mine.user.bind_global((event, data) => say('user_event', { event, data }));
  for (const event of ['online', 'offline'])
    mine.user.watchlist.bind(event, ({ user_ids }) => {
      say('watchlist', { online: event === 'online', ids: user_ids });
    });
}

const commands = {
  new: create,
  connect: () => pusher.connect(),
  disconnect: () => pusher?.disconnect(),
  subscribe({ ch }) {
    const known = pusher.channel(ch);
    const channel = pusher.subscribe(ch);
    if (channel === known) return;
    channel.bind_global((event, data) => {
      if (Object.hasOwn(special, event)) special[event](ch, data);
      else say('event', { ch, event, data });
    });
  },
  unsubscribe: ({ ch }) => pusher.unsubscribe(ch),
  bind({ ch, event, then = 'tell' }) {
    if (then === 'throw') survive();
    pusher.channel(ch).bind(event, (data, metadata) => {
      if (then === 'tell') say('event', { ch, event, data, user_id: metadata?.user_id });
      if (then === 'report') say('bound', { ch, event, data });
      if (then === 'throw') throw mistake;
      if (then === 'unsubscribe') pusher.unsubscribe(ch);
    });
  },
  trigger({ ch, event, data }) {
    let value = false;
    try {
      value = pusher.channel(ch).trigger(event, data);
    } catch (error) {
      say('log', { msg: error.message });
    }
    say('result', { of: 'trigger', value });
  },
  signin: () => pusher.signin(),
  clock({ ms }) {
    shift += ms;
  },
  members: ({ ch }) => {
    const value = pusher.channel(ch)?.members?.members ?? {};
    say('result', { of: 'members', value });
  },
  state: () => {
    const { state = 'initialized', socket_id: id } = pusher?.connection ?? {};
    say('result', { of: 'state', value: { state, socket_id: id ?? '' } });
  },
  quit: () => process.exit(0),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    try {
      commands[command.cmd]?.(command);
    } catch (error) {
      // What a call throws is its answer to the app.
      say('log', { msg: `${error}` });
    }
  })
  .on('close', () => process.exit(0));

const can =
  'presence encrypted signin watchlist trigger counts path user-events callbacks clock dynamic-headers'.split(
    ' ',
  );
say('hello', { name, can });
