// `oread/socket.io` against real Socket.IO 2 and 4, and the real laravel-echo-server; the engine as WebAssembly and as plain
// JavaScript.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import WebSocket from 'ws';
import { EchoServer } from './echo_server.mjs';
import { like } from './process.mjs';
import { Rooms } from './rooms.mjs';

const dist = new URL('../../js/dist/', import.meta.url);
const builds = {
  WebAssembly: (await import(new URL('node/socket.io.js', dist))).default,
  'plain JavaScript': (await import(new URL('plain/socket.io.js', dist))).default,
};

const started = [];
const rooms = async (version, options) => {
  const server = await Rooms.start(version, options);
  started.push(server);
  return server;
};
after(() => Promise.all(started.map((one) => (one.disconnect ? one.disconnect() : one.kill()))));

/** An Echo on this server. */
function open(Echo, server, options = {}) {
  const echo = new Echo({ broadcaster: 'socket.io', host: server.url, WebSocket, ...options });
  started.push(echo);
  return echo;
}

/** The arguments of each call of a callback, which `call` adds to a channel. */
function calls(call) {
  const seen = [];
  let wake = () => {};
  call((...given) => {
    seen.push(given);
    wake();
  });
  return {
    seen,
    /** The arguments of the call with this number, counted from 0. */
    async at(number) {
      while (seen.length <= number) await new Promise((resolve) => (wake = resolve));
      return seen[number];
    },
  };
}

const status = async (echo, wanted) => {
  while (echo.connectionStatus() !== wanted)
    await new Promise((resolve) => {
      const off = echo.connector.onConnectionChange(() => resolve(off()));
    });
};

for (const [build, Echo] of Object.entries(builds)) {
  for (const version of [2, 4]) {
    for (const transport of ['websocket', 'polling'])
      test(`${build}, Socket.IO ${version} over ${transport} alone: an event, members, a whisper, a leave`, async () => {
        const server = await rooms(version, { transports: [transport] });
        const echo = open(Echo, server, { transports: [transport] });
        const heard = calls((call) => echo.channel('news').listen('É', call));
        const subscribed = calls((call) => echo.channel('news').subscribed(call));
        const here = calls((call) => echo.join('room').here(call));
        await server.line(like({ transport }));
        await server.line(like({ subscribe: 'news', auth: { headers: {} } }));
        await subscribed.at(0);
        assert.deepEqual(await here.at(0), [[{ name: 'Ann' }]]);
        server.send({ emit: ['news', 'App\\Events\\É', { text: 'é€😀' }] });
        assert.deepEqual(await heard.at(0), [{ text: 'é€😀' }]);

        const other = open(Echo, server, { transports: [transport] });
        const typing = calls((call) => other.join('room').listenForWhisper('typing', call));
        await server.many(like({ subscribe: 'presence-room' }), 2);
        echo.join('room').whisper('typing', { name: '€' });
        assert.deepEqual(await typing.at(0), [{ name: '€' }]);

        echo.leave('room');
        await server.line(like({ unsubscribe: 'presence-room' }));
        echo.disconnect();
        const { reason } = JSON.parse(await server.line((line) => line.includes('"disconnected"')));
        assert.match(reason, /^transport (close|error)$/);
      });

    test(`${build}, Socket.IO ${version} without WebSocket: polling takes over`, async () => {
      const server = await rooms(version, { transports: ['polling'] });
      const echo = open(Echo, server);
      await calls((call) => echo.channel('news').subscribed(call)).at(0);
      await server.line(like({ subscribe: 'news' }));
      await server.line(like({ transport: 'polling' }));
    });

    test(`${build}, Socket.IO ${version} restarts: the channels are subscribed again`, async () => {
      const server = await rooms(version);
      const echo = open(Echo, server);
      const back = calls((call) => echo.channel('news').listen('.Back', call));
      const subscribed = calls((call) => echo.channel('news').subscribed(call));
      await server.line(like({ subscribe: 'news' }));
      const next = await server.restarted();
      started.push(next);
      await next.line(like({ subscribe: 'news' }));
      await subscribed.at(1);
      next.send({ emit: ['news', 'Back', {}] });
      await back.at(0);
    });
  }

  test(`${build}: a body of many kilobytes arrives over polling`, async () => {
    const server = await rooms(4, { transports: ['polling'] });
    const echo = open(Echo, server, { transports: ['polling'] });
    const heard = calls((call) => echo.channel('news').listen('.Long', call));
    await server.line(like({ subscribe: 'news' }));
    const text = '€'.repeat(200_000);
    server.send({ emit: ['news', 'Long', { text }] });
    assert.equal((await heard.at(0))[0].text, text);
  });

  test(`${build}: each connection asks for the option auth and sends it to Socket.IO 4`, async () => {
    const server = await rooms(4, { token: 'right' });
    const echo = open(Echo, server, { auth: { token: 'wrong' } });
    await status(echo, 'disconnected');
    echo.connector.options.auth.token = 'right';
    echo.connector.socket.connect();
    await status(echo, 'connected');
    assert.ok(server.lines.some(like({ auth: { token: 'wrong', headers: {} } })));
  });

  test(`${build}: a server that ends the connection on purpose is not asked again`, async () => {
    const server = await rooms(4);
    const echo = open(Echo, server);
    await calls((call) => echo.channel('news').subscribed(call)).at(0);
    await server.line(like({ subscribe: 'news' }));
    server.send({ kick: true });
    await status(echo, 'disconnected');
  });
}

