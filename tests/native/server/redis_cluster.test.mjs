// Several `oread serve` with one Redis, behind a balancer, are one server.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Pusher from 'pusher';
import { run } from '../command/oread.mjs';
import { app, DevServer } from './dev_server.mjs';
import { Redis, subscriber } from './redis.mjs';

const choices = fileURLToPath(
  new URL('../../conformance/testees/oread-serve.json', import.meta.url),
);

/** Passes each connection on to the next of these servers. */
async function balance(servers) {
  const sockets = new Set();
  const keep = (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    return socket;
  };
  let turn = 0;
  const balancer = net.createServer((client) => {
    const { port } = servers[turn++ % servers.length];
    const server = keep(net.connect(port, '127.0.0.1'));
    keep(client).pipe(server).pipe(client);
  });
  balancer.listen(0, '127.0.0.1');
  await once(balancer, 'listening');
  return {
    url: `ws://127.0.0.1:${balancer.address().port}`,
    stop() {
      for (const socket of sockets) socket.destroy();
      balancer.close();
    },
  };
}

const backend = (server) =>
  Pusher.forURL(`http://${app.key}:${app.secret}@127.0.0.1:${server.port}/apps/${app.appId}`);
const signature = (channel, user) => (socketId) =>
  backend({ port: 1 }).authorizeChannel(socketId, channel, user);

async function startNode(redis, ...args) {
  const server = await DevServer.start('--redis', redis.url, ...args);
  await server.logged(({ what }) => what === 'redis-connected');
  return server;
}

let redis;
let nodes;
before(async () => {
  redis = await Redis.start();
  nodes = [await startNode(redis), await startNode(redis)];
  for (const node of nodes) await node.logged(({ what }) => what === 'node-joined');
});
after(async () => {
  for (const node of nodes ?? []) await node.kill();
  await redis?.stop();
});

test('an event of the API reaches the clients of all servers, one from Redis reaches each once', async () => {
  const clients = [await subscriber(nodes[0], 'news'), await subscriber(nodes[1], 'news')];
  await backend(nodes[0]).trigger('news', 'api', { n: 1 });
  await redis.broadcast(['news'], 'laravel', { n: 2 });
  await backend(nodes[1]).trigger('news', 'end', {});
  for (const client of clients) {
    assert.equal((await client.next('api')).data, '{"n":1}');
    assert.equal((await client.next('laravel')).data, '{"n":2}');
    await client.next('end');
    assert.deepEqual(client.frames, []);
  }
});

test('toOthers() excludes a connection of another server', async () => {
  const sender = await subscriber(nodes[1], 'tasks');
  await backend(nodes[0]).trigger('tasks', 'moved', {}, { socket_id: sender.socketId });
  await backend(nodes[0]).trigger('tasks', 'end', {});
  await sender.next('end');
  assert.deepEqual(sender.frames, []);
});

test('members, client events and queries are those of all servers', async () => {
  const channel = 'presence-room';
  const ann = await subscriber(nodes[0], channel, signature(channel, { user_id: 'ann' }));
  const bob = await subscriber(nodes[1], channel, signature(channel, { user_id: 'bob' }));
  assert.match((await ann.next('pusher_internal:member_added')).data, /"user_id":"bob"/);
  bob.send('client-typing', { on: true }, channel);
  const typing = await ann.next('client-typing');
  assert.deepEqual(typing, {
    event: 'client-typing',
    channel,
    data: { on: true },
    user_id: 'bob',
  });
  for (const node of nodes) {
    const { users } = await (
      await backend(node).get({ path: `/channels/${channel}/users` })
    ).json();
    assert.deepEqual(users, [{ id: 'ann' }, { id: 'bob' }]);
  }
  bob.socket.close();
  assert.match((await ann.next('pusher_internal:member_removed')).data, /"user_id":"bob"/);
});

