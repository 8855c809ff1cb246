// The data that waits for slow or silent clients has one limit for all clients together.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer } from './dev_server.mjs';

const MiB = 1024 * 1024;
/**
 * The server's own limit, and as much again for everything else. AddressSanitizer keeps freed memory, so there the
 * peak is meaningless; the native suite checks it.
 */
const most = process.env.ASAN_OPTIONS ? Infinity : 128 * MiB;
let server;
let folder;
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-memory-'));
  fs.writeFileSync(path.join(folder, 'big.bin'), Buffer.alloc(50 * MiB, 'b'));
});
after(() => fs.rmSync(folder, { recursive: true }));

/** Gives `use` a server of its own, whose memory has not grown before. */
async function withServer(use) {
  server = await DevServer.start('--demo-auth', '--static', folder);
  try {
    await use();
    await server.assertAlive();
  } finally {
    await server.kill();
  }
}

/** The server's peak memory, in bytes. */
function peak() {
  const status = fs.readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) * 1024;
}

async function connection() {
  const socket = net.connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** The first bytes that arrive, or `closed`. */
const firstWord = (socket) =>
  new Promise((resolve) => {
    socket.once('data', (bytes) => resolve(String(bytes)));
    socket.once('close', () => resolve('closed'));
  });

/** Writes, and waits until the server has accepted everything or has closed. */
const sent = (socket, bytes) =>
  Promise.race([new Promise((resolve) => socket.write(bytes, resolve)), once(socket, 'close')]);

for (const [name, head, piece] of [
  ['posts', `POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: ${MiB}\r\n\r\n`, ''],
  [
    'posts in chunks',
    'POST /demo/publish HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
    'ff000\r\n',
  ],
]) {
  test(`unfinished ${name}: those that find no room are told so`, () =>
    withServer(async () => {
      const sockets = await Promise.all(Array.from({ length: 150 }, connection));
      const answers = sockets.map((socket) => once(socket, 'data').then(String, () => ''));
      await Promise.all(
        sockets.map((socket) => sent(socket, head + piece + 'x'.repeat(0xff000 - 1))),
      );
      await Promise.race(answers.map((answer) => answer.then((text) => assert.match(text, /503/))));
      assert.ok(peak() < most, `${peak() / MiB} MiB`);
      for (const socket of sockets) socket.destroy();
      // Their memory is released.
      let status;
      do {
        const body = JSON.stringify({ name: 'x'.repeat(900_000) });
        ({ status } = await server.request('POST', '/apps/1/events', { body }));
      } while (status === 503);
      assert.equal(status, 401);
    }));
}

/** The bytes from the server that the kernel holds for the client at `port`. */
function heldByKernel(port) {
  let bytes = 0;
  for (const line of fs.readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)) {
    const [, local, remote, , queues] = line.trim().split(/\s+/);
    if (remote === undefined) continue;
    const [from, to] = [local, remote].map((address) => parseInt(address.split(':')[1], 16));
    const [unsent, unread] = queues.split(':').map((digits) => parseInt(digits, 16));
    if (from === server.port && to === port) bytes += unsent;
    if (from === port && to === server.port) bytes += unread;
  }
  return bytes;
}

test('bodies that fill the memory are refused, and cost no client its connection', () =>
  withServer(async () => {
    const asleep = await server.connect();
    await asleep.next('pusher:connection_established');
    asleep.send('pusher:subscribe', { channel: 'c' });
    await asleep.next('pusher_internal:subscription_succeeded');
    const { localPort } = asleep.socket._socket;
    asleep.socket._socket.pause();
    const pusher = new Pusher({ ...app, host: '127.0.0.1', port: String(server.port) });
    // Until the kernel accepts no more, so that some wait in the server.
    let published = 0;
    for (let held = -1, same = 0; same < 20; ++published) {
      await pusher.trigger('c', 'e', 'x'.repeat(10_000));
      const now = heldByKernel(localPort);
      same = now === held ? same + 1 : 0;
      held = now;
    }
    const sockets = await Promise.all(Array.from({ length: 150 }, connection));
    // A client that keeps sending after the response may lose it.
    const refused = Promise.any(
      sockets.map(async (socket) => assert.match(await firstWord(socket), /503/)),
    );
    const head = `POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: ${MiB}\r\n\r\n`;
    await Promise.all(sockets.map((socket) => sent(socket, head + 'x'.repeat(0xff000))));
    await refused;
    for (const socket of sockets) socket.destroy();
    asleep.socket._socket.resume();
    const all = (async () => {
      for (let i = 0; i < published; ++i) await asleep.next('e');
      return 'everything';
    })();
    const cut = asleep.closed.then(({ code }) => `closed with ${code}`);
    assert.equal(await Promise.race([all, cut]), 'everything');
    asleep.socket.terminate();
  }));

