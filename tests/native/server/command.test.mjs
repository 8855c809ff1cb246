// What `oread serve` says on its command line: ready, refusals, exit codes.
import assert from 'node:assert/strict';
import net from 'node:net';
import { after, test } from 'node:test';
import { DevServer, run } from './dev_server.mjs';

const servers = [];
after(() => Promise.all(servers.map((server) => server.kill())));

test('port 0 takes a free port and ready names it', async () => {
  const server = await DevServer.start();
  servers.push(server);
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.notEqual(server.port, 0);
  await server.assertAlive();
});

test('without --json, ready is a plain line', async () => {
  const blocker = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.on('listening', resolve));
  const { port } = blocker.address();
  const { code, stdout, stderr } = await run('serve', '--port', String(port));
  blocker.close();
  assert.equal(code, 1);
  assert.equal(stdout, '');
  assert.match(stderr, new RegExp(`port ${port}: Address already in use \\(--port 0`));
});

for (const [args, message] of [
  [['--app', 'half:an-app'], /--app "half:an-app": it must be ID:KEY:SECRET/],
  [['--app', 'a:k:s', '--app', 'a:k2:s2'], /app/],
  [['--cert', 'only.pem'], /--cert and --key-file go together/],
  [['--cert', '/nowhere.pem', '--key-file', '/nowhere.pem'], /cannot read "\/nowhere.pem"/],
  [['--static', '/no/such/folder'], /there is no folder "\/no\/such\/folder"/],
  [['--master-key', 'c2hvcnQ='], /--master-key must be 32 bytes/],
  [['--port', '70000'], /port/],
  [['--port', 'http'], /--port: .* 0 to 65535/],
  [['--webhook', 'ftp://x'], /webhook/i],
  [['--webhook', 'http://host:99999/'], /--webhook: .*http:\/\/host:99999/],
  [['--activity-timeout', '0'], /activity-timeout/],
  [['--no-such-option'], /no-such-option/],
]) {
  test(`serve ${args.join(' ')} is refused with 2 and a reason`, async () => {
    const { code, stdout, stderr } = await run('serve', ...args);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, message);
  });
}

test('a host that cannot be bound is an error with 1', async () => {
  const { code, stderr } = await run('serve', '--port', '0', '--host', '192.0.2.1');
  assert.equal(code, 1);
  assert.match(stderr, /cannot listen on 192\.0\.2\.1/);
});
