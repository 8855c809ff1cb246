// What --demo-auth adds: signatures for everyone, publishing from the page, an outage on demand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer } from './dev_server.mjs';

const masterKey = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const pusher = new Pusher({ ...app, encryptionMasterKeyBase64: masterKey });

let server;
let bare;
before(async () => {
  [server, bare] = await Promise.all([
    DevServer.start('--demo-auth', '--master-key', masterKey),
    DevServer.start(),
  ]);
});
after(() => Promise.all([server.kill(), bare.kill()]));

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/json' };
const auth = (body, headers = form, on = server) =>
  on.request('POST', '/broadcasting/auth', { headers, body });

test('signatures are those of the official SDK', async () => {
  const answer = await auth('socket_id=12.34&channel_name=private-x');
  assert.equal(answer.status, 200);
  assert.deepEqual(JSON.parse(answer.body), pusher.authorizeChannel('12.34', 'private-x'));
});

test('an encrypted channel gets the key that the official SDK derives', async () => {
  const answer = await auth('socket_id=12.34&channel_name=private-encrypted-kat');
  assert.deepEqual(
    JSON.parse(answer.body),
    pusher.authorizeChannel('12.34', 'private-encrypted-kat'),
  );
});

test('JSON bodies are as good as forms; presence gets the name', async () => {
  const body = JSON.stringify({ socket_id: '12.34', channel_name: 'presence-x', user: 'Mira Löw' });
  const answer = JSON.parse((await auth(body, json)).body);
  const data = JSON.parse(answer.channel_data);
  assert.equal(data.user_info.name, 'Mira Löw');
  assert.deepEqual(answer, pusher.authorizeChannel('12.34', 'presence-x', data));
});

for (const [how, headers, extra] of [
  ['parameter', {}, '&user=Ada'],
  ['header', { 'x-demo-user': 'Ada' }, ''],
  ['cookie', { cookie: 'a=b; user=Ada; c=d' }, ''],
]) {
  test(`the user comes from a ${how}`, async () => {
    const answer = await auth(`socket_id=1.2&channel_name=presence-x${extra}`, {
      ...form,
      ...headers,
    });
    assert.equal(JSON.parse(JSON.parse(answer.body).channel_data).user_id, 'ada');
  });
}

for (const [what, body, status] of [
  ['a forbidden channel', 'socket_id=1.2&channel_name=private-forbidden-1', 403],
  ['a channel of somebody else', 'socket_id=1.2&channel_name=private-user.jon&user=mira', 403],
  ['the user nobody', 'socket_id=1.2&channel_name=private-x&user=nobody', 403],
  ['an expired session', 'socket_id=1.2&channel_name=private-x&user=expired', 401],
  ['an invalid socket id', 'socket_id=1.2:x&channel_name=private-x', 400],
  ['no channel', 'socket_id=1.2', 400],
  ['an invalid channel name', 'socket_id=1.2&channel_name=private%20x', 400],
]) {
  test(`${what} is ${status}, as JSON with a message`, async () => {
    const answer = await auth(body);
    assert.equal(answer.status, status);
    assert.ok(JSON.parse(answer.body).message);
  });
}

test('the own channel is signed', async () => {
  assert.equal((await auth('socket_id=1.2&channel_name=private-user.mira&user=Mira')).status, 200);
});

test('user-auth signs a user', async () => {
  const answer = await server.request('POST', '/broadcasting/user-auth', {
    headers: form,
    body: 'socket_id=1.2&user=Mira',
  });
  const signed = JSON.parse(answer.body);
  assert.deepEqual(signed, pusher.authenticateUser('1.2', JSON.parse(signed.user_data)));
});

test('without --demo-auth nothing of it is there', async () => {
  assert.equal((await auth('socket_id=1.2&channel_name=private-x', form, bare)).status, 405);
});

