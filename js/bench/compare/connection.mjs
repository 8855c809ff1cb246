// Faults of the connection.

/** Connects `count` clients; returns their records. */
async function crowd(world, count) {
  const clients = [];
  for (let i = 0; i < count; i += 1) {
    const echo = world.echo();
    const client = { echo, subscribedAt: 0 };
    echo.channel('a').subscribed(() => (client.subscribedAt = world.time.now));
    clients.push(client);
  }
  await world.until(() => clients.every(({ subscribedAt }) => subscribedAt), 20_000);
  await world.pass(10_000);
  return clients;
}

/** Stops the server for `ms`; returns how long after its restart each client is back. */
async function outage(world, clients, ms) {
  for (const client of clients) client.subscribedAt = 0;
  if (ms) {
    world.server.stop();
    await world.pass(ms);
    world.server.start();
  } else world.server.drop();
  const returned = world.time.now;
  await world.until(() => clients.every(({ subscribedAt }) => subscribedAt), 120_000);
  return clients.map(({ subscribedAt }) => subscribedAt - returned).sort((a, b) => a - b);
}

/** Returns the statuses that Echo reports during an outage of three seconds. */
async function statuses(world) {
  const told = [];
  const echo = await world.connected();
  await world.pass(10_000);
  echo.connector.onConnectionChange((status) => told.push(status));
  world.server.stop();
  await world.pass(3000);
  world.server.start();
  await world.pass(30_000);
  return told;
}

export const connection = {
  'connection/away-3s': {
    unit: 'ms until the median is back',
    max: 999,
    run: async (world) => (await outage(world, await crowd(world, 501), 3000))[250],
  },
  'connection/lockstep': {
    unit: 'of clients in 100 ms',
    max: 0.5,
    async run(world) {
      const waits = await outage(world, await crowd(world, 50), 0);
      const slots = waits.map((wait) => waits.filter((w) => w >= wait && w < wait + 100).length);
      return Math.max(...slots) / waits.length;
    },
  },
  'connection/unreachable': {
    unit: 's until the second attempt',
    max: 2,
    async run(world) {
      world.server.stop();
      const begun = world.time.now;
      world.echo();
      await world.until(() => world.server.attempts > 1, 60_000);
      return (world.time.now - begun) / 1000;
    },
  },
  'connection/half-open': {
    unit: 's until detected',
    max: 40,
    async run(world) {
      const echo = await world.connected();
      world.server.silent = true;
      const begun = world.time.now;
      await world.until(() => echo.connectionStatus() !== 'connected', 120_000);
      return (world.time.now - begun) / 1000;
    },
  },
  'connection/drop-unseen': {
    unit: 'ms shown as connected',
    max: 0,
    async run(world) {
      const echo = await world.connected();
      await world.pass(10_000);
      world.server.drop();
      const begun = world.time.now;
      await world.until(() => echo.connectionStatus() !== 'connected', 10_000);
      return world.time.now - begun;
    },
  },
  'connection/status-reported-twice': {
    unit: 'statuses',
    max: 0,
    async run(world) {
      const told = await statuses(world);
      return told.filter((status, i) => status === told[i - 1]).length;
    },
  },
  'connection/reconnecting-status': {
    unit: 'times reported',
    min: 1,
    run: async (world) =>
      (await statuses(world)).filter((status) => status === 'reconnecting').length,
  },
  'connection/failed-while-retrying': {
    unit: 'times reported',
    max: 0,
    run: async (world) => (await statuses(world)).filter((status) => status === 'failed').length,
  },
  'connection/closed-with-4200': {
    unit: 'attempts per second',
    max: 2,
    async run(world) {
      world.server.greeted = (socket) => socket.lost(4200);
      world.echo();
      await world.pass(10_000);
      return world.server.attempts / 10;
    },
  },
  'connection/refused-with-4201': {
    unit: 'attempts per second',
    max: 2,
    async run(world) {
      const data = JSON.stringify({ code: 4201, message: 'come back at once' });
      world.server.greet = () => JSON.stringify({ event: 'pusher:error', data });
      world.echo();
      await world.pass(10_000);
      return world.server.attempts / 10;
    },
  },
  'connection/garbage-greeting': {
    unit: 'connected after a minute',
    min: 1,
    async run(world) {
      let first = true;
      world.server.greet = () => (first ? '<html>502</html>' : undefined);
      const echo = world.echo();
      await world.pass(500);
      first = false;
      await world.pass(60_000);
      return echo.connectionStatus() === 'connected';
    },
  },
};