test('each import names the other one for a broadcaster that it does not have', async () => {
  const { default: Main } = await import(new URL('node/index.js', dist));
  assert.throws(
    () => new Main({ broadcaster: 'socket.io' }),
    /import Echo from "oread\/socket.io"/,
  );
  for (const Echo of Object.values(builds)) {
    assert.throws(() => new Echo({ broadcaster: 'reverb', key: 'k' }), /import Echo from "oread"/);
    const echo = open(Echo, { url: 'http://127.0.0.1:1' });
    assert.throws(() => echo.encryptedPrivate('a'), /does not support encrypted private channels/);
    echo.disconnect();
  }
});

for (const [build, Echo] of Object.entries(builds)) {
  let server;
  const person = (name, options) =>
    open(Echo, server, {
      auth: { headers: () => ({ Authorization: `Bearer ${name()}` }) },
      ...options,
    });
  const as = (name) => person(() => name);

  test(`${build} and laravel-echo-server`, async (t) => {
    server = await EchoServer.start({ pingInterval: 2000, pingTimeout: 1000 });
    t.after(() => server.stop());

    for (const transport of ['websocket', 'polling'])
      await t.test(
        `events published through Redis arrive over ${transport}, except to their sender`,
        async () => {
          const [one, other] = [1, 2].map(() => open(Echo, server, { transports: [transport] }));
          const heard = [one, other].map((echo) =>
            calls((call) =>
              echo.channel(`attendance-${transport}`).listen('.attendance.updated', call),
            ),
          );
          await Promise.all([status(one, 'connected'), status(other, 'connected')]);
          const publish = (id, socket) =>
            server.publish(`attendance-${transport}`, 'attendance.updated', { id }, socket);
          // Nothing says when the server has joined the channels: publish until the first event has arrived at both.
          while (heard.some(({ seen }) => !seen.length)) await publish('first');
          await publish('é€😀', one.socketId());
          await publish('last');
          for (const { at } of heard) for (let i = 0; (await at(i))[0].id !== 'last';) i++;
          const ids = heard.map(({ seen }) => seen.map(([{ id }]) => id));
          assert.ok(!ids[0].includes('é€😀'));
          assert.ok(ids[1].includes('é€😀'));
        },
      );

    await t.test(
      'the endpoint is asked with the current headers, refuses, and may be asked again',
      async () => {
        let name = '';
        const echo = person(() => name);
        const refused = calls((call) => echo.private('a').error(call));
        const [{ type, status: code }] = await refused.at(0);
        assert.deepEqual([type, code], ['SubscriptionError', 403]);
        // An error that is added later is called, too.
        await calls((call) => echo.private('a').error(call)).at(0);
        name = 'cleo';
        echo.leave('a');
        echo.private('a');
        while (!server.questions.some((one) => one.channel === 'private-a' && one.name === 'cleo'))
          await new Promise((resolve) => setTimeout(resolve, 20));
      },
    );

    await t.test('each subscription asks for the bearer token', async () => {
      let turn = 0;
      const echo = open(Echo, server, { bearerToken: () => `dora${++turn}` });
      await calls((call) => echo.join('first').here(call)).at(0);
      await calls((call) => echo.join('second').here(call)).at(0);
      const asked = server.questions.filter(({ name }) => name?.startsWith('dora'));
      assert.equal(new Set(asked.map(({ name }) => name)).size, 2);
    });

    await t.test('members are here, join and leave; a refused room can be left', async () => {
      const ann = as('ann');
      const room = ann.join('room');
      const joined = calls((call) => room.joining(call));
      const left = calls((call) => room.leaving(call));
      assert.deepEqual(await calls((call) => room.here(call)).at(0), [[{ name: 'ann' }]]);

      const bob = as('bob');
      const here = calls((call) => bob.join('room').here(call));
      assert.deepEqual((await here.at(0))[0].map(({ name }) => name).sort(), ['ann', 'bob']);
      assert.deepEqual(await joined.at(0), [{ name: 'bob' }]);
      // The server ends with its process if a client leaves a presence channel that it is not in.
      await calls((call) => bob.join('forbidden').error(call)).at(0);
      bob.leave('forbidden');
      bob.join('soon-left');
      bob.leave('soon-left');
      bob.leave('room');
      assert.deepEqual(await left.at(0), [{ name: 'bob' }]);
      await calls((call) => bob.join('after').here(call)).at(0);
      assert.equal(server.server.child.exitCode, null);
    });

    await t.test('a whisper reaches the other members, each time', async () => {
      for (let turn = 0; turn < 5; turn++) {
        const [fay, gus] = [as('fay'), as('gus')].map((echo) => echo.join(`whispers-${turn}`));
        const heard = calls((call) => gus.listenForWhisper('typing', call));
        await calls((call) => gus.here(call)).at(0);
        await calls((call) => fay.here(call)).at(0);
        fay.whisper('typing', { turn });
        assert.deepEqual(await heard.at(0), [{ turn }]);
      }
    });

    await t.test('after a restart of the server every channel is there again', async () => {
      const eve = as('eve');
      const here = calls((call) => eve.join('club').here(call));
      await here.at(0);
      await server.server.kill();
      await status(eve, 'reconnecting');
      await server.run();
      assert.deepEqual(await here.at(1), [[{ name: 'eve' }]]);
    });
  });
}
