// The end of a WebSocket, byte by byte: nothing follows the server's Close (RFC 6455, 5.5.1).
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { app, DevServer } from './dev_server.mjs';

let server;
before(async () => {
  server = await DevServer.start();
});
after(() => server.kill());

/** A masked frame; the mask is zero. */
const frame = (first, payload = '') => {
  const body = Buffer.from(payload);
  const size =
    body.length < 126 ? [body.length | 0x80] : [0xfe, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([first, ...size, 0, 0, 0, 0]), body]);
};
const text = (event, data = {}) => frame(0x81, JSON.stringify({ event, data }));
const close = frame(0x88, Buffer.from([0x03, 0xe8]));
const ping = text('pusher:ping');
const subscribe = (channel) => text('pusher:subscribe', { channel });

/** The first bytes of all complete frames that a server sent. */
function kinds(bytes) {
  const found = [];
  while (bytes.length >= 2) {
    const long = bytes[1] === 126;
    const size = long ? bytes.readUInt16BE(2) : bytes[1];
    found.push(bytes[0]);
    bytes = bytes.subarray((long ? 4 : 2) + size);
  }
  return found;
}

/** Everything after the greeting when these bytes are sent in one packet. */
async function answerTo(bytes) {
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  let seen = Buffer.alloc(0);
  const greeted = new Promise((resolve) => {
    socket.on('data', (piece) => {
      seen = Buffer.concat([seen, piece]);
      if (seen.includes('connection_established')) resolve();
    });
  });
  socket.write(
    `GET /app/${app.key}?protocol=7 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await greeted;
  const before = seen.length;
  socket.write(bytes);
  await once(socket, 'close');
  return kinds(seen.subarray(before));
}

for (const [name, frames] of Object.entries({
  'a text and a Close': [ping, close],
  'many texts and a Close': [...Array.from({ length: 20 }, (_, i) => subscribe(`c${i}`)), close],
  'a ping, a text and a Close': [frame(0x89, 'hi'), ping, close],
  'a Close between texts': [ping, close, ping, subscribe('c')],
  'a Close of an odd code': [ping, frame(0x88, Buffer.from([0x03, 0xed]))],
  'an unknown opcode': [ping, frame(0x83)],
  'reserved bits': [ping, frame(0xf1, 'x')],
  'a ping in two parts': [ping, frame(0x09, 'x')],
  'a ping that is too long': [ping, frame(0x89, 'x'.repeat(200))],
  'a continuation of nothing': [ping, frame(0x80, 'x')],
  'a message that is too long': [
    ping,
    frame(0x01, 'x'.repeat(60_000)),
    frame(0x80, 'x'.repeat(60_000)),
    ping,
    close,
  ],
  'text that is not UTF-8': [ping, frame(0x81, Buffer.from([0xff])), ping, close],
})) {
  test(`${name}: nothing follows the server's Close`, async () => {
    const got = await answerTo(Buffer.concat(frames));
    const at = got.indexOf(0x88);
    assert.ok(at === -1 || at === got.length - 1, got.map((kind) => kind.toString(16)).join(' '));
    await server.assertAlive();
  });
}
