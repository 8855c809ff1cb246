// A client that does not read is disconnected, receives the reason, and does not affect others.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import net from 'node:net';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer } from './dev_server.mjs';

let server;
before(async () => {
  server = await DevServer.start('--queue', '512');
});
after(() => server.kill());

/** A WebSocket by hand that subscribes and then stops reading. */
async function sleeper(channel) {
  const socket = net.connect({ port: server.port, host: '127.0.0.1', highWaterMark: 1024 });
  const key = crypto.randomBytes(16).toString('base64');
  socket.write(
    `GET /app/${app.key}?protocol=7 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n` +
      `Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  let seen = '';
  await new Promise((resolve) => {
    socket.on('data', (piece) => {
      seen += piece.toString('latin1');
      if (seen.includes('connection_established')) resolve();
    });
  });
  const text = Buffer.from(JSON.stringify({ event: 'pusher:subscribe', data: { channel } }));
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), text]));
  await server.logged((line) => line.what === 'subscribed' && line.channel === channel);
  socket.pause();
  return socket;
}

test('a client that stops reading is cut with 4100; another one gets everything', async () => {
  const asleep = await sleeper('flood');
  const awake = await server.connect();
  await awake.next('pusher:connection_established');
  awake.send('pusher:subscribe', { channel: 'flood' });
  await awake.next('pusher_internal:subscription_succeeded');

  const pusher = new Pusher({ ...app, host: '127.0.0.1', port: String(server.port) });
  const data = 'x'.repeat(9000);
  let sent = 0;
  const cut = server.logged((line) => line.what === 'slow-consumer');
  let isCut = false;
  cut.then(() => (isCut = true));
  // One batch at a time: less than the queue holds, so that only clients that never read fall behind.
  while (!isCut && sent < 20_000) {
    await pusher.triggerBatch(
      Array.from({ length: 10 }, () => ({ channel: 'flood', name: 'drop', data })),
    );
    sent += 10;
  }
  assert.ok(isCut, 'the slow client was never cut');
  const ended = await server.logged(
    (line) => line.what === 'connection-ended' && line.code === '4100',
  );
  assert.match(ended.text, /slow|queue|behind|read/i);

  await pusher.trigger('flood', 'last', {});
  await awake.next('last');
  assert.equal(awake.frames.filter((frame) => frame.event === 'drop').length, sent);
  awake.socket.close();
  asleep.destroy();
  await server.assertAlive();
});
