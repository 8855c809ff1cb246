// The log never blocks the server: its reader may stop or go away, or the disk may be full.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { after, test } from 'node:test';
import { command, DevServer } from './dev_server.mjs';

const servers = [];
after(() => Promise.all(servers.map((server) => server.kill())));
const start = async (...args) => {
  const server = await DevServer.start(...args);
  servers.push(server);
  return server;
};

/** More lines than the log and a pipe buffer together. */
async function chatter(server) {
  for (let round = 0; round < 10; ++round) {
    const client = await server.connect();
    await client.next('pusher:connection_established');
    for (let line = 0; line < 900; ++line) {
      client.send('pusher:subscribe', { channel: `private-${'x'.repeat(180)}`, auth: 'a:b' });
    }
    client.send('pusher:ping');
    await client.next('pusher:pong');
    client.socket.terminate();
  }
}

test('a reader that stops reading holds nobody up, and hears how much it has missed', async () => {
  const server = await start();
  server.child.stdout.pause();
  await chatter(server);
  await server.assertAlive();
  server.child.stdout.resume();
  // The next line that fits is preceded by the number.
  const dropped = server.logged((line) => line.what === 'log-dropped');
  while ((await Promise.race([dropped, server.assertAlive()])) === undefined);
  assert.ok(Number((await dropped).lines) > 0);
  assert.equal(await server.stop(), 0);
});

test('a reader that stops reading does not hold up the end', async () => {
  const server = await start();
  server.child.stdout.pause();
  await chatter(server);
  const stopped = server.stop();
  await server.ended;
  // The last line may be incomplete.
  server.child.stdout.destroy();
  assert.equal(await stopped, 0);
});

test('a reader that goes away ends nothing', async () => {
  const server = await start();
  server.child.stdout.destroy();
  await chatter(server);
  await server.assertAlive();
  assert.equal(await server.stop(), 0);
});

for (const [name, prefix] of [
  ['a full disk', []],
  ['nohup, whose SIGHUP is ignored', ['sh', '-c', 'trap "" HUP; exec "$@"', 'sh']],
]) {
  test(`${name}: the server goes on`, async () => {
    const blocker = net.createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address();
    blocker.close();
    await once(blocker, 'close');
    const full = fs.openSync('/dev/full', 'w');
    const line = [...prefix, command, 'serve', '--port', String(port)];
    const child = spawn(line[0], line.slice(1), { stdio: ['ignore', full, 'inherit'] });
    fs.closeSync(full);
    const server = Object.assign(new DevServer(), { child, port, url: `http://127.0.0.1:${port}` });
    server.ended = once(child, 'exit');
    servers.push(server);
    for (let up = false; !up;)
      up = await server.request('GET', '/').then(
        () => true,
        () => false,
      );
    if (prefix.length > 0) child.kill('SIGHUP');
    await chatter(server);
    await server.assertAlive();
    assert.equal(await server.stop(), 0);
  });
}
