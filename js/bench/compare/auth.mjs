// Faults of asking for signatures.

export const auth = {
  'auth/fails-once': {
    unit: 'channels dead after 30 s',
    most: 0,
    async run(world) {
      world.answer = (n) => (n === 1 ? { status: 500 } : {});
      const echo = world.echo();
      const channel = echo.private('a');
      await world.pass(30_000);
      return !channel.subscription.subscribed;
    },
  },
  'auth/refused-and-asked-again': {
    unit: 'channels dead',
    most: 0,
    async run(world) {
      world.answer = (n) => (n === 1 ? { status: 403 } : {});
      const echo = await world.connected();
      echo.private('a');
      await world.pass(1000);
      const channel = echo.private('a');
      await world.pass(5000);
      return !channel.subscription.subscribed;
    },
  },
  'auth/refused-before-anybody-listens': {
    unit: 'listeners told',
    least: 1,
    async run(world) {
      world.answer = () => ({ status: 403 });
      const echo = await world.connected();
      const channel = echo.private('a');
      await world.pass(1000);
      let told = 0;
      // As a component that is mounted later.
      channel.error(() => (told += 1));
      await world.pass(1000);
      return told;
    },
  },
  'auth/signature-of-an-old-socket': {
    unit: 'sent',
    most: 0,
    async run(world) {
      world.answer = () => ({ delay: 3000 });
      (await world.connected()).private('a');
      await world.pass(1000);
      world.server.drop();
      await world.pass(30_000);
      return world.server.staleSignatures;
    },
  },
  'auth/requests-at-once': {
    unit: 'for 50 channels',
    most: 6,
    async run(world) {
      world.answer = () => ({ delay: 1000 });
      const echo = world.echo();
      for (let i = 0; i < 50; i += 1) echo.private(`c${i}`);
      await world.pass(500);
      return world.asked.length;
    },
  },
  'auth/no-answer': {
    unit: 'requests in a minute',
    least: 2,
    async run(world) {
      world.answer = () => ({ delay: 1e9 });
      world.echo().private('a');
      await world.pass(60_000);
      return world.asked.length;
    },
  },
  // As Reverb refuses: an error that names no channel.
  'auth/refusal-without-channel': {
    unit: 'errors told',
    least: 1,
    async run(world) {
      let told = 0;
      world.answer = () => ({ body: '{"auth":"outage-key:wrong"}' });
      (await world.connected()).private('a').error(() => (told += 1));
      await world.pass(10_000);
      return told;
    },
  },
  'auth/status-201': {
    unit: 'channels subscribed',
    least: 1,
    async run(world) {
      world.answer = () => ({ status: 201 });
      const channel = (await world.connected()).private('a');
      await world.pass(5000);
      return channel.subscription.subscribed;
    },
  },
  'auth/authorizer-throws': {
    unit: 'thrown at the app',
    most: 0,
    async run(world) {
      const authorizer = () => {
        throw new Error('broken');
      };
      const echo = await world.connected({ authorizer });
      let thrown = 0;
      try {
        echo.private('a').error(() => {});
      } catch {
        thrown += 1;
      }
      await world.pass(1000);
      return thrown;
    },
  },
  'auth/unreadable-member': {
    unit: 'errors told',
    least: 1,
    async run(world) {
      const rejected = () => {};
      process.on('unhandledRejection', rejected);
      let told = 0;
      world.answer = () => ({ body: '{"auth":"outage-key:x","channel_data":"no json"}' });
      (await world.connected()).join('a').error(() => (told += 1));
      await world.pass(20_000);
      process.off('unhandledRejection', rejected);
      return told;
    },
  },
  'auth/left-meanwhile': {
    unit: 'subscriptions sent',
    most: 0,
    async run(world) {
      world.answer = () => ({ delay: 500 });
      const echo = await world.connected();
      echo.private('a');
      await world.pass(100);
      echo.leave('a');
      await world.pass(2000);
      return world.server.asked().length;
    },
  },
  'auth/zombie': {
    unit: 'requests for a left channel',
    most: 0,
    async run(world) {
      world.answer = () => ({ delay: 500, status: 403 });
      const echo = await world.connected();
      echo.private('a').error(() => {});
      await world.pass(100);
      echo.leave('a');
      await world.pass(2000);
      const before = world.asked.length;
      world.server.drop();
      await world.pass(20_000);
      return world.asked.length - before;
    },
  },
};
