// oread doctor and the app's auth endpoint: what it concludes from each response, and what it does not.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import http from 'node:http';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { app, DevServer } from '../server/dev_server.mjs';
import { run } from './oread.mjs';

let dev;
const open = [];
before(async () => {
  dev = await DevServer.start();
});
after(() => {
  dev.kill();
  for (const server of open) {
    server.closeAllConnections();
    server.close();
  }
});

const hmac = (secret, text) => crypto.createHmac('sha256', secret).update(text).digest('hex');

/** An app whose endpoint returns what `answer(form, request)` returns: [status, body, headers]. */
async function endpoint(answer) {
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const [status, text, headers] = answer(new URLSearchParams(body), request);
    response.writeHead(status, headers).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  open.push(server);
  return `http://127.0.0.1:${server.address().port}/broadcasting/auth`;
}
async function examined(answer, ...args) {
  const url = typeof answer === 'string' ? answer : await endpoint(answer);
  const line = ['doctor', dev.url, '--wait', '3', '--json', '--auth-endpoint', url, ...args];
  const { lines, complaints } = await run(line);
  assert.equal(complaints, '');
  const found = JSON.parse(lines[0]);
  return { ...found, auth: found.steps.find(({ step }) => step === 'auth') };
}
const real = ['--channel', 'private-orders.1'];
/** An app that signs with this key and secret. */
const signing = (key, secret) => (form) => [
  200,
  JSON.stringify({
    auth: `${key}:${hmac(secret, `${form.get('socket_id')}:${form.get('channel_name')}`)}`,
  }),
];

test('an app with another secret than the server is found out, with and without --secret', async () => {
  const other = signing(app.key, 'the-secret-of-another');
  const known = await examined(other, ...real);
  assert.equal(known.auth.result, 'failed');
  assert.match(known.wrong, /the app's secret differs from the server's/);
  assert.match(known.change, /REVERB_APP_SECRET/);

  const foreign = await DevServer.start('--app', '7:k7:s7');
  const url = await endpoint(signing('k7', 'the-secret-of-another'));
  const args = ['--auth-endpoint', url, '--wait', '3', '--json', '--key', 'k7', ...real];
  const unknown = JSON.parse(
    (await run(['doctor', foreign.url, ...args], { env: { OREAD_SECRET: '' } })).lines[0],
  );
  assert.match(unknown.wrong, /the server does not accept the app's signature/);
  await foreign.kill();
});

test('an app that signs for another key is told so', async () => {
  const found = await examined(signing('key-of-another', app.secret), ...real);
  assert.match(
    found.wrong,
    /signs with the key "key-of-another", but this connection uses .*oread-k/,
  );
});

test('a 403 for a made-up channel is no proof, and a real channel is one', async () => {
  const closed = () => [403, '{"message": ""}'];
  const open = await examined(closed);
  assert.ok(open.ok);
  assert.equal(open.auth.result, 'unverified');
  assert.deepEqual(open.unverified, ['auth']);
  assert.match(open.auth.change, /--channel private-orders\.1/);
  const guest = await examined(closed, ...real);
  assert.equal(guest.ok, false);
  assert.match(guest.wrong, /does not authorize this user for private-orders\.1 \(403\)/);
  assert.match(guest.change, /saw a guest/);
});

test('a token on a route of the session guard is named as a reason', async () => {
  const found = await examined(() => [403, '{}'], ...real, '-H', 'Authorization: Bearer 1|x');
  assert.match(found.change, /check that the token is valid and that this route reads it.*sanctum/);
  const session = await examined(() => [403, '{}'], ...real, '-H', 'Cookie: laravel_session=x');
  assert.match(session.change, /check that the session is still valid/);
});

test('the endpoint gets the headers, and a good answer verifies the app', async () => {
  const seen = [];
  const found = await examined(
    (form, request) => {
      seen.push([request.headers.authorization, request.headers.accept]);
      return signing(app.key, app.secret)(form);
    },
    ...['-H', 'Authorization: Bearer secret', '-H', 'Accept: text/x'],
    ...real,
  );
  assert.ok(found.ok);
  assert.deepEqual(seen, [['Bearer secret', 'text/x']]);
  assert.deepEqual(found.unverified, []);
});

for (const [what, status, body, wrong, args = []] of [
  ['true, as the redis driver says', 200, 'true', /does not sign \(true\).*CONNECTION=redis/],
  ['the redis driver for a presence channel', 200, '{"channel_data":{"user_id":1}}', /=redis/],
  ['nothing, as the log and null drivers do', 200, '', /empty response/],
  ['a page', 200, '<!DOCTYPE html><p>Sign in', /returns a page/],
  ['JSON of another kind', 200, '{"ok":true}', /something that is not a signature: \{"ok":true\}/],
  [
    'a member as an object',
    200,
    '{"auth":"k:s","channel_data":{"user_id":1}}',
    /channel_data is missing or not a string/,
    ['--channel', 'presence-room.1'],
  ],
  [
    'no key to an encrypted channel',
    200,
    '{"auth":"k:s"}',
    /returns no shared_secret/,
    ['--channel', 'private-encrypted-a'],
  ],
  [
    '401',
    401,
    '{"message":"Unauthenticated."}',
    /not recognize the user \(401: Unauthenticated\.\)/,
  ],
  ['419', 419, '{}', /CSRF/],
  ['404', 404, '{}', /there is nothing at the auth endpoint's address/],
  ['405', 405, '{}', /does not accept POST/],
  ['429', 429, '{}', /limits the rate of requests/],
  ['a redirect to the sign-in', 302, '', /does not recognize the user: it redirects to \/login/],
  ['a redirect to elsewhere', 301, '', /redirects to https:\/\/www\.app\.test\//],
  ['500', 500, '{"message":"Server Error"}', /fails \(500: Server Error\)/],
])
  test(`the auth endpoint answers ${what}`, async () => {
    const location = status === 301 ? 'https://www.app.test/' : '/login';
    const found = await examined(() => [status, body, { Location: location }], ...args);
    assert.equal(found.auth.result, 'failed');
    assert.match(found.wrong, wrong);
    assert.notEqual(found.change, '');
  });

test('an endpoint that cannot be reached is told', async () => {
  const found = await examined('http://127.0.0.1:1/broadcasting/auth');
  assert.match(found.wrong, /the auth endpoint cannot be reached/);
});
