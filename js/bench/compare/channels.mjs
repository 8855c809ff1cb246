// Faults of channels, listeners, whispers and presence.

export const channels = {
  'channel/resubscribed-after-unsubscribe': {
    unit: 'events heard',
    min: 1,
    async run(world) {
      let heard = 0;
      const echo = await world.connected();
      const channel = echo.channel('a');
      await world.pass(100);
      // A React effect cleans up and runs again like this.
      channel.unsubscribe();
      echo.channel('a').listen('.e', () => (heard += 1));
      await world.pass(100);
      if (world.server.asked().length > 1) world.server.broadcast('a', 'e');
      await world.pass(100);
      return heard;
    },
  },
  // Two components of one page share a channel, and one of them leaves it by name.
  'channel/left-by-a-neighbour': {
    unit: 'events heard',
    min: 1,
    async run(world) {
      let heard = 0;
      const echo = await world.connected();
      echo.channel('a').listen('.e', () => {});
      world
        .holder(echo)
        .channel('a')
        .listen('.e', () => (heard += 1));
      await world.pass(500);
      echo.leave('a');
      await world.pass(500);
      world.server.broadcast('a', 'e');
      await world.pass(100);
      return heard;
    },
  },
  'channel/encrypted-on-a-connector-class': {
    unit: 'errors thrown',
    max: 0,
    run(world) {
      const Connector = class {
        encryptedPrivateChannel = () => ({});
        disconnect() {}
      };
      try {
        world.echo({ broadcaster: Connector }).encryptedPrivate('a');
        return 0;
      } catch {
        return 1;
      }
    },
  },
  'channel/old-listeners-after-leaving': {
    unit: 'calls',
    max: 0,
    async run(world) {
      let old = 0;
      const echo = await world.connected();
      echo.channel('a').listen('.e', () => (old += 1));
      echo.leave('a');
      echo.channel('a').listen('.e', () => {});
      await world.pass(500);
      world.server.broadcast('a', 'e');
      await world.pass(100);
      return old;
    },
  },
  'channel/late-subscribed-listener': {
    unit: 'calls',
    min: 1,
    async run(world) {
      let told = 0;
      const echo = await world.connected();
      echo.channel('a');
      await world.pass(500);
      echo.channel('a').subscribed(() => (told += 1));
      await world.pass(5000);
      return told;
    },
  },
  'channel/throwing-listener': {
    unit: 'neighbours called',
    min: 1,
    async run(world) {
      let called = 0;
      const channel = (await world.connected()).channel('a');
      channel.listen('.e', () => {
        throw new Error('broken');
      });
      channel.listen('.e', () => (called += 1));
      await world.pass(500);
      world.server.broadcast('a', 'e');
      await world.pass(100);
      return called;
    },
  },
  'channel/stop-listening-to-all': {
    unit: 'calls after it',
    max: 0,
    async run(world) {
      let called = 0;
      const listener = () => (called += 1);
      const channel = (await world.connected()).channel('a');
      channel.listenToAll(listener).stopListeningToAll(listener);
      await world.pass(500);
      world.server.broadcast('a', 'e');
      await world.pass(100);
      return called;
    },
  },
  'channel/names-in-listen-to-all': {
    unit: 'of 2 wrong',
    max: 0,
    async run(world) {
      const names = [];
      const [one, none] = [await world.connected(), await world.connected({ namespace: '' })];
      one.channel('a').listenToAll((name) => names.push(name));
      none.channel('b').listenToAll((name) => names.push(name));
      await world.pass(500);
      world.server.broadcast('a', 'App\\EventsMore\\Foo');
      world.server.broadcast('b', 'Foo');
      await world.pass(100);
      const right = ['.App\\EventsMore\\Foo', '.Foo'];
      return right.filter((name) => !names.includes(name)).length;
    },
  },
  'whisper/before-subscribed': {
    unit: 'sent too early',
    max: 0,
    async run(world) {
      const echo = await world.connected();
      echo.private('a').whisper('typing', {});
      await world.pass(1500);
      const order = world.server.frames.map(({ event }) => event);
      const [whispered, asked] = ['client-typing', 'pusher:subscribe'].map((e) => order.indexOf(e));
      return whispered >= 0 && whispered < asked;
    },
  },
  'whisper/after-leaving': {
    unit: 'errors thrown',
    max: 0,
    async run(world) {
      const echo = await world.connected();
      const channel = echo.private('a');
      await world.pass(500);
      echo.leave('a');
      const { warn } = console;
      console.warn = () => {};
      try {
        channel.whisper('typing', {});
        return 0;
      } catch {
        return 1;
      } finally {
        console.warn = warn;
      }
    },
  },
  // One member leaves and another one joins while the link is down.
  'presence/changes-over-a-drop': {
    unit: 'of 2 reported',
    min: 2,
    async run(world) {
      let told = 0;
      world.server.members.ada = { name: 'ada' };
      const room = (await world.connected()).join('room');
      room.joining(({ name }) => (told += name === 'bob'));
      room.leaving(({ name }) => (told += name === 'ada'));
      await world.pass(1000);
      world.server.drop();
      delete world.server.members.ada;
      world.server.members.bob = { name: 'bob' };
      await world.pass(30_000);
      return told;
    },
  },
};
