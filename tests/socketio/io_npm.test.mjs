// `io()` of `oread/socket.io` against real Socket.IO 2 and 4; the engine as WebAssembly and as plain JavaScript. socket.io-client
// passes the same tests against Socket.IO 4, except where they say so.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import WebSocket from 'ws';
import { like } from './process.mjs';
import { Spaces } from './rooms.mjs';

const dist = new URL('../../js/dist/', import.meta.url);
const builds = {
  WebAssembly: await import(new URL('node/socket.io.js', dist)),
  'plain JavaScript': await import(new URL('plain/socket.io.js', dist)),
  'socket.io-client': await import('socket.io-client'),
};

const servers = [];
const sockets = [];
after(() =>
  Promise.all([...servers.map((one) => one.kill()), sockets.map((one) => one.io.disconnect())]),
);
const start = async (version, options) => {
  const server = await Spaces.start(version, options);
  servers.push(server);
  return server;
};

/** The arguments of each event of this name, from now on. */
function heard(emitter, event) {
  const seen = [];
  let wake = () => {};
  emitter.on(event, (...given) => {
    seen.push(given);
    wake();
  });
  return {
    seen,
    /** Those of the event with this number, counted from 0. */
    async at(number) {
      while (seen.length <= number) await new Promise((resolve) => (wake = resolve));
      return seen[number];
    },
  };
}
/** The first event of this name, from now on. */
const next = (emitter, event) => heard(emitter, event).at(0);
/** The events that the server saw, as [name, ...arguments]. */
const events = ({ lines }) =>
  lines.map((line) => JSON.parse(line).event).filter((event) => event !== undefined);

