// Faults of auth requests.

export const auth = {
  'auth/fails-once': {
    unit: 'channels dead after 30 s',
    max: 0,
    async run(world) {
      world.answer = (n) => (n === 1 ? { status: 500 } : {});
      const echo = world.echo();
      const channel = echo.private('a');
      await world.pass(30_000);
      return !channel.subscription.subscribed;
    },
  },
  'auth/retry-after-refusal': {
    unit: 'channels dead',
    max: 0,
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
  'auth/refused-before-listening': {
    unit: 'listeners called',
    min: 1,
    async run(world) {
      world.answer = () => ({ status: 403 });
      const echo = await world.connected();
      const channel = echo.private('a');
      await world.pass(1000);
      let told = 0;
      // Like a component that is mounted later.
      channel.error(() => (told += 1));
      await world.pass(1000);
      return told;
    },
  },
  'auth/signature-of-an-old-socket': {
    unit: 'sent',
    max: 0,
    async run(world) {
      world.answer = () => ({ delay: 3000 });
      (await world.connected()).private('a');
      await world.pass(1000);
      world.server.drop();
      await world.pass(30_000);
      return world.server.staleSignatures;
    },
  },
  'auth/concurrent-requests': {
    unit: 'for 50 channels',
    max: 6,
    async run(world) {
      world.answer = () => ({ delay: 1000 });
      const echo = world.echo();
      for (let i = 0; i < 50; i += 1) echo.private(`c${i}`);
      await world.pass(500);
      return world.asked.length;
    },
  },
  'auth/no-response': {
    unit: 'requests in a minute',
    min: 2,
    async run(world) {
      world.answer = () => ({ delay: 1e9 });
      world.echo().private('a');
      await world.pass(60_000);
      return world.asked.length;
    },
  },
  // Reverb refuses with an error that does not name the channel.
  'auth/refusal-without-channel': {
    unit: 'errors reported',
    min: 1,
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
    min: 1,
    async run(world) {
      world.answer = () => ({ status: 201 });
      const channel = (await world.connected()).private('a');
      await world.pass(5000);
      return channel.subscription.subscribed;
    },
  },
  'auth/authorizer-throws': {
    unit: 'errors thrown',
    max: 0,
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
    unit: 'errors reported',
    min: 1,
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
  'auth/left-while-authorizing': {
    unit: 'subscriptions sent',
    max: 0,
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
  'auth/requests-after-leaving': {
    unit: 'requests for a left channel',
    max: 0,
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
