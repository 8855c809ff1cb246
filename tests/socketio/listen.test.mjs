// oread listen --socket.io against real Socket.IO 2 and 4.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Oread } from '../native/command/oread.mjs';
import { like } from './process.mjs';
import { Rooms, Spaces } from './rooms.mjs';

const started = [];
const listen = (server, ...args) => {
  const oread = new Oread(['listen', server.url, '--socket.io', '--json', ...args]);
  started.push(oread);
  return oread;
};
const rooms = async (version, options) => {
  const server = await Rooms.start(version, options);
  started.push(server);
  return server;
};
after(() => Promise.all(started.map((one) => one.signal?.('SIGKILL') ?? one.kill())));

const spaces = async (version, options) => {
  const server = await Spaces.start(version, options);
  started.push(server);
  return server;
};

const message = (oread, event) => oread.line(new RegExp(`"event":"${event}"`)).then(JSON.parse);

for (const version of [2, 4])
  for (const [transports, seen] of [
    ['websocket', 'websocket'],
    ['polling', 'polling'],
  ])
    test(`Socket.IO ${version} over ${transports} alone: subscribed, an event, left`, async () => {
      const server = await rooms(version, { transports: [seen] });
      const oread = listen(server, '-c', 'news', '-c', 'presence-room', '--transports', transports);
      await server.line(like({ transport: seen }));
      await server.line(like({ subscribe: 'news', auth: { headers: {} } }));
      const { members } = JSON.parse(await oread.line(/"type":"subscribed".*presence-room/));
      assert.deepEqual(members, [{ id: '7', info: { name: 'Ann' } }]);
      server.send({ emit: ['news', 'App\\Events\\É', { text: 'é€😀' }] });
      const { channel, data } = await message(oread, 'App.*É');
      assert.deepEqual([channel, data], ['news', { text: 'é€😀' }]);
      await oread.signal('SIGTERM');
      const { reason } = JSON.parse(await server.line((line) => line.includes('"disconnected"')));
      assert.match(reason, /^transport (close|error)$/);
    });

