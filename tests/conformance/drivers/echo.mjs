// A driver for Laravel Echo with a client like pusher-js: node echo.mjs [laravel-echo [pusher-js]]
import { createInterface } from 'node:readline';

const [echoModule = 'laravel-echo', pusherModule = 'pusher-js'] = process.argv.slice(2);
const { default: Echo } = await import(echoModule);
const imported = await import(pusherModule);
const Pusher = imported.default?.default ?? imported.default ?? imported.Pusher;

let echo;
const channels = new Map();
const say = (report, fields) => process.stdout.write(JSON.stringify({ report, ...fields }) + '\n');
const connection = () => echo.connector.pusher.connection;

/** The channel by its full name, as an app would ask for it. */
function open(ch) {
  for (const [prefix, method] of [
    ['private-encrypted-', 'encryptedPrivate'],
    ['private-', 'private'],
    ['presence-', 'join'],
  ])
    if (ch.startsWith(prefix)) return echo[method](ch.slice(prefix.length));
  return echo.channel(ch);
}

function create({ key, host, port, tls, auth, csrf, bearer }) {
  echo?.disconnect();
  channels.clear();
  const mine = new Echo({
    broadcaster: 'reverb',
    Pusher,
    client: undefined,
    key,
    wsHost: host,
    wsPort: port,
    wssPort: port,
    forceTLS: tls,
    enabledTransports: ['ws', 'wss'],
    authEndpoint: auth,
    ...(csrf && { csrfToken: csrf }),
    ...(bearer && { bearerToken: bearer }),
  });
  echo = mine;
  connection().bind('state_change', ({ previous, current }) => {
    const id = mine.connector.pusher.connection.socket_id ?? '';
    if (mine === echo) say('state', { prev: previous, cur: current, socket_id: id });
  });
  connection().bind('error', (error) => {
    const { code, message } = error?.data ?? error?.error?.data ?? {};
    if (mine === echo) say('error', { code, msg: message });
  });
}

const commands = {
  new: create,
  connect: () => connection().connect(),
  disconnect: () => echo?.disconnect(),
  subscribe({ ch }) {
    if (channels.has(ch)) return void open(ch);
    const channel = open(ch);
    channels.set(ch, channel);
    channel.subscribed(() => say('sub_ok', { ch }));
    channel.error(({ type, status } = {}) => say('sub_err', { ch, type, status }));
    channel.listenToAll((event, data) => {
      // listenToAll() writes names in the app's way: .news
      say('event', { ch, event: event.replace(/^\./, ''), data });
    });
  },
  unsubscribe({ ch }) {
    channels.delete(ch);
    echo.leaveChannel(ch);
  },
  listen: ({ ch, event }) => open(ch).listen(event, (data) => say('heard', { ch, event, data })),
  notified: ({ ch }) => open(ch).notification((data) => say('notified', { ch, data })),
  whisper: ({ ch, event, data }) => open(ch).whisper(event, data),
  people: ({ ch }) =>
    open(ch)
      .here((people) => say('here', { ch, people }))
      .joining((person) => say('joining', { ch, person }))
      .leaving((person) => say('leaving', { ch, person })),
  leave: ({ ch }) => echo.leave(ch),
  socket_id: () => say('result', { of: 'socket_id', value: echo.socketId() ?? '' }),
  state() {
    const { state = 'initialized', socket_id: id } = echo ? connection() : {};
    say('result', { of: 'state', value: { state, socket_id: id ?? '' } });
  },
  quit: () => process.exit(0),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    commands[command.cmd]?.(command);
  })
  .on('close', () => process.exit(0));

say('hello', { name: `${echoModule} with ${pusherModule}`, can: ['echo', 'presence'] });
