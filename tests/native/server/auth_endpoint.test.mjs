// `oread serve --auth-endpoint`: an application decides about channels, and the server asks it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import Pusher from 'pusher';
import { app, DevServer, run } from './dev_server.mjs';

/** An application that knows Ada by a cookie or a token, and answers as Laravel's broadcaster `redis` does. */
class Application {
  asked = [];
  answer = (request) => {
    const { cookie, authorization, channel } = request;
    if (!/user=ada/.test(cookie) && authorization !== 'Bearer ada') return [401, '{}'];
    if (channel.includes('secret')) return [403, '{}'];
    const user = { user_id: 1, user_info: { name: 'Ada' } };
    return [200, channel.startsWith('presence-') ? JSON.stringify({ channel_data: user }) : 'true'];
  };

  static async start(port = 0) {
    const one = new Application();
    one.server = http.createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      const form = new URLSearchParams(body);
      const { cookie, authorization, 'x-requested-with': by } = request.headers;
      const { method, url } = request;
      const seen = { method, url, cookie, authorization, by };
      one.asked.push({
        ...seen,
        channel: form.get('channel_name'),
        socketId: form.get('socket_id'),
      });
      const answer = await one.answer(one.asked.at(-1));
      if (!answer) return;
      const [status, text, headers] = answer;
      response.writeHead(status, { 'Content-Type': 'text/html', ...headers }).end(text);
    });
    one.server.listen(port, '127.0.0.1');
    await once(one.server, 'listening');
    one.port = one.server.address().port;
    return one;
  }
  get url() {
    return `http://127.0.0.1:${this.port}/broadcasting/auth`;
  }
  async stop() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

let application;
let server;
before(async () => {
  application = await Application.start();
  server = await DevServer.start('--auth-endpoint', application.url);
});
after(async () => {
  await server?.kill();
  await application?.stop();
});

/** A client with these headers in its handshake, and its socket id. */
async function connect(headers = {}) {
  const client = await server.connect({ headers });
  const { data } = await client.next('pusher:connection_established');
  return { ...client, socketId: JSON.parse(data).socket_id };
}
const backend = () =>
  Pusher.forURL(`http://${app.key}:${app.secret}@127.0.0.1:${server.port}/apps/${app.appId}`);
const succeeded = 'pusher_internal:subscription_succeeded';
const refused = 'pusher:subscription_error';

test('a bearer token is passed on, and the event arrives', async () => {
  const client = await connect();
  client.send('pusher:subscribe', { channel: 'private-orders.1', auth: 'Bearer ada' });
  await client.next(succeeded);
  assert.deepEqual(application.asked.at(-1), {
    method: 'POST',
    url: '/broadcasting/auth',
    cookie: undefined,
    authorization: 'Bearer ada',
    by: 'XMLHttpRequest',
    channel: 'private-orders.1',
    socketId: client.socketId,
  });
  await backend().trigger('private-orders.1', 'paid', { id: 1 });
  assert.equal((await client.next('paid')).data, '{"id":1}');
});

