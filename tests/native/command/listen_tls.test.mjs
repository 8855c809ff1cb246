// oread listen and TLS: it uses the port of the address, and reports why a certificate is not trusted.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { DevServer } from '../server/dev_server.mjs';
import { Oread } from './oread.mjs';

let folder;
let cert;
let server;
const started = [];

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-listen-'));
  cert = path.join(folder, 'cert.pem');
  const key = path.join(folder, 'key.pem');
  const make = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  execFileSync(
    'openssl',
    [...make, '-days', '2', '-keyout', key, '-out', cert, '-subj', '/CN=localhost'].concat([
      '-addext',
      'subjectAltName=DNS:localhost',
    ]),
    { stdio: 'ignore' },
  );
  server = await DevServer.start('--cert', cert, '--key-file', key);
});
after(async () => {
  for (const oread of started) oread.child.kill('SIGKILL');
  await server.kill();
  fs.rmSync(folder, { recursive: true });
});

function listen(...args) {
  const oread = new Oread(['listen', ...args]);
  started.push(oread);
  return oread;
}

for (const scheme of ['wss', 'https']) {
  test(`${scheme}:// with a port dials that port`, async () => {
    const oread = listen(`${scheme}://localhost:${server.port}`, '--ca', cert, '-c', 'news');
    await oread.complaint(/subscribed/);
    assert.equal(await oread.signal('SIGINT'), 0);
  });
}

test('a certificate that nobody vouches for is told with reason, host, port and option', async () => {
  const oread = listen(`wss://localhost:${server.port}`, '-c', 'news');
  const line = await oread.complaint(/certificate is not trusted/);
  assert.match(line, new RegExp(`localhost:${server.port} failed: .*self-signed.*\\(--ca\\)$`));
  assert.equal(await oread.signal('SIGINT'), 0);
});
