// What happens to the server, and what is measured afterwards. Each scenario runs once per kind of client and returns one or
// more figures.

// A scenario receives the time, a fresh server, and `crowd(count, channel)`, which makes clients and waits until they have
// subscribed.

const connected = (clients) => clients.every((client) => client.subscriptions > 0);

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const share = (clients, good) => clients.filter(good).length / clients.length;

/** The server is down for three seconds; all clients of a deployment reconnect. */
export async function outage({ time, server, crowd }) {
  const clients = await crowd(1000, 'orders');
  await time.pass(10_000);
  server.stop();
  for (const client of clients) client.subscriptions = 0;
  await time.pass(3_000);
  server.start();
  const returned = time.now;
  await time.passUntil(() => connected(clients), 120_000, 100);
  const waits = clients.map((client) =>
    client.subscriptions ? client.subscribedAt - returned : Infinity,
  );
  const slots = new Map();
  for (const wait of waits)
    slots.set(Math.floor(wait / 100), (slots.get(Math.floor(wait / 100)) ?? 0) + 1);
  return {
    'outage/3s/median': median(waits),
    'outage/3s/last': Math.max(...waits),
    'outage/3s/worst-slot': Math.max(...slots.values()) / clients.length,
  };
}

/** The auth endpoint responds with 500 to the first request for each channel. */
export async function authFails({ time, server, crowd }) {
  server.authorize = (count) => ({ status: count === 0 ? 500 : 200, delay: 20 });
  const clients = await crowd(50, (i) => `private-orders.${i}`, { wait: false });
  await time.pass(30_000);
  return {
    'outage/auth-500-once/subscribed': share(clients, (client) => client.subscriptions > 0),
  };
}

/** The link drops while the slow auth endpoint is still handling requests for the old socket. */
export async function slowAuth({ time, server, crowd }) {
  server.authorize = () => ({ status: 200, delay: 3_000 });
  const clients = await crowd(50, (i) => `private-slow.${i}`, { wait: false });
  await time.passUntil(() => server.sockets.size === clients.length, 5_000);
  await time.pass(1_000);
  server.drop();
  await time.pass(30_000);
  return {
    'outage/slow-auth/stale-signatures': server.staleSignatures,
    'outage/slow-auth/subscribed': share(clients, (client) => client.subscriptions > 0),
  };
}

/** The network fails silently: everything that is sent is lost. */
export async function halfOpen({ time, server, crowd }) {
  const clients = await crowd(50, 'orders');
  await time.pass(100); // Just after the last message: the worst moment.
  server.silent = true;
  const begun = time.now;
  for (const client of clients) client.leftAt = Infinity;
  await time.pass(120_000);
  return {
    'outage/half-open/noticed': Math.max(...clients.map((client) => client.leftAt - begun)) / 1000,
  };
}

const GARBAGE = [
  'garbage',
  '{}',
  '[]',
  'null',
  '{"event":"pusher:connection_established"}',
  '{"event":"pusher:connection_established","data":"{}"}',
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.1\\"}"}',
  '<html><body>502 Bad Gateway</body></html>',
];

/** The first connections receive garbage instead of a greeting, as from a proxy that is starting. */
export async function garbage({ time, server, crowd }) {
  let first = true;
  let n = 0;
  server.greet = () => (first ? GARBAGE[n++ % GARBAGE.length] : undefined);
  const clients = await crowd(48, 'orders', { wait: false });
  await time.pass(500);
  first = false;
  await time.pass(60_000);
  return {
    'outage/handshake-garbage/recovered': share(clients, (client) => client.subscriptions > 0),
  };
}

/** An overloaded server greets, then closes with 4200: reconnect immediately. */
export async function reconnectAtOnce({ time, server, crowd }) {
  server.greeted = (socket) => socket.lost(4200);
  const clients = await crowd(50, 'orders', { wait: false });
  await time.pass(1_000);
  const before = server.attempts;
  await time.pass(10_000);
  return { 'outage/close-4200/attempts': (server.attempts - before) / clients.length / 10 };
}

/** A whisper is refused; a minute later the link ends abnormally, for an unrelated reason. */
export async function refusedWhisper({ time, server, crowd }) {
  const clients = await crowd(20, (i) => `private-chat.${i}`);
  for (const client of clients) client.channel.trigger('client-typing', { on: true });
  await time.pass(60_000);
  for (const client of clients) client.subscriptions = 0;
  server.drop();
  await time.pass(60_000);
  return {
    'outage/refused-whisper/returned': share(clients, (client) => client.subscriptions > 0),
  };
}

export const SCENARIOS = [
  outage,
  authFails,
  slowAuth,
  halfOpen,
  garbage,
  reconnectAtOnce,
  refusedWhisper,
];