for (const [build, { io, Manager, Socket }] of Object.entries(builds)) {
  const open = (server, { nsp = '', ...options } = {}) => {
    const socket = io(server.url + nsp, { WebSocket, forceNew: true, ...options });
    sockets.push(socket);
    return socket;
  };

  const isOurs = build !== 'socket.io-client';
  for (const version of isOurs ? [2, 4] : [4]) {
    const of = `${build}, Socket.IO ${version}`;

    for (const transport of ['websocket', 'polling'])
      test(`${of} over ${transport}: events and answers both ways`, async () => {
        const server = await start(version, { transports: [transport] });
        const socket = open(server, { transports: [transport] });
        assert.ok(socket instanceof Socket && socket.io instanceof Manager);
        assert.deepEqual([socket.connected, socket.active, socket.id], [false, true, undefined]);
        await next(socket, 'connect');
        const { connected, id } = JSON.parse(
          await server.line(like({ connected: '/', transport })),
        );
        assert.deepEqual([connected, id], ['/', socket.id]);
        assert.equal(socket.io.engine.transport.name, transport);

        const text = 'é€😀 "\\ \u2028';
        const answer = await new Promise((resolve) => {
          socket.emit('echo', text, null, [{ a: 1.5 }], (...values) => resolve(values));
        });
        assert.deepEqual(answer, [text, null, [{ a: 1.5 }]]);
        assert.equal(await socket.emitWithAck('echo', 'first', 'second'), 'first');

        socket.send('a', 'b');
        await server.line(like({ event: ['message', 'a', 'b'] }));
        const news = heard(socket, 'news');
        const any = [];
        socket.onAny((...given) => any.push(given));
        server.send({ emit: ['news', text, { n: 1 }] });
        assert.deepEqual(await news.at(0), [text, { n: 1 }]);
        assert.deepEqual(any, [['news', text, { n: 1 }]]);

        socket.on('question', (what, reply) => {
          reply(`${what}!`, 2);
          reply('never');
        });
        server.send({ ask: ['question', text] });
        await server.line(like({ answer: [`${text}!`, 2] }));
      });

    for (const transport of ['websocket', 'polling'])
      test(`${of} over ${transport}: binary arguments both ways`, async () => {
        const server = await start(version, { transports: [transport] });
        const socket = open(server, { transports: [transport] });
        const all = Uint8Array.from({ length: 70_000 }, (_, i) => i);
        const args = [{ deep: [all.subarray(1, 4)], text: 'é' }, all.buffer, new Uint8Array(0)];
        const bytes = (value) => [...new Uint8Array(value)];
        const check = ([first, second, third]) => {
          assert.equal(first.text, 'é');
          assert.deepEqual(bytes(first.deep[0]), [1, 2, 3]);
          assert.deepEqual(bytes(second), bytes(all));
          assert.equal(bytes(third).length, 0);
        };
        check(await new Promise((done) => socket.emit('echo', ...args, (...got) => done(got))));
        const heardBack = next(socket, 'back');
        socket.emit('send back', ...args);
        check(await heardBack);
        const asked = next(socket, 'call back');
        socket.emit('ask back', ...args);
        const given = await asked;
        given.pop()(given[1]);
        await server.line(like({ answered: 70_000 }));
      });

    test(`${of}: what is emitted before is sent, in order, before what the listeners of connect emit`, async () => {
      const server = await start(version);
      const socket = open(server, { autoConnect: false });
      socket.emit('one', 1);
      socket.volatile.emit('dropped');
      socket.on('connect', () => socket.emit('four'));
      socket.connect();
      socket.emit('two');
      const late = socket.emitWithAck('echo', 3);
      assert.equal(await late, 3);
      await server.line(like({ event: ['four'] }));
      assert.deepEqual(events(server), [['one', 1], ['two'], ['echo', 3], ['four']]);
    });

    test(`${of} restarts: what is emitted meanwhile is sent once, and volatile events are not`, async () => {
      const server = await start(version);
      const socket = open(server);
      const connected = heard(socket, 'connect');
      const attempts = heard(socket.io, 'reconnect_attempt');
      const reconnected = heard(socket.io, 'reconnect');
      await connected.at(0);
      const { id } = socket;
      const lost = assert.rejects(
        socket.timeout(60_000).emitWithAck('silence'),
        /socket has been disconnected/,
      );
      await server.line(like({ event: ['silence'] }));
      const disconnected = next(socket, 'disconnect');
      await server.kill();
      const [reason] = await disconnected;
      assert.match(reason, /^transport (close|error)$/);
      assert.deepEqual([socket.connected, socket.active, socket.id], [false, true, undefined]);
      await lost;
      // socket.io-client sends it later.
      if (isOurs) socket.volatile.emit('dropped');
      socket.emit('kept', 1);
      const answer = socket.emitWithAck('echo', 'later');
      const again = await Spaces.start(version, { port: server.port });
      servers.push(again);
      await connected.at(1);
      assert.notEqual(socket.id, id);
      assert.equal(await answer, 'later');
      await again.line(like({ event: ['echo', 'later'] }));
      assert.deepEqual(events(again), [
        ['kept', 1],
        ['echo', 'later'],
      ]);
      assert.equal(reconnected.seen.length, 1);
      assert.equal(reconnected.seen[0][0], attempts.seen.at(-1)[0]);
    });

    test(`${of}: an answer that does not come in time is an error, also for an event that waits`, async () => {
      const server = await start(version);
      const socket = open(server, { ackTimeout: 100 });
      await next(socket, 'connect');
      const timeout = /operation has timed out/;
      await assert.rejects(socket.emitWithAck('silence'), timeout);
      await assert.rejects(socket.timeout(50).emitWithAck('silence'), timeout);
      const [error, ...values] = await new Promise((resolve) => {
        socket.emit('echo', 1, 2, (...given) => resolve(given));
      });
      assert.deepEqual([error, values], [null, [1, 2]]);
      socket.disconnect();
      await assert.rejects(socket.timeout(50).emitWithAck('echo', 'never sent'), timeout);
      socket.connect();
      await socket.timeout(60_000).emitWithAck('echo', 'sent');
      assert.ok(!events(server).some(([, what]) => what === 'never sent'));
    });

    test(`${of} disconnects the namespace: it stays away, and the others stay`, async () => {
      const server = await start(version);
      const socket = open(server);
      const chat = socket.io.socket('/chat');
      await Promise.all([next(socket, 'connect'), next(chat, 'connect')]);
      const gone = next(chat, 'disconnect');
      server.send({ kick: '/chat' });
      assert.equal((await gone)[0], 'io server disconnect');
      assert.deepEqual([chat.connected, chat.active], [false, false]);
      chat.emit('waits');
      assert.equal(await socket.emitWithAck('echo', 'still here'), 'still here');
      assert.ok(!events(server).some(([name]) => name === 'waits'));
      chat.connect();
      await server.line(like({ event: ['waits'], nsp: '/chat' }));
    });

    for (const transport of ['websocket', 'polling'])
      test(`${of} over ${transport}: an event before disconnect() is sent, and the connection is closed after it`, async () => {
        const server = await start(version);
        const socket = open(server, { transports: [transport] });
        const closed = next(socket.io, 'close');
        const gone = next(socket, 'disconnect');
        socket.on('connect', () => {
          socket.emit('bye');
          socket.disconnect();
        });
        assert.equal((await gone)[0], 'io client disconnect');
        assert.equal((await closed)[0], 'forced close');
        await server.line(like({ event: ['bye'] }));
        // The request that ends a polling session overtakes the message in it, on the server.
        const reason = transport === 'websocket' && { reason: 'client namespace disconnect' };
        await server.line(like({ disconnected: '/', ...reason }));
        assert.equal(socket.active, false);
      });

    test(`${of}: a namespace that refuses leaves the others alone`, async () => {
      const server = await start(version);
      const socket = open(server);
      const admin = socket.io.socket('/admin');
      const nowhere = socket.io.socket('/nowhere');
      const [[refused], [unknown]] = await Promise.all([
        next(admin, 'connect_error'),
        next(nowhere, 'connect_error'),
      ]);
      if (version === 4) assert.equal(refused.message, 'admins only');
      assert.deepEqual(refused.data, { code: 403 });
      assert.equal(unknown.message, 'Invalid namespace');
      assert.deepEqual([admin.active, nowhere.active], [false, false]);
      assert.equal(await socket.emitWithAck('echo', 1), 1);
    });

    test(`${of}: sockets of two namespaces share a connection, unless forceNew is set`, async () => {
      const server = await start(version);
      const shared = { nsp: '', forceNew: false };
      const root = open(server, shared);
      const chat = open(server, { ...shared, nsp: '/chat' });
      const again = open(server, shared);
      const own = open(server, { nsp: '/chat' });
      assert.equal(root.io, chat.io);
      assert.notEqual(root.io, again.io);
      assert.notEqual(root.io, own.io);
      await Promise.all([root, chat, again, own].map((one) => next(one, 'connect')));
      assert.equal(await chat.emitWithAck('echo', 'chat'), 'chat');
      await server.line(like({ event: ['echo', 'chat'], nsp: '/chat' }));
      root.disconnect();
      assert.equal(await chat.emitWithAck('echo', 'still'), 'still');
    });

    test(`${of} hangs: the reason is the ping timeout`, async () => {
      const server = await start(version, { pingInterval: 400, pingTimeout: 300 });
      const socket = open(server);
      await next(socket, 'connect');
      const gone = next(socket, 'disconnect');
      server.child.kill('SIGSTOP');
      assert.equal((await gone)[0], 'ping timeout');
      server.child.kill('SIGCONT');
      await next(socket, 'connect');
    });

    test(`${of} without WebSocket: polling takes over; with both, a WebSocket takes over from polling`, async () => {
      const slow = await start(version, { transports: ['polling'] });
      const fallen = open(slow);
      await next(fallen, 'connect');
      assert.equal(fallen.io.engine.transport.name, 'polling');
      const both = await start(version);
      const risen = open(both, { transports: ['polling', 'websocket'] });
      const upgraded = next(risen.io.engine, 'upgrade');
      await next(risen, 'connect');
      assert.equal((await upgraded)[0].name, 'websocket');
      await both.line((line) => line.includes('"upgraded"'));
      assert.equal(await risen.emitWithAck('echo', 1), 1);
      assert.equal(risen.io.engine.transport.name, 'websocket');
    });
  }

  test(`${build}: a refused socket stays away; with a new token it connects and sends what has waited`, async () => {
    const server = await start(4, { token: 'right' });
    let token = 'wrong';
    const socket = open(server, { auth: (send) => send({ token }) });
    socket.emit('waits', 1);
    const [error] = await next(socket, 'connect_error');
    assert.equal(error.message, 'invalid token');
    assert.deepEqual(error.data, { code: 'EXPIRED', given: 'wrong' });
    assert.deepEqual([socket.active, socket.connected], [false, false]);
    token = 'right';
    const connected = next(socket, 'connect');
    socket.connect();
    socket.emit('waits', 2);
    await connected;
    await server.line(like({ event: ['waits', 2] }));
    assert.deepEqual(events(server), [
      ['waits', 1],
      ['waits', 2],
    ]);
  });

  test(`${build}: a listener of connect_error may set another token and connect`, async () => {
    const server = await start(4, { token: 'right' });
    const socket = open(server, { auth: { token: 'wrong' } });
    socket.emit('first');
    socket.on('connect_error', () => {
      socket.auth = { token: 'right' };
      socket.connect().emit('second');
    });
    await server.line(like({ event: ['second'] }));
    assert.deepEqual(events(server), [['first'], ['second']]);
  });

  test(`${build}: a server that recovers a session sends what was missed before it says so`, async () => {
    const recovery = { maxDisconnectionDuration: 60_000 };
    const server = await start(4, { connectionStateRecovery: recovery });
    const socket = open(server, { transports: ['websocket'] });
    const connected = heard(socket, 'connect');
    const news = heard(socket, 'news');
    await connected.at(0);
    const { id } = socket;
    assert.equal(socket.recovered, false);
    server.send({ emit: ['news', 1] });
    await news.at(0);
    const gone = next(socket, 'disconnect');
    server.send({ drop: true });
    server.send({ emit: ['news', 2] });
    await gone;
    let seen;
    socket.once('connect', () => (seen = news.seen.length));
    await connected.at(1);
    assert.deepEqual([socket.recovered, socket.id, seen], [true, id, 2]);
    assert.equal(news.seen[1][0], 2);
  });

  test(`${build}: without a server, attempts are counted, and given up`, async () => {
    const server = { url: 'http://127.0.0.1:1' };
    const options = { transports: ['websocket'], reconnectionAttempts: 2, reconnectionDelay: 1 };
    const socket = open(server, options);
    const errors = heard(socket, 'connect_error');
    const attempts = heard(socket.io, 'reconnect_attempt');
    const failures = heard(socket.io, 'reconnect_error');
    await next(socket.io, 'reconnect_failed');
    assert.deepEqual(attempts.seen, [[1], [2]]);
    assert.deepEqual([errors.seen.length, failures.seen.length], [3, 2]);
    assert.ok(socket.active);
  });

  test(`${build}: with reconnection: false there is one attempt`, async () => {
    const socket = open(
      { url: 'http://127.0.0.1:1' },
      { transports: ['websocket'], reconnection: false, autoConnect: false },
    );
    const errors = heard(socket, 'connect_error');
    const attempts = heard(socket.io, 'reconnect_attempt');
    socket.connect();
    await errors.at(0);
    const server = await start(4);
    const other = open(server, { reconnection: false });
    await next(other, 'connect');
    const gone = next(other, 'disconnect');
    await server.kill();
    await gone;
    const again = await Spaces.start(4, { port: server.port });
    servers.push(again);
    const back = next(other, 'connect');
    other.connect();
    await back;
    await again.line(like({ connected: '/' }));
    assert.deepEqual([errors.seen.length, attempts.seen.length], [1, 0]);
  });

  // socket.io-client knows neither.
  if (!isOurs) continue;

  test(`${build}: Socket.IO 2 refuses the root namespace`, async () => {
    const server = await start(2, { token: 'right' });
    const socket = open(server, { query: { token: 'wrong' } });
    const [error] = await next(socket, 'connect_error');
    assert.ok(error instanceof Error);
    assert.equal(socket.active, false);
    const right = open(server, { query: { token: 'right' } });
    await next(right, 'connect');
  });

  test(`${build}: an auth function that fails is asked again`, async () => {
    const server = await start(4, { token: 'right' });
    let turn = 0;
    const socket = open(server, {
      auth: async () => {
        if (++turn === 1) throw new Error('no network for the token');
        return { token: 'right' };
      },
    });
    const failed = next(socket, 'connect_error');
    const connected = next(socket, 'connect');
    const [error] = await failed;
    assert.match(error.message, /no network for the token/);
    assert.equal(socket.active, true);
    await connected;
  });
}