test("a page of the same host is known by its cookies, and a stranger's is not", async () => {
  const cookie = 'other=1; user=ada';
  const own = await connect({ Cookie: cookie, Origin: 'http://127.0.0.1:8000' });
  own.send('pusher:subscribe', { channel: 'presence-room', auth: 'session' });
  const { data } = await own.next(succeeded);
  assert.deepEqual(JSON.parse(data).presence.hash, { 1: { name: 'Ada' } });
  assert.equal(application.asked.at(-1).cookie, cookie);

  const strange = await connect({ Cookie: cookie, Origin: 'https://evil.example' });
  strange.send('pusher:subscribe', { channel: 'presence-room', auth: 'session' });
  const { data: error } = await strange.next(refused);
  assert.equal(error.status, 401);
  assert.match(error.error, /no cookies, because the page's host/);
  assert.equal(application.asked.at(-1).cookie, undefined);
});

test('a refusal of the application reaches the client', async () => {
  const client = await connect();
  client.send('pusher:subscribe', { channel: 'private-secret', auth: 'Bearer ada' });
  const { data, channel } = await client.next(refused);
  assert.deepEqual(
    [channel, data.type, data.status, data.error],
    ['private-secret', 'AuthError', 403, 'The auth endpoint refuses this channel (403)'],
  );
});

test('a login page is no permission, and a redirect to one is not followed', async (t) => {
  const { answer } = application;
  t.after(() => (application.answer = answer));
  const client = await connect();
  const asked = application.asked.length;
  application.answer = () => [302, '', { Location: '/login' }];
  client.send('pusher:subscribe', { channel: 'private-a', auth: 'Bearer ada' });
  assert.match(
    (await client.next(refused)).data.error,
    /redirects \(302\): the user is not signed in/,
  );
  application.answer = () => [200, '<!doctype html><title>Sign in</title>'];
  client.send('pusher:subscribe', { channel: 'private-b', auth: 'Bearer ada' });
  assert.match((await client.next(refused)).data.error, /must return JSON/);
  // The beginning of an answer is not the answer.
  application.answer = () => [200, `true${' '.repeat(200_000)}x`];
  client.send('pusher:subscribe', { channel: 'private-c', auth: 'Bearer ada' });
  assert.match((await client.next(refused)).data.error, /must return JSON/);
  assert.equal(application.asked.length, asked + 3);
});

test('hundreds of questions at once are all answered, few at a time', async (t) => {
  const { answer } = application;
  t.after(() => (application.answer = answer));
  let open = 0;
  let most = 0;
  application.answer = async (request) => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open--;
    return answer(request);
  };
  const client = await connect();
  for (let n = 0; n < 300; n++)
    client.send('pusher:subscribe', { channel: `private-n.${n}`, auth: 'Bearer ada' });
  for (let n = 0; n < 300; n++) await client.next(succeeded);
  assert.ok(most > 1 && most <= 32, `${most} at a time`);
});

let answers = 0;
/** Makes the application wait with its answers until `goOn()`, and counts them. */
function hold(t) {
  const { answer } = application;
  let goOn;
  const gate = new Promise((resolve) => (goOn = resolve));
  application.answer = async (request) => {
    await gate;
    ++answers;
    return answer(request);
  };
  application.asked = [];
  answers = 0;
  t.after(() => {
    goOn();
    application.answer = answer;
  });
  return goOn;
}
/** The server has read what this client sent. */
async function read(client) {
  client.send('pusher:ping', {});
  await client.next('pusher:pong');
}
const subscribe = (client, channel) =>
  client.send('pusher:subscribe', { channel, auth: 'Bearer ada' });
const busy = async () => {
  while (application.asked.length < 32) await new Promise((resolve) => setTimeout(resolve, 5));
};

test('connections take turns: many questions of one delay only itself', async (t) => {
  const goOn = hold(t);
  const greedy = await connect();
  for (let n = 0; n < 200; n++) subscribe(greedy, `private-n.${n}`);
  await busy();
  await read(greedy);
  const other = await connect();
  subscribe(other, 'private-other');
  await read(other);
  goOn();
  await other.next(succeeded);
  for (let n = 0; n < 200; n++) await greedy.next(succeeded);
  const turn = application.asked.findIndex(({ channel }) => channel === 'private-other');
  assert.ok(turn <= 34, `its turn was ${turn}`);
});

