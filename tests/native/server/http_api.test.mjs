// The HTTP API over real sockets: official SDK, framing, limits.
import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer } from './dev_server.mjs';

let server;
let pusher;
before(async () => {
  server = await DevServer.start('--app', '1:oread-key:oread-secret', '--app', 'b:b-key:b-secret');
  pusher = sdk(app);
});
after(() => server.kill());

function sdk(credentials) {
  return new Pusher({ ...credentials, host: '127.0.0.1', port: String(server.port) });
}

async function subscriber(channel) {
  const client = await server.connect();
  await client.next('pusher:connection_established');
  client.send('pusher:subscribe', { channel });
  await client.next('pusher_internal:subscription_succeeded');
  return client;
}

test('the npm SDK publishes to subscribers and gets exactly 200 and {}', async () => {
  const client = await subscriber('news');
  const answer = await pusher.trigger('news', 'headline', { text: 'Größe "q" \u{1F600}' });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assert.equal(await answer.text(), '{}');
  const frame = await client.next('headline');
  assert.equal(frame.channel, 'news');
  assert.deepEqual(JSON.parse(frame.data), { text: 'Größe "q" \u{1F600}' });
  client.socket.close();
});

test('the sender named by socket_id does not get its own event', async () => {
  const [a, b] = [await server.connect(), await subscriber('room')];
  const hello = await a.next('pusher:connection_established');
  a.send('pusher:subscribe', { channel: 'room' });
  await a.next('pusher_internal:subscription_succeeded');
  await pusher.trigger('room', 'first', {}, { socket_id: JSON.parse(hello.data).socket_id });
  await pusher.trigger('room', 'second', {});
  await b.next('first');
  await a.next('second');
  assert.equal(
    a.frames.some((frame) => frame.event === 'first'),
    false,
  );
  a.socket.close();
  b.socket.close();
});

test('batches and queries answer in the form that the SDK wants', async () => {
  const client = await subscriber('plain');
  const batch = await pusher.triggerBatch([
    { channel: 'plain', name: 'one', data: '1' },
    { channel: 'other', name: 'two', data: '2' },
  ]);
  assert.equal(batch.status, 200);
  const channels = await (await pusher.get({ path: '/channels' })).json();
  assert.ok('plain' in channels.channels);
  const empty = await pusher.get({ path: '/channels', params: { filter_by_prefix: 'nobody-' } });
  assert.equal(await empty.text(), '{"channels":{}}');
  const one = await pusher.get({
    path: '/channels/plain',
    params: { info: 'subscription_count' },
  });
  assert.deepEqual((await one.json()).occupied, true);
  client.socket.close();
});

test('a query with characters that need encoding keeps its signature', async () => {
  const name = 'a=b@c,d.e_f-g';
  const client = await subscriber(name);
  const channels = await (
    await pusher.get({ path: '/channels', params: { filter_by_prefix: name } })
  ).json();
  assert.deepEqual(Object.keys(channels.channels), [name]);
  const one = await (await pusher.get({ path: `/channels/${name}` })).json();
  assert.equal(one.occupied, true);
  client.socket.close();
});

test('a user id that is escaped in the path keeps its signature', async () => {
  for (const id of ['a@b', 'a%40b', 'a=b', 'a%3Db', 'a,b', 'a%2Cb']) {
    const path = `/users/${id}/terminate_connections`;
    assert.equal((await pusher.post({ path, body: {} })).status, 200, id);
  }
});

test('a channel name with a semicolon keeps its signature, in path and query', async () => {
  const client = await subscriber('a;b');
  const one = await (await pusher.get({ path: '/channels/a;b' })).json();
  assert.equal(one.occupied, true);
  const all = await (
    await pusher.get({ path: '/channels', params: { filter_by_prefix: 'a;' } })
  ).json();
  assert.deepEqual(Object.keys(all.channels), ['a;b']);
  client.socket.close();
});