test('a server that ends takes its members with it at once', async () => {
  const channel = 'presence-leaving';
  const stays = await subscriber(nodes[0], channel, signature(channel, { user_id: 'stays' }));
  const other = await startNode(redis);
  try {
    await subscriber(other, channel, signature(channel, { user_id: 'goes' }));
    await stays.next('pusher_internal:member_added');
    assert.equal(await other.stop(), 0);
    assert.match((await stays.next('pusher_internal:member_removed')).data, /"goes"/);
    await nodes[0].logged(({ what, text }) => what === 'node-gone' && text.includes('has ended'));
  } finally {
    await other.kill();
  }
});

test('without Redis each server goes on, and what was published meanwhile arrives afterwards, once', async () => {
  const own = await Redis.start();
  const pair = [await startNode(own), await startNode(own)];
  let again;
  try {
    const clients = [await subscriber(pair[0], 'news'), await subscriber(pair[1], 'news')];
    await own.stop();
    for (const node of pair) {
      await node.logged(({ what }) => what === 'redis-away');
      node.log.length = 0;
    }
    await backend(pair[0]).trigger('news', 'meanwhile', {});
    await clients[0].next('meanwhile');
    assert.deepEqual(clients[1].frames, []);
    again = await Redis.start(own.port);
    for (const node of pair) await node.logged(({ what }) => what === 'redis-connected');
    await clients[1].next('meanwhile');
    await backend(pair[0]).trigger('news', 'end', {});
    for (const client of clients) {
      await client.next('end');
      assert.deepEqual(client.frames, []);
      assert.equal(client.socket.readyState, 1);
    }
  } finally {
    for (const node of pair) await node.kill();
    await again?.stop();
  }
});

test('a Redis user who may only subscribe still receives the events of Laravel', async () => {
  await redis.command(...'ACL SETUSER reader on >pw &* +psubscribe +ping -publish'.split(' '));
  const reader = await DevServer.start('--redis', `redis://reader:pw@127.0.0.1:${redis.port}`);
  try {
    const { text } = await reader.logged(({ what }) => what === 'redis-not-shared');
    assert.match(text, /NOPERM/);
    const client = await subscriber(reader, 'news');
    await redis.broadcast(['news'], 'laravel', { n: 1 });
    await client.next('laravel');
    assert.ok(!reader.log.some(({ what }) => what === 'redis-away'));
    assert.equal(await reader.stop(), 0);
  } finally {
    await reader.kill();
  }
});

test('another prefix is another cluster', async () => {
  const other = await startNode(redis, '--redis-prefix', 'other_');
  try {
    const client = await subscriber(other, 'news');
    await backend(nodes[0]).trigger('news', 'ours', {});
    await backend(other).trigger('news', 'theirs', {});
    await client.next('theirs');
    assert.deepEqual(client.frames, []);
  } finally {
    await other.kill();
  }
});

test('nonsense on the channel of the servers does no harm', async () => {
  for (const text of ['', '{}', '[', '{"from":"x","number":1,"kind":"facts","app":"1","facts":7}'])
    await redis.command('PUBLISH', 'oread:nodes', text);
  const client = await subscriber(nodes[0], 'news');
  await backend(nodes[1]).trigger('news', 'end', {});
  await client.next('end');
});

test("the broker's suite, played across two servers", async () => {
  const balancer = await balance(nodes);
  try {
    const { code, lines, complaints } = await run([
      ...['conform', 'server', '--url', balancer.url, '--second-node'],
      ...[nodes[1].url.replace('http', 'ws'), '--app-id', app.appId, '--key', app.key],
      ...['--secret', app.secret, '--max-wait', '0', '--json', '--strict', '--baseline', choices],
    ]);
    const cases = lines
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ type }) => type === 'case');
    const bad = cases.filter(({ verdict }) => !['PASS', 'INFO', 'SKIP'].includes(verdict));
    assert.equal(code, 0, complaints + JSON.stringify(bad, null, 1));
    assert.equal(cases.find(({ id }) => id === 'SO-06').verdict, 'PASS');
    assert.ok(cases.filter(({ verdict }) => verdict === 'PASS').length > 60);
  } finally {
    balancer.stop();
  }
});
