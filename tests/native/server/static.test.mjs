// Files: the right type, caching for development, nothing outside the folder.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { DevServer } from './dev_server.mjs';

let server;
let folder;
before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'oread-static-'));
  const site = path.join(folder, 'site');
  fs.mkdirSync(path.join(site, 'sub'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'lib'));
  const files = {
    'site/index.html': '<h1>home</h1>',
    'site/sub/index.html': '<h1>sub</h1>',
    'site/app.mjs': 'export {};',
    'site/engine.wasm': '\0asm',
    'site/.env': 'SECRET=1',
    'site/with space.css': 'body {}',
    'lib/index.js': 'lib',
    'secret.txt': 'outside',
  };
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  fs.writeFileSync(path.join(site, 'big.bin'), Buffer.alloc(5_000_000, 7));
  fs.symlinkSync('../secret.txt', path.join(site, 'link.txt'));
  server = await DevServer.start('--static', site, '--static', `/lib=${path.join(folder, 'lib')}`);
});
after(async () => {
  await server.kill();
  fs.rmSync(folder, { recursive: true });
});

for (const [name, type] of [
  ['/', 'text/html; charset=utf-8'],
  ['/sub/', 'text/html; charset=utf-8'],
  ['/app.mjs', 'text/javascript; charset=utf-8'],
  ['/engine.wasm', 'application/wasm'],
  ['/with%20space.css', 'text/css; charset=utf-8'],
  ['/lib/index.js', 'text/javascript; charset=utf-8'],
]) {
  test(`${name} is ${type}`, async () => {
    const answer = await server.request('GET', name);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], type);
    assert.equal(answer.headers['cache-control'], 'no-cache');
  });
}

test('what has not changed is 304', async () => {
  const { headers } = await server.request('GET', '/app.mjs');
  const again = await server.request('GET', '/app.mjs', {
    headers: { 'if-none-match': headers.etag },
  });
  assert.equal(again.status, 304);
  assert.equal(again.body, '');
});

test('HEAD gives the length and no body', async () => {
  const answer = await server.request('HEAD', '/');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-length'], '13');
  assert.equal(answer.body, '');
});

test('a large file arrives whole', async () => {
  assert.equal((await server.request('GET', '/big.bin')).body.length, 5_000_000);
});

test('a folder without its slash is sent to the one with it', async () => {
  const answer = await server.request('GET', '/sub');
  assert.equal(answer.status, 301);
  assert.equal(answer.headers.location, '/sub/');
});

for (const attempt of [
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/sub/../../secret.txt',
  '/lib/../../secret.txt',
  '/..\\secret.txt',
  '/%5c..%5csecret.txt',
  '//etc/passwd',
  '/lib..%2fsecret.txt',
  '/link.txt',
  '/.env',
  '/sub/.%2e/.%2e/secret.txt',
  '/secret.txt%00.html',
  '/app.mjs%00',
]) {
  test(`${attempt} is not found`, async () => {
    const answer = await server.raw(`GET ${attempt} HTTP/1.1\r\nHost: x\r\n\r\n`);
    assert.doesNotMatch(answer, /outside|root:|SECRET/);
    assert.doesNotMatch(answer, /^HTTP\/1\.1 200/);
    await server.assertAlive();
  });
}

test('other methods are refused', async () => {
  assert.equal((await server.request('DELETE', '/index.html')).status, 405);
});
