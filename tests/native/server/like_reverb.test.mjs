// `oread serve --like reverb` replaces Laravel Reverb.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer } from './dev_server.mjs';

let server;
let pusher;
before(async () => {
  server = await DevServer.start('--like', 'reverb');
  pusher = Pusher.forURL(
    `http://${app.key}:${app.secret}@127.0.0.1:${server.port}/apps/${app.appId}`,
  );
});
after(() => server.kill());

async function member(user) {
  const client = await server.connect({ path: `/app/${app.key}` });
  const { data } = await client.next('pusher:connection_established');
  const auth = pusher.authorizeChannel(JSON.parse(data).socket_id, 'presence-x', {
    user_id: user,
    user_info: { name: `u${user}` },
  });
  client.send('pusher:subscribe', { channel: 'presence-x', ...auth });
  const { presence } = JSON.parse(
    (await client.next('pusher_internal:subscription_succeeded')).data,
  );
  return { client, presence };
}

test('/up says that it is well', async () => {
  const { status, headers, body } = await server.request('GET', '/up');
  assert.deepEqual([status, headers['content-type']], [200, 'application/json']);
  assert.deepEqual(JSON.parse(body), { health: 'OK' });
});

test('an SDK that is made from an address publishes, and counts connections', async () => {
  const { client } = await member(1);
  await pusher.trigger('presence-x', 'e', {});
  await client.next('e');
  assert.deepEqual(await (await pusher.get({ path: '/connections' })).json(), { connections: 1 });
  client.socket.close();
  await client.closed;
});

test('numeric ids stay numbers, and terminate_connections ends those of presence members', async () => {
  const seven = await member(7);
  const eight = await member('8');
  assert.deepEqual(eight.presence.ids, [7, '8']);
  await pusher.terminateUserConnections('7');
  assert.equal((await seven.client.closed).code, 4009);
  const left = await eight.client.next('pusher_internal:member_removed');
  assert.deepEqual(JSON.parse(left.data), { user_id: 7 });
  eight.client.socket.close();
});

test('a refused subscription is error 4009', async () => {
  const client = await server.connect({ path: `/app/${app.key}` });
  await client.next('pusher:connection_established');
  client.send('pusher:subscribe', { channel: 'private-x', auth: `${app.key}:0` });
  const error = await client.next('pusher:error');
  assert.equal(JSON.parse(error.data).code, 4009);
  assert.equal(error.channel, undefined);
  client.socket.close();
});
