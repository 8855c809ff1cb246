// The command line of `oread serve`: ready line, errors, exit codes.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import net from 'node:net';
import { after, test } from 'node:test';
import { command, DevServer, run } from './dev_server.mjs';

const servers = [];
after(() => Promise.all(servers.map((server) => server.kill())));

test('port 0 takes a free port and ready names it', async () => {
  const server = await DevServer.start();
  servers.push(server);
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.notEqual(server.port, 0);
  await server.assertAlive();
});

/** The output of `serve` until it is ready, or until `last`, without a secret in the environment. */
async function printed(last, ...args) {
  const env = { ...process.env };
  delete env.OREAD_SECRET;
  const child = spawn(command, ['serve', '--port', '0', ...args], { env });
  servers.push({ kill: () => child.kill('SIGKILL') });
  let text = '';
  for await (const piece of child.stdout) {
    text += piece;
    if (last.test(text)) break;
  }
  return text;
}

test('the secret is another one each time, and printed', async () => {
  const secrets = new Set();
  for (const args of [[], [], ['--quiet']]) {
    secrets.add(
      /app 1 {3}key oread-key {3}secret ([0-9a-f]{32})\n/.exec(
        await printed(/secret .*\n/, ...args),
      )[1],
    );
  }
  const ready = JSON.parse(await printed(/\n/, '--json'));
  assert.equal(ready.key, 'oread-key');
  assert.match(ready.secret, /^[0-9a-f]{32}$/);
  secrets.add(ready.secret);
  assert.equal(secrets.size, 4);
});

test('a secret that was given is taken, and not told in JSON', async () => {
  assert.match(await printed(/secret .*\n/, '--secret', 'mine'), /secret mine\n/);
  const ready = JSON.parse(await printed(/\n/, '--json', '--app', '7:k:mine'));
  assert.deepEqual([ready.app, ready.key, ready.secret], ['7', 'k', undefined]);
});

test('ready is followed by what to paste into an app', async () => {
  const text = await printed(/oread publish .*\n/, '--app', "7:k7:it's mine");
  const [, port] = /^ready http:\/\/127\.0\.0\.1:(\d+)\n/.exec(text);
  for (const line of [
    'BROADCAST_CONNECTION=reverb',
    'REVERB_APP_ID=7',
    'REVERB_APP_KEY=k7',
    "REVERB_APP_SECRET='it\\'s mine'",
    'REVERB_HOST=127.0.0.1',
    `REVERB_PORT=${port}`,
    'REVERB_SCHEME=http',
    'VITE_REVERB_PORT="${REVERB_PORT}"',
    `wsPort: ${port}, wssPort: ${port}, forceTLS: false`,
    `--url http://127.0.0.1:${port} --app-id 7 --key k7`,
  ]) {
    assert.ok(text.includes(`  ${line}`) || text.includes(` ${line}`), line);
  }
});

test('what is printed publishes when it is pasted into a shell', async () => {
  const text = await printed(/oread publish .*\n/, '--secret', "it's; $HOME `id`");
  const line = /OREAD_SECRET=.* oread publish .*/.exec(text)[0];
  const pasted = line.replace(' oread ', ` ${command} `);
  assert.match(execFileSync('sh', ['-c', pasted]).toString(), /published headline to news/);
});

test('--demo-auth beyond this machine is warned of', async () => {
  assert.match(
    await printed(/demo-auth-is-open.*\n/, '--host', '0.0.0.0', '--demo-auth'),
    /signs for everyone who can reach 0\.0\.0\.0/,
  );
});

test('--presence-members bounds a presence channel', async () => {
  const server = await DevServer.start('--demo-auth', '--presence-members', '2');
  servers.push(server);
  for (const [user, event] of [
    ['ann', 'pusher_internal:subscription_succeeded'],
    ['bob', 'pusher_internal:subscription_succeeded'],
    ['eve', 'pusher:subscription_error'],
  ]) {
    const client = await server.connect();
    const { data } = await client.next('pusher:connection_established');
    const answer = await server.request('POST', '/broadcasting/auth', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user, channel_name: 'presence-x', ...JSON.parse(data) }),
    });
    client.send('pusher:subscribe', { channel: 'presence-x', ...JSON.parse(answer.body) });
    await client.next(event);
  }
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
  [['--app', 'half:an-app'], /--app "half:an-app" must be ID:KEY:SECRET/],
  [['--app', 'a:k:s', '--app', 'a:k2:s2'], /app/],
  [['--cert', 'only.pem'], /TLS needs both --cert and --key-file/],
  [['--cert', '/nowhere.pem', '--key-file', '/nowhere.pem'], /cannot read "\/nowhere.pem"/],
  [['--static', '/no/such/folder'], /there is no folder "\/no\/such\/folder"/],
  [['--master-key', 'c2hvcnQ='], /--master-key must be 32 bytes/],
  [['--port', '70000'], /port/],
  [['--port', 'http'], /--port .*from 0 to 65535/],
  [['--like', 'soketi'], /--like must be pusher or reverb, not "soketi"/],
  [['--webhook', 'ftp://x'], /webhook/i],
  [['--webhook', 'http://host:99999/'], /--webhook .*http:\/\/host:99999.*1 to 65535/],
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
