// `oread serve --redis`: events of Laravel's broadcaster `redis`, from a real Redis and from servers that only claim to be one.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer, run } from './dev_server.mjs';
import { Redis, subscriber } from './redis.mjs';

let redis;
let server;
before(async () => {
  redis = await Redis.start();
  server = await DevServer.start('--redis', redis.url);
  await server.logged(({ what }) => what === 'redis-connected');
});
after(async () => {
  await server?.kill();
  await redis?.stop();
});

test('an event reaches the subscribers of its channels, as one that was sent over HTTP', async () => {
  const news = await subscriber(server, 'news');
  const other = await subscriber(server, 'other');
  await redis.broadcast(['news', 'other'], 'App\\Events\\TaskUpdated', { id: 7, title: 'Ø' });
  for (const [client, channel] of [
    [news, 'news'],
    [other, 'other'],
  ]) {
    const frame = await client.next('App\\Events\\TaskUpdated');
    assert.deepEqual(frame, {
      event: 'App\\Events\\TaskUpdated',
      channel,
      data: '{"id":7,"title":"Ø"}',
    });
  }
});

test('toOthers() excludes the connection that caused the event', async () => {
  const mine = await subscriber(server, 'tasks');
  const theirs = await subscriber(server, 'tasks');
  await redis.broadcast(['tasks'], 'moved', { n: 1 }, mine.socketId);
  await redis.broadcast(['tasks'], 'end');
  await theirs.next('moved');
  await mine.next('end');
  assert.deepEqual(
    mine.frames.filter(({ event }) => event === 'moved'),
    [],
  );
});

test("private channels are subscribed with signatures of the app's other broadcaster", async () => {
  const signer = Pusher.forURL(`http://${app.key}:${app.secret}@127.0.0.1/apps/${app.appId}`);
  const client = await subscriber(server, 'private-orders.1', (socketId) =>
    signer.authorizeChannel(socketId, 'private-orders.1'),
  );
  await redis.broadcast(['private-orders.1'], 'paid', { id: 1 });
  assert.equal((await client.next('paid')).data, '{"id":1}');
});

test('with --redis-prefix other channels are not heard, and clients do not see the prefix', async () => {
  const prefixed = await DevServer.start('--redis', redis.url, '--redis-prefix', 'my[app]_');
  try {
    await prefixed.logged(({ what }) => what === 'redis-connected');
    const client = await subscriber(prefixed, 'news');
    await redis.broadcast(['news', 'mya_news'], 'wrong');
    await redis.broadcast(['my[app]_news'], 'right');
    assert.equal((await client.next('right')).channel, 'news');
    assert.ok(!client.frames.some(({ event }) => event === 'wrong'));
  } finally {
    await prefixed.kill();
  }
});

test("Laravel's default prefix is recognized, and the log says which option is missing", async () => {
  await redis.broadcast(['my_app_database_news'], 'x');
  const { channel, text } = await server.logged(({ what }) => what === 'redis-prefix');
  assert.equal(channel, 'my_app_database_news');
  assert.match(text, /--redis-prefix my_app_database_$/);
});

test('what is no event, or cannot be published, is logged and harms nothing', async () => {
  const client = await subscriber(server, 'news');
  await redis.command('PUBLISH', 'news', 'tick');
  await redis.command('PUBLISH', 'news', `{"event":"deep","data":${'['.repeat(50_000)}`);
  await redis.broadcast(['private-encrypted-x'], 'open');
  await redis.broadcast(['bad name'], 'x');
  await redis.broadcast(['news'], 'end');
  await client.next('end');
  await server.logged(({ what }) => what === 'redis-message-ignored');
  const refused = await server.logged(({ what }) => what === 'redis-message-refused');
  assert.match(refused.text, /does not encrypt/);
  const unnamed = await server.logged(({ channel }) => channel === 'bad name');
  assert.deepEqual([unnamed.what, unnamed.event], ['publish-refused', 'x']);
});

test('an event that is too large is logged with its channel, and not even parsed', async () => {
  const client = await subscriber(server, 'news');
  const isRefused = ({ what, text }) => what === 'publish-refused' && /10240 bytes/.test(text);
  for (const keys of [1500, 6000]) {
    server.log.length = 0;
    const data = Object.fromEntries(Array.from({ length: keys }, (_, n) => [`key.${n}`, n]));
    await redis.broadcast(['news'], 'large', data);
    assert.equal((await server.logged(isRefused)).channel, 'news');
  }
  await redis.broadcast(['news'], 'end');
  await client.next('end');
  assert.ok(!client.frames.some(({ event }) => event === 'large'));
});

