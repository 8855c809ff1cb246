// Hostile bytes: whatever arrives, the server responds or closes, and keeps working.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { app, DevServer } from './dev_server.mjs';

let server;
before(async () => {
  server = await DevServer.start('--demo-auth');
});
after(() => server.kill());

const upgrade = (lines) =>
  `GET /app/${app.key}?protocol=7 HTTP/1.1\r\nHost: x\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const post = (lines, body = '') =>
  `POST /apps/1/events HTTP/1.1\r\nHost: x\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n${body}`;

const attempts = {
  'nothing but line ends': '\r\n\r\n\r\n\r\n',
  'random bytes': crypto.createHash('sha512').update('1').digest(),
  'a TLS hello': Buffer.from('16030100c8010000c40303', 'hex'),
  'an HTTP/2 preface': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'an unknown method': 'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n',
  'no version': 'GET /\r\n\r\n',
  'an absolute address': 'GET http://elsewhere/ HTTP/1.1\r\nHost: x\r\n\r\n',
  'two methods in one': 'GET / HTTP/1.1\r\nPOST / HTTP/1.1\r\n\r\n',
  'broken percent escapes': 'GET /%zz%1?a=%&%=% HTTP/1.1\r\nHost: x\r\n\r\n',
  'a header of 100 KB': `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
  'a path of 100 KB': `GET /${'y'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a thousand parameters': `GET /apps/x?${'a=1&'.repeat(1000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'an upgrade without a key': upgrade([
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
  ]),
  'an upgrade of version 8': upgrade([
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 8',
    key,
  ]),
  'an upgrade to something else': upgrade([
    'Upgrade: h2c',
    'Connection: Upgrade',
    'HTTP2-Settings: AAMAAABk',
  ]),
  'an upgrade with an unknown subprotocol': upgrade([
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: nonsense',
    key,
  ]),
  'an upgrade by POST': post([
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    key,
  ]),
  'unmasked frames': Buffer.concat([
    Buffer.from(
      upgrade(['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', key]),
    ),
    Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]),
  ]),
  'a frame of 2^62 bytes': Buffer.concat([
    Buffer.from(
      upgrade(['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', key]),
    ),
    Buffer.from([0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5]),
  ]),
  'an unknown opcode': Buffer.concat([
    Buffer.from(
      upgrade(['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', key]),
    ),
    Buffer.from([0x8b, 0x80, 1, 2, 3, 4]),
  ]),
  'a negative length': post(['Content-Length: -5'], 'hello'),
  'a length that is no number': post(['Content-Length: five'], 'hello'),
  'a length and chunks': post(
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    '5\r\nhello\r\n0\r\n\r\n',
  ),
  'chunks that are none': post(['Transfer-Encoding: chunked'], 'zz\r\nhello'),
  'a chunk of 2^64 bytes': post(['Transfer-Encoding: chunked'], 'ffffffffffffffffff\r\nx'),
  'posts in advance': post(['Content-Length: 5'], 'hello').repeat(4),
  'a post in advance of a get':
    'GET / HTTP/1.1\r\nHost: x\r\n\r\n' + post(['Content-Length: 5'], 'hello').repeat(2),
  'a get in chunks':
    'GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  'an unknown coding': post(['Transfer-Encoding: gzip'], 'hello'),
  'JSON of great depth': (() => {
    const body = '['.repeat(100_000);
    return (
      `POST /broadcasting/auth HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`
    );
  })(),
};

for (const [name, bytes] of Object.entries(attempts)) {
  test(`${name}: the server goes on`, async () => {
    await server.throwAt(bytes);
    await server.assertAlive();
    assert.equal(server.child.exitCode, null);
  });
}

test('who takes the server for a proxy is let go', async () => {
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.resume().write('CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\n\r\n');
  await new Promise((resolve) => socket.on('close', resolve));
  await server.assertAlive();
});

test('two hundred random requests in a row', async () => {
  let seed = Buffer.from('oread');
  for (let i = 0; i < 200; ++i) {
    seed = crypto.createHash('sha512').update(seed).digest();
    const head = i % 2 === 0 ? 'GET /app/oread-key HTTP/1.1\r\nUpgrade: websocket\r\n' : '';
    const socket = net.connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    await new Promise((resolve) => socket.on('connect', resolve));
    socket.end(Buffer.concat([Buffer.from(head), seed, Buffer.from('\r\n\r\n')]));
    socket.resume();
  }
  await server.assertAlive();
});

test('texts that are no frames do not disturb the others', async () => {
  const client = await server.connect();
  await client.next('pusher:connection_established');
  for (const text of [
    '',
    '{',
    '[]',
    '5',
    '{"event":5}',
    '{"event":"pusher:subscribe"}',
    '\u0000',
  ]) {
    client.socket.send(text);
  }
  client.socket.send(Buffer.from([0x7b, 0x22]));
  await server.assertAlive();
  client.socket.terminate();
});

test('text that is not UTF-8 ends only its own connection', async () => {
  const client = await server.connect();
  await client.next('pusher:connection_established');
  client.socket.send(Buffer.from([0xff, 0xfe, 0xfd]), { binary: false });
  assert.equal((await client.closed).code, 1007);
  await server.assertAlive();
});
