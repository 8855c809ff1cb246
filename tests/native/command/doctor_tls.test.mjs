// oread doctor and certificates.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { DevServer } from '../server/dev_server.mjs';
import { run } from './oread.mjs';

let folder;
const servers = [];

/** A server with a certificate for this name. */
async function secured(name) {
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
  assert.match(other.wrong, /made for another name/);

  const missing = await examined(`https://localhost:${port}`, '--ca', '/no/such/file');
  assert.match(missing.wrong, /the CA file cannot be read/);
});

test('plain text on a port of TLS is told', async () => {
  const { port } = await secured('other.test');
  const { steps, ok, wrong } = await examined(`http://127.0.0.1:${port}`);
  assert.equal(ok, false);
  assert.equal(steps.at(-1).step, 'upgrade');
  assert.match(wrong, /speaks TLS|said nothing|redirects to https/);
});
