// WebSockets over real sockets: handshake, refusals, limits, the unmodified pusher-js.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import PusherClient from 'pusher-js';
import { app, DevServer } from './dev_server.mjs';

let server;
before(async () => {
  server = await DevServer.start('--demo-auth');
});
after(() => server.kill());

const bound = (emitter, event) => new Promise((resolve) => emitter.bind(event, resolve));

function pusherJs(user) {
  return new PusherClient(app.key, {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: server.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: `${server.url}/broadcasting/auth`,
      params: { user },
    },
  });
}

test('the greeting carries a socket id and the activity timeout', async () => {
  const client = await server.connect();
  const hello = JSON.parse((await client.next('pusher:connection_established')).data);
  assert.match(hello.socket_id, /^\d+\.\d+$/);
  assert.equal(hello.activity_timeout, 120);
  client.send('pusher:ping', {});
  await client.next('pusher:pong');
  client.socket.close();
});

test('parameters that mean nothing to the server are ignored', async () => {
  for (const query of ['protocol=7&', 'protocol=7&debug', 'protocol=7&protocol=7&a;b']) {
    const client = await server.connect({ path: `/app/${app.key}?${query}` });
    await client.next('pusher:connection_established');
    client.socket.close();
  }
});

test('an unknown key is closed with 4001, an unknown path with 4005', async () => {
  assert.equal((await (await server.connect({ path: '/app/wrong?protocol=7' })).closed).code, 4001);
  assert.equal((await (await server.connect({ path: '/elsewhere' })).closed).code, 4005);
});

for (const [what, lines, answer] of [
  [
    'another version',
    ['Sec-WebSocket-Version: 8'],
    /^HTTP\/1\.1 426 .*sec-websocket-version: 13/is,
  ],
  ['no version', [], /^HTTP\/1\.1 426 /],
  [
    'a key of another length',
    ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: abc'],
    /^HTTP\/1\.1 400 /,
  ],
  ['no key', ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key:'], /^HTTP\/1\.1 400 /],
]) {
  test(`an upgrade with ${what} is refused with a word`, async () => {
    const key = lines.some((line) => line.includes('Key'))
      ? []
      : ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='];
    const head = [
      `GET /app/${app.key}?protocol=7 HTTP/1.1`,
      'Host: x',
      'Upgrade: websocket',
      'Connection: Upgrade',
      ...lines,
      ...key,
    ];
    assert.match(await server.raw(`${head.join('\r\n')}\r\n\r\n`), answer);
  });
}

test('with --origin, others and those without one are closed with 4009', async () => {
  const choosy = await DevServer.start('--origin', 'https://app.example');
  try {
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
      const stranger = await choosy.connect({ headers });
      assert.equal((await stranger.closed).code, 4009);
    }
    const friend = await choosy.connect({ headers: { Origin: 'https://app.example' } });
    await friend.next('pusher:connection_established');
    friend.socket.close();
  } finally {
    await choosy.kill();
  }
});

test('a message in many fragments counts as one; one too large closes with 1009', async () => {
  const client = await server.connect();
  await client.next('pusher:connection_established');
  const text = JSON.stringify({ event: 'pusher:ping', data: { pad: 'x'.repeat(30_000) } });
  for (let i = 0; i < text.length; i += 1000) {
    client.socket.send(text.slice(i, i + 1000), { fin: i + 1000 >= text.length });
  }
  await client.next('pusher:pong');
  client.socket.send('x'.repeat(200_000));
  assert.equal((await client.closed).code, 1009);
  await server.assertAlive();
});

test('pusher-js: private, presence, whisper, leave', async () => {
  const [mira, jon] = [pusherJs('Mira'), pusherJs('Jon')];
  const room = mira.subscribe('presence-room');
  await bound(room, 'pusher:subscription_succeeded');
  assert.equal(room.members.me.info.name, 'Mira');

  const joined = bound(room, 'pusher:member_added');
  const other = jon.subscribe('presence-room');
  await bound(other, 'pusher:subscription_succeeded');
  assert.equal((await joined).info.name, 'Jon');
  assert.equal(other.members.count, 2);

  const whisper = bound(room, 'client-typing');
  other.trigger('client-typing', { name: 'Jon' });
  assert.deepEqual(await whisper, { name: 'Jon' });

  const left = bound(room, 'pusher:member_removed');
  jon.disconnect();
  assert.equal((await left).id, 'jon');
  mira.disconnect();
});

test('pusher-js: a refused channel tells why', async () => {
  const client = pusherJs('Mira');
  const error = await bound(client.subscribe('private-forbidden-x'), 'pusher:subscription_error');
  assert.equal(error.status, 403);
  client.disconnect();
});