test('CORS: this machine may, other websites may not', async () => {
  const body = 'socket_id=1.2&channel_name=private-x';
  const local = await auth(body, { ...form, origin: 'http://localhost:5173' });
  assert.equal(local.headers['access-control-allow-origin'], 'http://localhost:5173');
  const foreign = await auth(body, { ...form, origin: 'https://evil.example' });
  assert.equal(foreign.status, 403);
  assert.equal(foreign.headers['access-control-allow-origin'], undefined);
  const api = await server.request('GET', '/apps/1/channels', {
    headers: { origin: 'http://localhost:5173' },
  });
  assert.equal(api.status, 401);
  assert.equal(api.headers['access-control-allow-origin'], 'http://localhost:5173');
  const ask = await server.request('OPTIONS', '/broadcasting/auth', {
    headers: { origin: 'http://127.0.0.1:3000', 'access-control-request-method': 'POST' },
  });
  assert.equal(ask.status, 204);
  assert.match(ask.headers['access-control-allow-headers'], /x-csrf-token/);
});

test('the page publishes without a secret', async () => {
  const client = await server.connect();
  await client.next('pusher:connection_established');
  client.send('pusher:subscribe', { channel: 'news' });
  await client.next('pusher_internal:subscription_succeeded');
  const body = JSON.stringify({ channel: 'news', event: 'headline', data: { a: 1 } });
  const answer = await server.request('POST', '/demo/publish', { headers: json, body });
  assert.equal(answer.status, 200);
  assert.equal((await client.next('headline')).data, '{"a":1}');
  const wrong = JSON.stringify({ channel: 'no spaces', event: 'x', data: '' });
  assert.equal(
    (await server.request('POST', '/demo/publish', { headers: json, body: wrong })).status,
    400,
  );
  client.socket.close();
});

test('a shut gate cuts its clients without a word, and only its', async () => {
  const [mine, other] = await Promise.all([
    server.connect({ path: `/gate/tab-1/app/${app.key}?protocol=7` }),
    server.connect(),
  ]);
  await mine.next('pusher:connection_established');
  await other.next('pusher:connection_established');
  const answer = await server.request('POST', '/demo/gate', {
    headers: json,
    body: JSON.stringify({ gate: 'tab-1', seconds: 1 }),
  });
  assert.deepEqual(JSON.parse(answer.body), { cut: 1, seconds: 1 });
  assert.equal((await mine.closed).code, 1006);
  const refused = await server.connect({ path: `/gate/tab-1/app/${app.key}?protocol=7` });
  assert.equal((await refused.closed).code, 1006);
  assert.equal(other.socket.readyState, 1);
  for (;;) {
    const again = await server.connect({ path: `/gate/tab-1/app/${app.key}?protocol=7` });
    const greeted = again.next('pusher:connection_established').catch(() => ({}));
    const back = await Promise.race([greeted, again.closed]);
    again.socket.close();
    if (back.event !== undefined) break;
  }
  other.socket.close();
});

for (const [path, body] of [
  ['/broadcasting/auth', 'socket_id=1.2&channel_name=private-a'],
  ['/broadcasting/user-auth', 'socket_id=1.2'],
  ['/pusher/auth', 'socket_id=1.2&channel_name=private-a'],
  ['/pusher/user-auth', 'socket_id=1.2'],
  ['/demo/publish', 'channel=news&event=e&data=1'],
  ['/demo/gate', 'gate=g&seconds=1'],
]) {
  test(`${path} is not for a name that somebody has pointed to this machine`, async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const host = `evil.example:${server.port}`;
    for (const headers of [
      { ...form, Host: host, Origin: `http://${host}` },
      { ...form, Host: host },
      { ...form, Host: `127.0.0.1:${server.port}`, Origin: `http://${host}` },
    ]) {
      const answer = await server.request('POST', path, { headers, body });
      assert.equal(answer.status, 403);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
      assert.doesNotMatch(answer.body, /oread-key/);
    }
    const own = { ...form, Host: `localhost:${server.port}` };
    assert.equal((await server.request('POST', path, { headers: own, body })).status, 200);
  });
}