for (const version of [2, 4]) {
  test(`Socket.IO ${version} without WebSocket: polling takes over`, async () => {
    const server = await rooms(version, { transports: ['polling'] });
    const oread = listen(server, '-c', 'news');
    await server.line(like({ transport: 'polling' }));
    await oread.line(/"type":"subscribed"/);
  });

  test(`Socket.IO ${version} without polling: WebSocket takes over`, async () => {
    const server = await rooms(version, { transports: ['websocket'] });
    const oread = listen(server, '-c', 'news', '--transports', 'polling,websocket');
    await server.line(like({ transport: 'websocket' }));
    await oread.line(/"type":"subscribed"/);
  });

  test(`Socket.IO ${version}: a WebSocket takes over from polling, and no event is lost`, async () => {
    const server = await rooms(version);
    const transports = ['--transports', 'polling,websocket'];
    const oread = listen(server, '-c', 'news', ...transports, '-n', '500');
    await server.line(like({ subscribe: 'news' }));
    for (let i = 0; i < 500; i++) server.send({ emit: ['news', 'N', { i }] });
    await server.line(like({ transport: 'websocket' }));
    assert.equal(await oread.ended, 0);
    const numbers = oread.lines.filter((line) => line.includes('"event":"N"'));
    assert.deepEqual(
      numbers.map((line) => JSON.parse(line).data.i),
      Array.from({ length: 500 }, (_, i) => i),
    );
  });

  test(`Socket.IO ${version} behind a proxy that blocks WebSockets: polling goes on`, async () => {
    const server = await rooms(version, { blocked: true });
    const either = ['websocket,polling', 'polling,websocket'].map((transports) =>
      listen(server, '-c', 'news', '--transports', transports),
    );
    for (const oread of either) await oread.line(/"type":"subscribed"/);
    await server.many(like({ subscribe: 'news' }), 2);
    server.send({ emit: ['news', 'Through', {}] });
    for (const oread of either) await message(oread, 'Through');
    assert.ok(!server.lines.some((line) => line.includes('"websocket"')));
  });

  test(`Socket.IO ${version} restarts: the channels are subscribed again`, async () => {
    const server = await rooms(version);
    const oread = listen(server, '-c', 'news');
    await server.line(like({ subscribe: 'news' }));
    const next = await server.restarted();
    started.push(next);
    await next.line(like({ subscribe: 'news' }));
    next.send({ emit: ['news', 'Back', {}] });
    await message(oread, 'Back');
  });

  test(`Socket.IO ${version} disconnects the client on purpose: it stays away`, async () => {
    const server = await rooms(version);
    const oread = listen(server, '-c', 'news');
    await server.line(like({ subscribe: 'news' }));
    server.send({ kick: true });
    assert.equal(await oread.ended, 1);
    assert.match(oread.lines.at(-1), /the server disconnected this client/);
  });

  for (const transports of ['websocket', 'polling'])
    test(`Socket.IO ${version} over ${transports}: 10,000 events in order`, async () => {
      const server = await rooms(version, { maxHttpBufferSize: 1e8 });
      const oread = listen(server, '-c', 'news', '--transports', transports, '-n', '10000');
      await server.line(like({ subscribe: 'news' }));
      server.send({ emit: ['news', 'N', { text: 'é' }], times: 10_000 });
      assert.equal(await oread.ended, 0);
      const numbers = oread.lines.filter((line) => line.includes('"event":"N"'));
      assert.deepEqual(
        numbers.map((line) => JSON.parse(line).data.i),
        Array.from({ length: 10_000 }, (_, i) => i),
      );
    });

  test(`Socket.IO ${version}: heartbeats keep a quiet link and a busy one, both carriers`, async () => {
    const server = await rooms(version, { pingInterval: 1200, pingTimeout: 800 });
    const quiet = ['websocket', 'polling'].map((one) => listen(server, '--transports', one));
    const busy = listen(server, '-c', 'news');
    await server.line(like({ subscribe: 'news' }));
    for (let i = 0; i < 20; i++) {
      server.send({ emit: ['news', `Beat${i}`, {}] });
      await message(busy, `Beat${i}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    for (const oread of [...quiet, busy])
      assert.doesNotMatch(oread.lines.join('\n'), /reconnecting/);
    assert.ok(!server.lines.some((line) => line.includes('disconnected')));
  });

  test(`Socket.IO ${version} hangs: the link is given up after the heartbeat's time`, async () => {
    const server = await rooms(version, { pingInterval: 400, pingTimeout: 300 });
    const oread = listen(server, '-c', 'news');
    await oread.line(/"type":"subscribed"/);
    server.child.kill('SIGSTOP');
    const change = JSON.parse(await oread.line(/"current":"reconnecting"/));
    server.child.kill('SIGCONT');
    assert.equal(change.why.code, 'silent');
    await oread.line(/"current":"connected".*|"type":"subscribed"/);
  });
}

for (const version of [2, 4]) {
  for (const transports of ['websocket', 'polling', 'polling,websocket'])
    test(`Socket.IO ${version} over ${transports}: namespaces, their events and a refusal`, async () => {
      const server = await spaces(version);
      const oread = listen(
        server,
        ...'-c / -c /chat -c /admin --transports'.split(' '),
        transports,
      );
      await oread.line(/"type":"subscribed".*"channel":"\/"/);
      await oread.line(/"type":"subscribed".*"channel":"\/chat"/);
      const { error, said } = JSON.parse(await oread.line(/"type":"subscribe-failed"/));
      assert.equal(error.code, 'subscribe-refused');
      assert.match(said, /403/);
      server.send({ emit: ['news', 'é€😀', { id: 1 }], nsp: '/chat' });
      const { channel, data } = await message(oread, 'news');
      assert.deepEqual([channel, data], ['/chat', ['news', 'é€😀', { id: 1 }]]);
      server.send({ ask: ['question', 7] });
      assert.equal(JSON.parse(await oread.line(/"type":"call".*"question"/)).channel, '/');
      server.send({ kick: '/chat' });
      await oread.line(/"type":"subscribe-failed".*"\/chat".*disconnected this client/);
    });

  test(`Socket.IO ${version} gets the credentials of a namespace, and may refuse them`, async () => {
    const server = await spaces(version, { token: 'right' });
    const oread = listen(server, '-c', '/', '--auth', '{"token":"wrong"}');
    await server.line((line) => line.startsWith('{"token"'));
    assert.equal(await oread.ended, 1);
    assert.match(oread.lines.join(), version === 2 ? /EXPIRED/ : /invalid token/);
  });
}

test('namespaces and channels of laravel-echo-server are not mixed', async () => {
  const oread = new Oread(['listen', 'http://127.0.0.1:1', '--socket.io', '-c', '/', '-c', 'news']);
  assert.equal(await oread.ended, 2);
  assert.match(oread.complaints, /pass one kind/);
});
