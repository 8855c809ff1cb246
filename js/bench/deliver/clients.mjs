// The two clients of the delivery bench as an application makes them, and the cells in which they are compared.
import { fakeWebSocketClass, reverb } from './fake-websocket.mjs';
import { CHANNELS, eventNames, frames, ORDERS, SHARES, SIZES } from './frames.mjs';
import { race, until } from './race.mjs';

/** Every cell with its name below `deliver/PLATFORM/`. */
export function cells({ quick }) {
  const list = [];
  const add = (size, share, order, escaped) => {
    const suffix = (order === 'hosted' ? '/hosted' : '') + (escaped ? '/class-names' : '');
    list.push({
      name: `${size}/${share}${suffix}`,
      size,
      share,
      order,
      escaped,
      unheardPercent: SHARES[share],
    });
  };
  for (const order of quick ? ['reverb'] : ORDERS)
    for (const size of Object.keys(SIZES))
      for (const share of Object.keys(SHARES)) add(size, share, order, false);
  // Laravel's own event names are class names, whose backslashes JSON escapes.
  for (const size of Object.keys(SIZES)) add(size, 'heard', 'reverb', true);
  return list;
}

/** Replaces WebSocket by the fake; must run before a client is imported. */
export function installFakeWebSocket() {
  const FakeWebSocket = fakeWebSocketClass(reverb);
  globalThis.WebSocket = FakeWebSocket;
  return FakeWebSocket;
}

/**
 * Returns a connected client that has subscribed to every channel and listens to the heard events. `makeEcho` receives the
 * options; `sockets` is the fake WebSocket class's list.
 */
export async function connect(name, makeEcho, sockets) {
  const before = sockets.length;
  const echo = makeEcho({
    broadcaster: 'reverb',
    key: 'bench-key',
    wsHost: '127.0.0.1',
    wsPort: 6001,
    forceTLS: false,
    enabledTransports: ['ws'],
    withoutInterceptors: true,
  });
  const client = { name, echo, heard: 0, sum: 0, record: null, socket: null };
  const listener = (data) => {
    client.heard += 1;
    client.sum += data.order.id;
    if (client.record) client.record.push(JSON.stringify(data));
  };
  let subscribed = 0;
  for (const channelName of CHANNELS) {
    const channel = echo.channel(channelName);
    channel.subscribed(() => (subscribed += 1));
    for (const escaped of [false, true])
      for (const event of eventNames(escaped).heard)
        channel.listen(escaped ? `\\${event}` : `.${event}`, listener);
  }
  await until(`${name} to open a socket`, () => sockets.length > before);
  client.socket = sockets[before];
  await until(`${name} to subscribe`, () => subscribed === CHANNELS.length);
  return client;
}

/**
 * The number of processes per platform: how the compiler optimizes the clients varies between processes and stays the same
 * for all rounds of one. Only the median over several processes is a property of the clients.
 */
export const RUNS = 5;

/** Runs every cell and returns its rounds; calls `progress` with the name of each cell before it runs. */
export async function runCells({ makePeer, makeOurs, sockets, quick, progress }) {
  // Many short turns: on a busy machine most of them then run undisturbed, and the median is one of those.
  const plan = { frames, ...(quick ? { rounds: 5, ms: 1.5 } : { rounds: 21, ms: 2 }) };
  const peer = await connect('laravel-echo + pusher-js', makePeer, sockets);
  const ours = await connect('oread', makeOurs, sockets);
  const results = [];
  // Warm up both clients with every size and share before the first measurement.
  for (const cell of cells({ quick: true }))
    await race([peer, ours], cell, { frames, rounds: 15, ms: 1 });
  for (const cell of cells({ quick })) {
    progress?.(cell.name);
    results.push({ ...cell, ...(await race([peer, ours], cell, plan)) });
  }
  for (const client of [peer, ours]) client.echo.disconnect();
  return results;
}
