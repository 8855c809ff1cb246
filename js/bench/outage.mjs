// ./dev bench outage: what clients do when the server is down or misbehaves, in virtual time, compared with the real
// pusher-js under the same timers, sockets and server.
//   --json   rows as JSON on standard output
import { parseArgs } from 'node:util';
import { fetchTo, xhrTo } from './outage/auth.mjs';
import { fixChance } from './outage/chance.mjs';
import { SCENARIOS } from './outage/scenarios.mjs';
import { Server, webSocketTo } from './outage/server.mjs';
import { VirtualTime } from './outage/virtual-time.mjs';
import { report } from './report.mjs';

/** The rows, and the `max` or `min` value allowed for Oread; rows without either are for information. */
const ROWS = {
  'outage/3s/median': { unit: 'ms', max: 999 },
  'outage/3s/last': { unit: 'ms' },
  'outage/3s/worst-slot': { unit: 'of clients in 100 ms', max: 0.15 },
  'outage/auth-500-once/subscribed': { unit: 'of clients', min: 1 },
  'outage/slow-auth/stale-signatures': { unit: 'sent', max: 0 },
  'outage/slow-auth/subscribed': { unit: 'of clients', min: 1 },
  'outage/half-open/noticed': { unit: 's', max: 40 }, // Activity timeout 30 s + 10 s.
  'outage/handshake-garbage/recovered': { unit: 'of clients', min: 1 },
  'outage/close-4200/attempts': { unit: 'per client and s', max: 2 },
  'outage/refused-whisper/returned': { unit: 'of clients', min: 1 },
};

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const time = new VirtualTime().install();
let server = new Server();
const VirtualWebSocket = webSocketTo(() => server);
globalThis.WebSocket = VirtualWebSocket;
globalThis.fetch = fetchTo(() => server);

fixChance();

const { default: PeerPusher } = await import('pusher-js');
PeerPusher.Runtime.getWebSocketAPI = () => VirtualWebSocket;
PeerPusher.Runtime.getXHRAPI = () => xhrTo(() => server);
const { default: OurPusher } = await import('oread/pusher');

function makeClient(Pusher, channelName) {
  const pusher = new Pusher('outage-key', {
    cluster: '',
    wsHost: 'ws.app.test',
    wsPort: 80,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: { endpoint: 'http://app.test/broadcasting/auth', transport: 'ajax' },
  });
  const client = {
    pusher,
    channel: pusher.subscribe(channelName),
    subscriptions: 0,
    subscribedAt: 0,
    leftAt: 0,
  };
  client.channel.bind('pusher:subscription_succeeded', () => {
    client.subscriptions += 1;
    client.subscribedAt = time.now;
  });
  pusher.connection.bind('state_change', ({ previous }) => {
    if (previous === 'connected') client.leftAt = Math.min(client.leftAt, time.now);
  });
  return client;
}

async function run(scenario, kind, Pusher) {
  server = new Server();
  const everybody = [];
  const crowd = async (count, channel, { wait = true } = {}) => {
    for (let i = 0; i < count; i += 1) {
      const name = typeof channel === 'function' ? `${channel(i)}.${kind}` : channel;
      everybody.push(makeClient(Pusher, name));
    }
    if (
      wait &&
      !(await time.passUntil(() => everybody.every((client) => client.subscriptions), 20_000))
    )
      throw new Error(`outage: not all clients of ${kind} subscribed before ${scenario.name}`);
    return everybody;
  };
  const figures = await scenario({ time, server, crowd });
  for (const client of everybody) client.pusher.disconnect();
  server = new Server();
  await time.pass(1_000);
  return figures;
}

const rows = [];
for (const scenario of SCENARIOS) {
  const peer = await run(scenario, 'peer', PeerPusher);
  const ours = await run(scenario, 'ours', OurPusher);
  for (const [name, value] of Object.entries(ours)) {
    const { unit, max, min } = ROWS[name];
    const ok = (max === undefined || value <= max) && (min === undefined || value >= min);
    const ratio = Number.isFinite(value / peer[name]) ? value / peer[name] : null;
    rows.push({
      name,
      unit,
      ours: value,
      peer: peer[name],
      ratio,
      goal: max ?? min ?? null,
      max,
      ok,
    });
  }
}

report(rows, {
  json: options.json,
  goalText: ({ goal, max }) => (goal === null ? null : `${max === undefined ? '≥' : '≤'} ${goal}`),
  note: 'peer: pusher-js under the same virtual clock, network and server; ratio: ours / peer',
});
process.exit();
