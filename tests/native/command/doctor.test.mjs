// oread doctor: finds nothing wrong with a good server, and the right problem with each bad one.
import assert from 'node:assert/strict';
import http from 'node:http';
import { once } from 'node:events';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { DevServer } from '../server/dev_server.mjs';
import { run } from './oread.mjs';

let dev;
const open = [];
before(async () => {
  dev = await DevServer.start();
});
after(() => {
  dev.kill();
  for (const server of open) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return `http://127.0.0.1:${server.address().port}`;
}
/** A server of plain TCP. */
const tcp = (talk) =>
  listening(
    net.createServer((socket) => {
      socket.on('error', () => {});
      talk(socket);
    }),
  );
/** A web server; `greet` is called with each WebSocket, if it has any. */
async function web(answer, greet) {
  const server = http.createServer(answer);
  if (greet) new WebSocketServer({ server }).on('connection', greet);
  return listening(server);
}

async function examined(url, ...args) {
  const { code, lines, complaints } = await run(['doctor', url, '--wait', '1', '--json', ...args]);
  assert.equal(complaints, '');
  const found = JSON.parse(lines[0]);
  assert.equal(code, found.ok ? 0 : 1);
  return { ...found, last: found.steps.at(-1) };
}

test('a good server is good in every step', async () => {
  const { ok, steps } = await examined(dev.url);
  assert.ok(ok);
  assert.deepEqual(
    steps.map(({ step, result }) => `${step} ${result}`),
    [
      'name ok',
      'tcp ok',
      'tls skipped',
      'upgrade ok',
      'handshake ok',
      'subscribe ok',
      'secret ok',
      'auth unverified',
      'publish ok',
    ],
  );
});

test('with the app and its user in the game, nothing is left unverified', async () => {
  const demo = await DevServer.start('--demo-auth');
  const args = ['--auth-endpoint', `${demo.url}/broadcasting/auth`, '--channel'];
  for (const channel of ['private-orders.1', 'presence-room.1']) {
    const found = await examined(demo.url, ...args, channel);
    assert.deepEqual(found.unverified, []);
    assert.match(
      found.steps[7].said,
      new RegExp(`authorizes this user for ${channel}, and the server`),
    );
  }
  const { lines } = await run(['doctor', demo.url, ...args, 'private-orders.1']);
  assert.equal(lines.at(-1), 'Nothing is wrong.');
  const refused = await examined(demo.url, ...args, 'private-forbidden.1');
  assert.match(
    refused.wrong,
    /does not authorize this user for private-forbidden\.1 \(403: Nobody may/,
  );
  await demo.kill();
});

test('people get a line for each step, and one sentence', async () => {
  const good = await run(['doctor', dev.url]);
  assert.equal(good.code, 0);
  assert.equal(good.lines.length, 12);
  assert.match(good.lines.at(-2), /^Not verified: auth\. To verify it, add --auth-endpoint /);
  assert.equal(good.lines.at(-1), 'Nothing is wrong in what was verified.');
  const bad = await run(['doctor', dev.url, '--key', 'another']);
  assert.equal(bad.code, 1);
  assert.match(
    bad.lines.at(-1),
    /^The server does not know this key \(4001.*\); use the key of .*\.$/,
  );
});

test('a wrong secret is told from a wrong app', async () => {
  const secret = await examined(dev.url, '--secret', 'wrong');
  assert.equal(secret.last.step, 'secret');
  assert.match(secret.wrong, /does not accept the signature of --secret/);
  const id = await examined(dev.url, '--app-id', 'other');
  assert.equal(id.last.step, 'publish');
  assert.match(id.change, /--app-id/);
});

test('a name that does not exist is reported, and so is a name that is known to be another server', async () => {
  const none = await examined('http://nobody.invalid');
  assert.equal(none.last.step, 'name');
  assert.match(none.wrong, /nobody\.invalid cannot be resolved/);
  const api = await examined('https://api-mt1.pusher.com');
  assert.match(api.wrong, /HTTP API, not of its WebSockets/);
});

test('nobody listens', async () => {
  const server = net.createServer();
  const url = await listening(server);
  server.close();
  const { last, wrong, change } = await examined(url);
  assert.equal(last.step, 'tcp');
  assert.match(wrong, /nothing listens on 127\.0\.0\.1:\d+/);
  assert.match(change, /reverb:start/);
});

test('TLS on a port without it', async () => {
  const { last, change } = await examined(dev.url.replace('http', 'https'));
  assert.equal(last.step, 'tls');
  assert.match(change, /forceTLS: false/);
});

for (const [what, answer, wrong] of [
  ['404', (_, res) => res.writeHead(404).end(), /there is no WebSocket server at \/app\/oread-key/],
  ['a page', (_, res) => res.end('<html>'), /returns a page/],
  ['a proxy without a server', (_, res) => res.writeHead(502).end(), /cannot reach/],
  [
    'a redirect',
    (_, res) => res.writeHead(301, { Location: 'https://elsewhere.test/' }).end(),
    /redirects to https:\/\/elsewhere\.test\//,
  ],
  ['a refusal', (_, res) => res.writeHead(403).end(), /rejects the upgrade \(403\)/],
  ['a request that lost its upgrade', (_, res) => res.writeHead(426).end(), /did not receive/],
])
  test(`the upgrade fails: ${what}`, async () => {
    const found = await examined(await web(answer));
    assert.equal(found.last.step, 'upgrade');
    assert.match(found.wrong, wrong);
    assert.notEqual(found.change, '');
  });

for (const [what, talk, wrong] of [
  ['TLS', (socket) => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 70])), /this port requires TLS/],
  ['another protocol', (socket) => socket.end('SSH-2.0-x\r\n\r\n'), /does not speak HTTP/],
  ['nothing', (socket) => socket.resume(), /sent nothing/],
  [
    'a 101 without a WebSocket handshake',
    (socket) => socket.end('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n'),
    /other than a WebSocket server/,
  ],
  [
    'an answer without an end',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nA: '),
    /did not finish/,
  ],
])
  test(`the port speaks ${what}`, async () => {
    const found = await examined(await tcp(talk));
    assert.equal(found.last.step, 'upgrade');
    assert.match(found.wrong, wrong);
  });