test('the application is not asked for clients that have gone or left the channel', async (t) => {
  const goOn = hold(t);
  const [gone, left, other] = [await connect(), await connect(), await connect()];
  for (let n = 0; n < 100; n++) subscribe(gone, `private-n.${n}`);
  await busy();
  await read(gone);
  subscribe(left, 'private-left');
  left.send('pusher:unsubscribe', { channel: 'private-left' });
  const { data } = await left.next(refused);
  assert.equal(data.status, 409);
  gone.socket.terminate();
  await gone.closed;
  // The server has noticed that, too.
  while (server.log.at(-1).what !== 'connection-ended')
    await new Promise((resolve) => setTimeout(resolve, 5));
  subscribe(other, 'private-other');
  await read(other);
  goOn();
  await other.next(succeeded);
  while (answers < 33) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(application.asked.length, 33);
});

test('a channel that was left and is wanted again is joined by the second answer', async (t) => {
  const goOn = hold(t);
  const client = await connect();
  subscribe(client, 'private-again');
  client.send('pusher:unsubscribe', { channel: 'private-again' });
  subscribe(client, 'private-again');
  assert.equal((await client.next(refused)).data.status, 409);
  goOn();
  assert.equal((await client.next(succeeded)).channel, 'private-again');
});

test('cookies of more than 8 KiB are not kept', async () => {
  const client = await connect({ Cookie: `user=ada; long=${'x'.repeat(8200)}` });
  client.send('pusher:subscribe', { channel: 'private-x', auth: 'session' });
  assert.equal((await client.next(refused)).data.status, 401);
  assert.equal(application.asked.at(-1).cookie, undefined);
});

test('an endpoint that is away is said once in the log, and to each client', async () => {
  const { port } = application;
  await application.stop();
  const client = await connect();
  for (const channel of ['private-x', 'private-y']) {
    client.send('pusher:subscribe', { channel, auth: 'Bearer ada' });
    const { data } = await client.next(refused);
    assert.deepEqual([data.status, data.error], [502, 'The auth endpoint cannot be reached']);
  }
  const line = await server.logged(({ what }) => what === 'auth-endpoint-failed');
  assert.match(line.text, /nothing listens there/);
  assert.equal(server.log.filter(({ what }) => what === 'auth-endpoint-failed').length, 1);
  application = await Application.start(port);
  client.send('pusher:subscribe', { channel: 'private-x', auth: 'Bearer ada' });
  await client.next(succeeded);
});

test('a client that leaves while the application thinks does no harm', async (t) => {
  const { answer } = application;
  t.after(() => (application.answer = answer));
  let goOn;
  const asked = new Promise((resolve) => {
    application.answer = (request) =>
      new Promise((done) => {
        goOn = () => done(answer(request));
        resolve();
      });
  });
  const client = await connect();
  client.send('pusher:subscribe', { channel: 'private-x', auth: 'Bearer ada' });
  await asked;
  client.socket.terminate();
  await client.closed;
  goOn();
  application.answer = answer;
  const next = await connect();
  next.send('pusher:subscribe', { channel: 'private-x', auth: 'Bearer ada' });
  await next.next(succeeded);
});

test('signatures work as before', async () => {
  const client = await connect();
  const asked = application.asked.length;
  const signed = backend().authorizeChannel(client.socketId, 'private-signed');
  client.send('pusher:subscribe', { channel: 'private-signed', ...signed });
  await client.next(succeeded);
  assert.equal(application.asked.length, asked);
});

test('serve refuses one endpoint for two applications', async () => {
  const apps = ['--app', '1:one:s1', '--app', '2:two:s2'];
  const { code, stderr } = await run('serve', ...apps, '--auth-endpoint', application.url);
  assert.equal(code, 2);
  assert.match(stderr, /--auth-endpoint is that of one application.*give one --app/);
});

test('serve reports an invalid --auth-endpoint', async () => {
  for (const [url, words] of [
    ['ftp://app.example/auth', /--auth-endpoint "ftp:.*must begin with http:\/\/ or https:\/\//],
    ['app.example', /--auth-endpoint/],
  ]) {
    const { code, stderr } = await run('serve', '--port', '0', '--auth-endpoint', url);
    assert.equal(code, 2);
    assert.match(stderr, words);
  }
});