test('slow readers of a large file', () =>
  withServer(async () => {
    const readers = await Promise.all(Array.from({ length: 40 }, connection));
    for (const reader of readers) {
      reader.write('GET /big.bin HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(reader, 'data');
      reader.pause();
    }
    const whole = await server.request('GET', '/big.bin');
    assert.equal(whole.body.length, 50 * MiB);
    assert.ok(peak() < most, `${peak() / MiB} MiB`);
    for (const reader of readers) reader.destroy();
  }));

test('messages in pieces that never end', () =>
  withServer(async () => {
    const handshake =
      `GET /app/${app.key}?protocol=7 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
    const piece = Buffer.alloc(8 + 60_000);
    piece.writeUInt16BE(0x01fe, 0);
    piece.writeUInt16BE(60_000, 2);
    const sockets = await Promise.all(Array.from({ length: 1500 }, connection));
    const refused = new Promise((resolve) => {
      for (const socket of sockets) {
        socket.on(
          'data',
          (bytes) => bytes.includes('no memory left for this message') && resolve(),
        );
      }
    });
    for (const socket of sockets) socket.write(handshake);
    await Promise.all(sockets.map((socket) => once(socket, 'data')));
    await Promise.all(sockets.map((socket) => sent(socket, piece)));
    await refused;
    assert.ok(peak() < most, `${peak() / MiB} MiB`);
    for (const socket of sockets) socket.destroy();
  }));

test('events for many that do not read: the slowest are cut, those that read get everything', () =>
  withServer(async () => {
    const asleep = [];
    for (let i = 0; i < 100; ++i) {
      const client = await server.connect();
      await client.next('pusher:connection_established');
      client.send('pusher:subscribe', { channel: `c${i}` });
      await client.next('pusher_internal:subscription_succeeded');
      client.socket._socket.pause();
      asleep.push(client);
    }
    const awake = await server.connect();
    await awake.next('pusher:connection_established');
    awake.send('pusher:subscribe', { channel: 'awake' });
    await awake.next('pusher_internal:subscription_succeeded');
    const pusher = new Pusher({ ...app, host: '127.0.0.1', port: String(server.port) });
    const publish = (channels) => pusher.trigger(channels, 'e', 'x'.repeat(10_000));
    // 100 channels with 0.9 MiB each, in addition to the socket buffers, but none over its own limit.
    const slow = server.logged((line) => line.what === 'slow-consumer');
    let isCut = false;
    slow.then(() => (isCut = true));
    let heard = 0;
    for (let round = 0; !isCut && round < 800; ++round) {
      await publish([...asleep.keys()].map((i) => `c${i}`));
      await publish('awake');
      await awake.next('e');
      ++heard;
    }
    assert.ok(isCut && heard > 0);
    assert.ok(peak() < most, `${peak() / MiB} MiB`);
    for (const client of asleep) client.socket.terminate();
  }));

test('more connections than may wait: those that have waited longest go', () =>
  withServer(async () => {
    // Descriptors for 4096 connections, for those that are open already, and a few more.
    const opened = fs.readdirSync(`/proc/${server.child.pid}/fd`).length;
    const most = 4096 + 8 + opened;
    execFileSync('prlimit', ['--pid', String(server.child.pid), `--nofile=${most}:${most}`]);
    const first = await connection();
    const gone = once(first, 'close');
    const others = [];
    for (let i = 0; i < 42; ++i) {
      others.push(...(await Promise.all(Array.from({ length: 100 }, connection))));
    }
    await gone;
    // All of them wait when it accepts next.
    server.child.kill('SIGSTOP');
    const crowd = await Promise.all(Array.from({ length: 200 }, connection));
    const answers = crowd.map(firstWord);
    for (const socket of crowd) socket.write('GET /none HTTP/1.1\r\nHost: x\r\n\r\n');
    server.child.kill('SIGCONT');
    for (const answer of answers) assert.match(await answer, /404/);
    for (const socket of [...crowd, ...others]) socket.destroy();
  }));
