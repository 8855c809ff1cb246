// SIGTERM, SIGINT and SIGHUP: all connections are closed cleanly, webhooks are flushed, the exit code is 0.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer } from './dev_server.mjs';

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  test(`${signal} closes every client with 4200 and ends with 0`, async () => {
    const server = await DevServer.start();
    const clients = await Promise.all(Array.from({ length: 20 }, () => server.connect()));
    await Promise.all(clients.map((client) => client.next('pusher:connection_established')));
    const code = server.stop(signal);
    for (const client of clients) assert.equal((await client.closed).code, 4200);
    assert.equal(await code, 0);
  });
}

test('a client that does not answer the close delays the end only for a while', async () => {
  const server = await DevServer.start();
  const client = await server.connect();
  await client.next('pusher:connection_established');
  client.socket._socket.pause();
  assert.equal(await server.stop(), 0);
  client.socket.terminate();
});

test('idle and half-made connections do not hold up the end', async () => {
  const server = await DevServer.start();
  const agent = new http.Agent({ keepAlive: true });
  assert.equal((await server.request('GET', '/', { agent })).status, 200);
  const silent = net.connect(server.port, '127.0.0.1');
  const halfway = net.connect(server.port, '127.0.0.1');
  silent.on('error', () => {});
  halfway.on('error', () => {});
  await once(silent, 'connect');
  halfway.write('POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
  await server.assertAlive();
  assert.equal(await server.stop(), 0);
  agent.destroy();
});

test('webhooks are signed, and flushed before the end', async () => {
  const events = [];
  const receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const webhook = new Pusher(app).webhook({
        headers: request.headers,
        rawBody: body,
      });
      events.push({ valid: webhook.isValid(), events: webhook.getEvents() });
      response.end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${receiver.address().port}/hook`;
  const server = await DevServer.start('--webhook', url);
  const client = await server.connect();
  await client.next('pusher:connection_established');
  client.send('pusher:subscribe', { channel: 'news' });
  await client.next('pusher_internal:subscription_succeeded');
  assert.equal(await server.stop(), 0);
  receiver.close();
  assert.ok(events.every((one) => one.valid));
  const names = events.flatMap((one) =>
    one.events.map((event) => `${event.name} ${event.channel}`),
  );
  assert.ok(names.includes('channel_occupied news'), names.join());
  assert.ok(names.includes('channel_vacated news'), names.join());
});

test('a second signal ends at once', async () => {
  const receiver = http.createServer(() => {}); // never responds, so the shutdown waits for it
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const asked = once(receiver, 'request');
  const server = await DevServer.start(
    '--webhook',
    `http://127.0.0.1:${receiver.address().port}/hook`,
  );
  const client = await server.connect();
  await client.next('pusher:connection_established');
  client.send('pusher:subscribe', { channel: 'news' });
  await asked;
  server.child.kill('SIGTERM');
  await server.logged((line) => line.what === 'draining');
  assert.equal(await server.stop('SIGTERM'), 'SIGTERM');
  receiver.closeAllConnections();
  receiver.close();
});