const error = (code) =>
  JSON.stringify({ event: 'pusher:error', data: { code, message: 'no \u001b[31m' } });
for (const [what, greet, wrong] of [
  ['4009', (ws) => ws.send(error(4009)), /does not allow this origin \(4009/],
  ['4004', (ws) => ws.send(error(4004)), /connection limit/],
  ['a close with 4003', (ws) => ws.close(4003, 'off'), /disabled on the server \(4003: off\)/],
  ['a close with 1011', (ws) => ws.close(1011), /closed the connection with 1011/],
  ['Socket.IO', (ws) => ws.send('0{"sid":"x","upgrades":[]}'), /a Socket\.IO server/],
  ['something else', (ws) => ws.send('hello'), /does not send a Pusher greeting: hello/],
  ['nothing', () => {}, /sends nothing/],
])
  test(`the handshake fails: ${what}`, async () => {
    const found = await examined(await web(() => {}, greet));
    assert.equal(found.last.step, 'handshake');
    assert.match(found.wrong, wrong);
  });

test('what a stranger says cannot steer the terminal', async () => {
  const url = await web(
    () => {},
    (ws) => ws.send(error(4001)),
  );
  const { lines } = await run(['doctor', url]);
  assert.ok(lines.some((line) => line.includes('\\x1b[31m')));
  assert.ok(!lines.some((line) => line.includes('\u001b[31m')));
});

test('a server that confirms nothing is found out', async () => {
  const greeting = { event: 'pusher:connection_established', data: '{"socket_id":"1.1"}' };
  const url = await web(
    () => {},
    (ws) => ws.send(JSON.stringify(greeting)),
  );
  const found = await examined(url);
  assert.equal(found.last.step, 'subscribe');
  assert.match(found.wrong, /does not respond to a subscription to oread-doctor/);
});

test('a command line that makes no sense is refused', async () => {
  for (const [args, words] of [
    [['ftp://x'], /must begin with ws/],
    [[dev.url, '-H', 'no header'], /--header must look like/],
    [[dev.url, '--wait', '0'], /--wait must be a whole number from 1 to 60, not "0"/],
    [[dev.url, '--key', 'a b'], /--key "a b" is not a key/],
    [[dev.url, '--app-id', '../x'], /--app-id .* is not an app id/],
    [[dev.url, '--origin', 'a\r\nb: c'], /--origin must be a single line/],
    [[dev.url, '--key', 'k', '--channel', 'private-a'], /add --secret, or --auth-endpoint/],
    [[dev.url, '--secret', 's', '--channel', 'presence-a'], /needs --auth-endpoint/],
  ]) {
    const { code, complaints } = await run(['doctor', ...args], { env: { OREAD_SECRET: '' } });
    assert.equal(code, 2);
    assert.match(complaints, words);
  }
});
