// A driver for pusher-js, for `oread conform client`.
import { createInterface } from 'node:readline';
import Pusher from 'pusher-js';

let pusher;
const say = (report, fields) => console.log(JSON.stringify({ report, ...fields }));

const commands = {
  new({ key, host, port, tls, auth }) {
    pusher?.disconnect(); // The case before this one is over.
    const mine = new Pusher(key, {
      cluster: '',
      wsHost: host,
      wsPort: port,
      wssPort: port,
      forceTLS: tls,
      enabledTransports: ['ws', 'wss'],
      channelAuthorization: { endpoint: auth, transport: 'ajax' },
    });
    pusher = mine;
    mine.connection.bind('state_change', ({ previous, current }) => {
      say('state', { prev: previous, cur: current, socket_id: mine.connection.socket_id ?? '' });
    });
    mine.connection.bind('error', ({ data }) =>
      say('error', { code: data?.code, msg: data?.message }),
    );
  },
  connect: () => pusher.connect(),
  disconnect: () => pusher?.disconnect(),
  subscribe({ ch }) {
    const known = pusher.channel(ch);
    const channel = pusher.subscribe(ch);
    if (channel === known) return;
    channel.bind_global((event, data) => {
      if (event === 'pusher:subscription_succeeded') say('sub_ok', { ch });
      else if (event === 'pusher:subscription_error') say('sub_err', { ch, status: data?.status });
      else say('event', { ch, event, data });
    });
  },
  unsubscribe: ({ ch }) => pusher.unsubscribe(ch),
  state() {
    const { state, socket_id: id } = pusher.connection;
    say('result', { of: 'state', value: { state, socket_id: id ?? '' } });
  },
  quit: () => process.exit(0),
};

createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  commands[command.cmd]?.(command);
});
say('hello', { name: 'pusher-js, by a small driver', can: [] });
