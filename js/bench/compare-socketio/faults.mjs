// Faults that applications meet with socket.io-client.

/** Connects `count` clients; returns them. */
async function crowd(world, count, options) {
  const clients = [];
  while (clients.length < count) clients.push(world.io(options));
  await world.until(() => clients.every(({ connected }) => connected), 20_000);
  await world.pass(10_000);
  return clients;
}

async function outage(world, ms) {
  world.server.stop();
  await world.pass(ms);
  world.server.start();
}

export const faults = {
  'connection/away-3s': {
    unit: 'ms until the median is back',
    max: 999,
    async run(world) {
      const clients = await crowd(world, 101);
      const backAt = [];
      for (const socket of clients) socket.on('connect', () => backAt.push(world.time.now));
      await outage(world, 3000);
      const returned = world.time.now;
      await world.until(() => backAt.length === clients.length, 120_000);
      return backAt.sort((a, b) => a - b)[50] - returned;
    },
  },
  'connection/same-delays': {
    unit: 'different delays of 20 clients before their 9th attempt',
    min: 10,
    async run(world) {
      const delays = new Set();
      for (let i = 0; i < 20; i += 1) {
        world.server.attemptedAt = [];
        world.server.stop();
        const socket = world.io();
        await world.until(() => world.server.attemptedAt.length === 9, 300_000);
        const [before, last] = world.server.attemptedAt.slice(-2);
        delays.add(last - before);
        socket.disconnect();
        await world.pass(1000);
      }
      return delays.size;
    },
  },
  'connection/websocket-blocked': {
    unit: 'connected after half a minute',
    min: 1,
    async run(world) {
      world.server.blocksSockets = true;
      const socket = world.io({ transports: ['websocket', 'polling'] });
      await world.pass(30_000);
      return socket.connected;
    },
  },
  'connection/old-server': {
    unit: 'connected after half a minute',
    min: 1,
    async run(world) {
      world.server.isOld = true;
      const socket = world.io();
      await world.pass(30_000);
      return socket.connected;
    },
  },
  'connection/unanswered': {
    unit: 'errors reported in a minute',
    min: 1,
    async run(world) {
      world.server.welcome = () => undefined;
      let errors = 0;
      world.io().on('connect_error', () => (errors += 1));
      await world.pass(60_000);
      return errors;
    },
  },
  'connection/reserved-name': {
    unit: 'times disconnected',
    max: 0,
    async run(world) {
      const socket = await world.connected();
      let lost = 0;
      socket.on('disconnect', () => (lost += 1));
      world.server.broadcast('disconnect', 1);
      await world.pass(5000);
      return lost;
    },
  },
  'auth/async-function': {
    unit: 'connected after a minute',
    min: 1,
    async run(world) {
      // As in apps whose token endpoint fails once.
      let asked = 0;
      const auth = async () => {
        asked += 1;
        if (asked === 1) throw new Error('no token');
        return { token: 'a' };
      };
      const socket = world.io({ auth });
      await world.pass(60_000);
      return socket.connected;
    },
  },
  'events/late-volatile': {
    unit: 'volatile events sent late',
    max: 0,
    async run(world) {
      const socket = await world.connected();
      world.server.stop();
      await world.pass(100);
      for (let i = 0; i < 10; i += 1) socket.volatile.emit('position', i);
      world.server.start();
      await world.until(() => socket.connected, 60_000);
      await world.pass(1000);
      return world.server.events.length;
    },
  },
  'events/unlimited-buffer': {
    unit: 'of 5,000 events kept while away',
    max: 1000,
    async run(world) {
      const socket = await world.connected();
      const { warn } = console;
      console.warn = () => {};
      world.server.stop();
      await world.pass(100);
      for (let i = 0; i < 5000; i += 1) socket.emit('point', i);
      world.server.start();
      await world.until(() => socket.connected, 60_000);
      await world.pass(5000);
      console.warn = warn;
      return world.server.events.length;
    },
  },
  'events/listener-throws': {
    unit: 'other listeners called',
    min: 1,
    async run(world) {
      const socket = await world.connected();
      let called = 0;
      socket.on('news', () => {
        throw new Error('of the app');
      });
      socket.on('news', () => (called += 1));
      world.server.broadcast('news', 1);
      await world.pass(1000);
      return called;
    },
  },
  'recovery/text-argument': {
    unit: 'right positions sent after a loss',
    min: 1,
    async run(world) {
      world.server.welcome = () => '40{"sid":"of-the-socket","pid":"private-id"}';
      const socket = await world.connected();
      world.server.broadcast('news', 1, 'aaaaaaa.b');
      // A volatile event has no position.
      world.server.broadcast('status', 'is online again');
      await world.pass(1000);
      world.server.drop();
      await world.until(() => socket.connected && world.server.connects.length > 1, 60_000);
      return world.server.connects.at(-1).includes('"offset":"aaaaaaa.b"');
    },
  },
};
