// The real laravel-echo-server: events through Redis, private and presence channels, refusals, a restart.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Oread } from '../native/command/oread.mjs';
import { EchoServer } from './echo_server.mjs';

let server;
const started = [];
const listen = (...args) => {
  const oread = new Oread(['listen', server.url, '--socket.io', '--json', ...args]);
  started.push(oread);
  return oread;
};
const as = (name) => ['-H', `Authorization: Bearer ${name}`];

before(async () => {
  server = await EchoServer.start({ pingInterval: 2000, pingTimeout: 1000 });
});
after(async () => {
  await Promise.all(started.map((oread) => oread.signal('SIGKILL')));
  await server.stop();
});

for (const transports of ['websocket', 'polling'])
  test(`events published through Redis arrive over ${transports}`, async () => {
    const oread = listen('-c', 'attendance', '--transports', transports);
    await oread.line(/"type":"subscribed"/);
    // Nothing says when the server has joined the channel: publish until the first arrives.
    let arrived = false;
    const first = oread.line(/"event":"attendance.updated"/).then((line) => {
      arrived = true;
      return JSON.parse(line);
    });
    while (!arrived) await server.publish('attendance', 'attendance.updated', { id: 'é€😀' });
    const { channel, data } = await first;
    assert.deepEqual([channel, data], ['attendance', { id: 'é€😀' }]);
  });

test('the endpoint is asked with the headers of the client, and refuses', async () => {
  const oread = listen('-c', 'private-a', '-c', 'private-forbidden', ...as('ann'));
  const failed = JSON.parse(await oread.line(/"type":"subscribe-failed"/));
  assert.equal(failed.channel, 'private-forbidden');
  assert.equal(failed.error.status, 403);
  assert.ok(server.questions.some((one) => one.channel === 'private-a' && one.name === 'ann'));
});

test('members join and leave, and a refused presence channel does not end the server', async () => {
  const ann = listen('-c', 'presence-room', ...as('ann'));
  await ann.line(/"type":"subscribed".*"id":"ann"/);
  const bob = listen('-c', 'presence-room', '-c', 'presence-forbidden', ...as('bob'));
  await ann.line(/"type":"member-joined".*"id":"bob"/);
  await bob.line(/"type":"subscribe-failed".*presence-forbidden/);
  // The server has done all its work for bob when an event reaches him; before that, it forgets who leaves.
  await bob.line(/"type":"subscribed".*presence-room/);
  await server.publish('presence-room', 'Fence', {});
  await bob.line(/"event":"Fence"/);
  await bob.signal('SIGTERM');
  await ann.line(/"type":"member-left".*"id":"bob"/);
  assert.equal(server.server.child.exitCode, null);
});

test('after a restart of the server every channel is there again', async () => {
  const ann = listen('-c', 'presence-club', '-c', 'attendance', ...as('ann'));
  await ann.line(/"type":"subscribed".*presence-club/);
  await server.server.kill();
  await ann.line(/"current":"reconnecting"/);
  await server.run();
  const again = (line) => /"type":"subscribed".*presence-club/.test(line);
  while (ann.lines.filter(again).length < 2)
    await new Promise((resolve) => setTimeout(resolve, 50));
});
