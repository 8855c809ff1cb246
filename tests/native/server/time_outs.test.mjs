// An idle connection is not kept open indefinitely.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { DevServer } from './dev_server.mjs';

const size = 32 * 1024 * 1024;
const get = 'GET /large.bin HTTP/1.1\r\nHost: x\r\n';

let server;
let folder;
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-static-'));
  // More than the buffers of both ends hold.
  fs.writeFileSync(path.join(folder, 'large.bin'), Buffer.alloc(size));
  server = await DevServer.start('--static', folder);
});
after(async () => {
  await server.kill();
  fs.rmSync(folder, { recursive: true });
});

const descriptors = () => fs.readdirSync(`/proc/${server.child.pid}/fd`).length;

/** A connection that has sent `text` and does not read the response. */
async function connection(text) {
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.pause();
  if (text !== '') socket.write(text);
  return socket;
}

describe('time-outs', { concurrency: true }, () => {
  test('silent, half-said and unread: all are let go', async () => {
    const atFirst = descriptors();
    const sockets = [
      await connection(''),
      await connection('GET / HTTP/1.1\r\nHost:'),
      await connection('POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{'),
      await connection(`${get}\r\n`),
    ];
    while (descriptors() < atFirst + sockets.length) await pause(10);
    while (descriptors() > atFirst) await pause(100);
    await server.assertAlive();
    for (const socket of sockets) socket.destroy();
  });

  test('a body that drips in is refused', async () => {
    const head = 'POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n';
    const socket = await connection(head);
    const drip = setInterval(() => socket.write('x'), 500);
    const [answer] = await once(socket.setEncoding('latin1').resume(), 'data');
    clearInterval(drip);
    assert.match(answer, /^HTTP\/1\.1 408 /);
    socket.destroy();
  });

  test('who reads slowly but steadily gets everything', async () => {
    const socket = await connection(`${get}Connection: close\r\n\r\n`);
    let bytes = 0;
    // Longer than a client may stop reading during a response.
    const share = size / 70;
    for await (const piece of socket) {
      bytes += piece.length;
      if (bytes % share < piece.length) await pause(100);
    }
    assert.ok(bytes > size, `${bytes} of ${size} bytes`);
  });
});
