// oread doctor and certificates.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { DevServer } from '../server/dev_server.mjs';
import { run } from './oread.mjs';

let folder;
const servers = [];

/** Files with a certificate for this name, and its key. */
function certificate(name) {
  const [cert, key] = ['cert', 'key'].map((file) => path.join(folder, `${name}.${file}.pem`));
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync(
    'openssl',
    [...make, '-days', '2', '-keyout', key, '-out', cert, '-subj', `/CN=${name}`].concat([
      '-addext',
      `subjectAltName=DNS:${name}`,
    ]),
    { stdio: 'ignore' },
  );
  return { cert, key };
}
/** A server with a certificate for this name. */
async function secured(name) {
  const { cert, key } = certificate(name);
  const server = await DevServer.start('--cert', cert, '--key-file', key);
  servers.push(server);
  return { cert, port: server.port };
}
async function examined(...args) {
  const { lines } = await run(['doctor', '--wait', '2', '--json', ...args]);
  return JSON.parse(lines[0]);
}

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-doctor-'));
});
after(async () => {
  for (const server of servers) await server.kill();
  fs.rmSync(folder, { recursive: true });
});

test('a certificate is good, unknown, or for another name', async () => {
  const { cert, port } = await secured('localhost');
  const good = await examined(`https://localhost:${port}`, '--ca', cert);
  assert.deepEqual([good.ok, good.steps[2].result], [true, 'ok']);

  const unknown = await examined(`https://localhost:${port}`);
  assert.equal(unknown.steps.at(-1).step, 'tls');
  assert.match(unknown.wrong, /self-signed/);

  const other = await examined(`https://127.0.0.1:${port}`, '--ca', cert);
  assert.match(other.wrong, /is for another name/);

  const missing = await examined(`https://localhost:${port}`, '--ca', '/no/such/file');
  assert.match(missing.wrong, /the CA file cannot be read/);
});

test('plain text on a port of TLS is told', async () => {
  const { port } = await secured('other.test');
  const { steps, ok, wrong } = await examined(`http://127.0.0.1:${port}`);
  assert.equal(ok, false);
  assert.equal(steps.at(-1).step, 'upgrade');
  assert.match(wrong, /requires TLS|sent nothing|redirects to https/);
});

test('a server that hangs up while it is written to ends the examination, not the doctor', async () => {
  const { cert, key } = certificate('localhost');
  const files = { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
  // More pings than can be answered before the connection is reset.
  const pings = Buffer.alloc(100_000, Buffer.from([0x89, 0]));
  const server = tls.createServer(files, (socket) => {
    socket.on('error', () => {});
    socket.once('data', (request) => {
      const asked = /Sec-WebSocket-Key: (.*)\r/.exec(request)[1];
      const accept = crypto
        .createHash('sha1')
        .update(`${asked}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64');
      const head = `HTTP/1.1 101 Yes\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
      socket.write(Buffer.concat([Buffer.from(head), pings]), () => socket.destroy());
    });
  });
  await once(server.listen(0, 'localhost'), 'listening');
  after(() => server.close());
  const found = await examined(`https://localhost:${server.address().port}`, '--ca', cert);
  assert.equal(found.steps.at(-1).step, 'handshake');
  assert.equal(found.ok, false);
});
