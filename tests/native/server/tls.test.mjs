// TLS: the same server with a certificate, and clients that verify it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import WebSocket from 'ws';
import { app, DevServer, run } from './dev_server.mjs';

let server;
let folder;
let ca;
const file = (name) => path.join(folder, name);
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-tls-'));
  const [cert, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ].concat(
      ['-keyout', keyFile, '-out', cert, '-subj', '/CN=localhost'],
      ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ),
    { stdio: 'ignore' },
  );
  ca = fs.readFileSync(cert);
  server = await DevServer.start('--cert', cert, '--key-file', keyFile);
});
after(async () => {
  await server.kill();
  fs.rmSync(folder, { recursive: true });
});

test('ready names https, HTTP answers', async () => {
  assert.match(server.url, /^https:/);
  const status = await new Promise((resolve, reject) => {
    https
      .get({ host: '127.0.0.1', port: server.port, path: '/', ca }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .on('error', reject);
  });
  assert.equal(status, 200);
});

test('WebSockets work, and HTTP/2 is not offered', async () => {
  const socket = new WebSocket(`wss://127.0.0.1:${server.port}/app/${app.key}?protocol=7`, { ca });
  const first = await new Promise((resolve, reject) => {
    socket.on('message', resolve);
    socket.on('error', reject);
  });
  assert.equal(JSON.parse(first).event, 'pusher:connection_established');
  socket.close();
  const chosen = await new Promise((resolve, reject) => {
    const connection = tls.connect(
      { host: '127.0.0.1', port: server.port, ca, ALPNProtocols: ['h2', 'http/1.1'] },
      () => {
        resolve(connection.alpnProtocol);
        connection.destroy();
      },
    );
    connection.on('error', reject);
  });
  assert.equal(chosen, 'http/1.1');
});

test('plain HTTP at the TLS port is refused and the server goes on', async () => {
  const answer = await server.raw('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.doesNotMatch(answer, /^HTTP\/1\.1 200/);
  const socket = new WebSocket(`wss://127.0.0.1:${server.port}/app/${app.key}?protocol=7`, { ca });
  await new Promise((resolve, reject) => {
    socket.on('message', resolve);
    socket.on('error', reject);
  });
  socket.close();
});

test('files that make no TLS are refused, each with its own reason', async () => {
  const pkey = (...args) => execFileSync('openssl', ['genpkey', ...args], { stdio: 'ignore' });
  const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  pkey(...ec, '-out', file('other.pem'));
  pkey(...ec, '-aes-128-cbc', '-pass', 'pass:secret', '-out', file('locked.pem'));
  fs.writeFileSync(file('junk.pem'), 'no PEM at all');
  for (const [cert, key, reason] of [
    ['cert.pem', 'none.pem', /cannot read ".*none\.pem"/],
    ['cert.pem', 'other.pem', /--key-file: ".*other\.pem" is not the key of ".*cert\.pem"/],
    [
      'cert.pem',
      'locked.pem',
      /--key-file: ".*locked\.pem" needs a pass phrase; remove it with `openssl pkey`/,
    ],
    ['cert.pem', 'junk.pem', /--key-file: ".*junk\.pem" contains no PEM private key/],
    ['junk.pem', 'key.pem', /--cert: ".*junk\.pem" contains no PEM certificate/],
  ]) {
    const { code, stderr } = await run('serve', '--cert', file(cert), '--key-file', file(key));
    assert.equal(code, 2);
    assert.match(stderr, reason);
    assert.doesNotMatch(stderr, /Enter/);
  }
});

test('SIGTERM while clients go away in their handshakes: everybody else is sent away in order', async () => {
  const busy = await DevServer.start('--cert', file('cert.pem'), '--key-file', file('key.pem'));
  const client = new WebSocket(`wss://127.0.0.1:${busy.port}/app/${app.key}?protocol=7`, { ca });
  await new Promise((resolve) => client.on('message', resolve));
  const closed = new Promise((resolve) => client.on('close', resolve));
  for (let round = 0; round < 50; ++round) {
    const gone = net.connect(busy.port, '127.0.0.1');
    tls.connect({ socket: gone, ca }).on('error', () => {});
    gone.on('error', () => {});
    await new Promise((resolve) => gone.on('connect', resolve));
    // The client is gone by the time the server responds.
    setTimeout(() => gone.resetAndDestroy(), round % 5);
  }
  const code = busy.stop();
  assert.equal(await closed, 4200);
  assert.equal(await code, 0);
});