test('a Redis that cannot save still delivers', async () => {
  // It cannot write there, and says MISCONF instead of PONG.
  const full = await Redis.start(undefined, ['--dir', '/proc', '--save', '3600 1']);
  let far;
  try {
    await full.command('SET', 'a', 1);
    while (!/MISCONF/.test((await full.command('PING')).stdout)) await full.command('BGSAVE');
    far = await DevServer.start('--redis', full.url);
    await far.logged(({ what }) => what === 'redis-connected');
    const client = await subscriber(far, 'news');
    // Laravel publishes in a script, which Redis refuses now.
    await full.command('PUBLISH', 'news', '{"event":"plain","data":{}}');
    await client.next('plain');
  } finally {
    await far?.kill();
    await full.stop();
  }
});

test('a Redis that is busy once is connected again', async () => {
  let publishes = 0;
  const busy = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const [, command] of `${bytes}`.matchAll(/\*\d\r\n\$\d+\r\n([A-Z]+)/g)) {
        if (command === 'PSUBSCRIBE') socket.write('*3\r\n$10\r\npsubscribe\r\n$1\r\n*\r\n:1\r\n');
        if (command === 'PING') socket.write('+PONG\r\n');
        if (command === 'PUBLISH')
          socket.write(++publishes === 1 ? '-BUSY Redis is busy running a script\r\n' : ':1\r\n');
      }
    });
  });
  busy.listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const far = await DevServer.start('--redis', `redis://127.0.0.1:${busy.address().port}`);
  try {
    assert.match((await far.logged(({ what }) => what === 'redis-away')).text, /refused: BUSY/);
    far.log.length = 0;
    await far.logged(({ what }) => what === 'redis-connected');
    while (publishes < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    await far.kill();
    busy.close();
  }
});

test('without Redis clients stay connected; /up and the log say so, and events return with it', async () => {
  const own = await Redis.start();
  const far = await DevServer.start('--redis', own.url);
  const up = async () => JSON.parse((await far.request('GET', '/up')).body);
  let again;
  try {
    await far.logged(({ what }) => what === 'redis-connected');
    assert.deepEqual(await up(), { health: 'OK', redis: 'connected' });
    const client = await subscriber(far, 'news');
    await own.stop();
    const away = await far.logged(({ what }) => what === 'redis-away');
    assert.match(away.text, /clients stay connected/);
    assert.deepEqual(await up(), { health: 'OK', redis: 'away' });
    far.log.length = 0;
    again = await Redis.start(own.port);
    await far.logged(({ what }) => what === 'redis-connected');
    await again.broadcast(['news'], 'back');
    await client.next('back');
    assert.equal(client.socket.readyState, 1);
  } finally {
    await far.kill();
    await again?.stop();
  }
});

test('a wrong password is reported, and never printed', async () => {
  const wrong = await DevServer.start('--redis', `redis://:wr0ng@127.0.0.1:${redis.port}`);
  try {
    const { text } = await wrong.logged(({ what }) => what === 'redis-away');
    assert.match(text, /refused: WRONGPASS/);
    assert.doesNotMatch(JSON.stringify(wrong.log), /wr0ng/);
  } finally {
    await wrong.kill();
  }
});

const claimants = {
  'speaks HTTP': 'HTTP/1.1 400 Bad Request\r\n\r\n',
  'announces a huge text': `$900000000\r\n${'x'.repeat(20_000_000)}`,
  'announces a negative list': '*-5\r\n*-1\r\n$-1\r\n',
  'nests lists without end': '*1\r\n'.repeat(1000),
  'sends messages of the wrong kind':
    '*4\r\n:1\r\n:2\r\n:3\r\n:4\r\n*1\r\n$8\r\npmessage\r\n*0\r\n+OK\r\n',
  'closes at once': '',
};
for (const [what, bytes] of Object.entries(claimants))
  test(`a server that ${what} does no harm`, async () => {
    const claimant = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.end(bytes);
    });
    claimant.listen(0, '127.0.0.1');
    await once(claimant, 'listening');
    const victim = await DevServer.start('--redis', `redis://127.0.0.1:${claimant.address().port}`);
    try {
      await victim.logged(({ what }) => what === 'redis-away');
      await victim.assertAlive();
    } finally {
      await victim.kill();
      claimant.close();
    }
  });

for (const [args, message] of [
  [['--redis', 'localhost'], /--redis: the Redis URL must begin with redis:\/\//],
  [['--redis', 'rediss://cache'], /--redis: .* TLS/],
  [['--redis-prefix', 'x_'], /--redis-prefix needs --redis/],
])
  test(`oread serve ${args.join(' ')} is refused`, async () => {
    const { code, stderr } = await run('serve', ...args);
    assert.equal(code, 2);
    assert.match(stderr, message);
  });