test('a wrong secret, and the key of another app, are 401', async () => {
  await assert.rejects(sdk({ ...app, secret: 'wrong' }).trigger('x', 'e', {}), { status: 401 });
  await assert.rejects(
    sdk({ appId: '1', key: 'b-key', secret: 'b-secret' }).trigger('x', 'e', {}),
    {
      status: 401,
    },
  );
  assert.equal(
    (await sdk({ appId: 'b', key: 'b-key', secret: 'b-secret' }).trigger('x', 'e', {})).status,
    200,
  );
});

test('one connection carries many requests', async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let i = 0; i < 20; ++i) {
    const answer = await server.request('GET', '/apps/1/channels', { agent });
    assert.equal(answer.status, 401);
  }
  assert.equal(Object.values(agent.freeSockets).flat().length, 1);
  agent.destroy();
});

test('a body in chunks is read as one', async () => {
  const body = JSON.stringify({ name: 'chunky', channel: 'news', data: '{}' });
  const query = pusher.createSignedQueryString({
    method: 'POST',
    path: '/apps/1/events',
    body,
    params: {},
  });
  const client = await subscriber('news');
  const answer = await new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server.port, method: 'POST', path: `/apps/1/events?${query}` },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
      },
    );
    request.on('error', reject);
    for (let i = 0; i < body.length; i += 7) request.write(body.slice(i, i + 7));
    request.end();
  });
  assert.equal(answer, 200);
  await client.next('chunky');
  client.socket.close();
});

/** The text of a POST of an event, with these additional headers. */
function rawPost(event, headers = []) {
  const body = JSON.stringify({ name: event, channel: 'news', data: '{}' });
  const path = '/apps/1/events';
  const query = pusher.createSignedQueryString({ method: 'POST', path, body, params: {} });
  const lines = [`POST ${path}?${query} HTTP/1.1`, 'Host: x', ...headers];
  return { head: `${[...lines, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`, body };
}

test('of requests sent in advance, what is not answered is not carried out', async () => {
  const client = await subscriber('news');
  const [first, second] = [rawPost('first'), rawPost('second')];
  const last = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  const answer = await server.raw(
    first.head + first.body + second.head + second.body + last,
    () => false, // The server closes, after the last one or before.
  );
  const answers = answer.match(/HTTP\/1\.1 200 OK/g).length;
  await pusher.trigger('news', 'last', {});
  await client.next('last');
  assert.deepEqual(
    client.frames.map((frame) => frame.event),
    ['first', 'second'].slice(0, answers),
  );
  client.socket.close();
});

test('a client that waits with its body is told to go on', async () => {
  const { head, body } = rawPost('patient', ['Expect: 100-continue']);
  const socket = net.connect(server.port, '127.0.0.1', () => socket.write(head));
  let answer = '';
  for await (const piece of socket.setEncoding('latin1')) {
    if (answer === '') socket.write(body);
    answer += piece;
    if (answer.endsWith('{}')) break;
  }
  assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
});

test('who offers HTTP/2 as well is answered in HTTP/1.1', async () => {
  const { head, body } = rawPost('offer', [
    'Connection: Upgrade, HTTP2-Settings',
    'Upgrade: h2c',
    'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
  ]);
  assert.match(await server.raw(head + body), /^HTTP\/1\.1 200 OK\r\n/);
});

test('a body above the bound is 413 and the server goes on', async () => {
  const body = 'x'.repeat(3 * 1024 * 1024);
  const answer = await server.request('POST', '/apps/1/events', { body });
  assert.equal(answer.status, 413);
  const chunked = await server.request('POST', '/apps/1/events', {
    headers: { 'transfer-encoding': 'chunked' },
    body,
  });
  assert.equal(chunked.status, 413);
  await server.assertAlive();
});

test('a length beyond reason is refused before the body comes', async () => {
  const answer = await server.raw(
    'POST /apps/1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n',
  );
  assert.match(answer, /^HTTP\/1\.1 413 /);
  await server.assertAlive();
});
