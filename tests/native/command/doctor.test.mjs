// oread doctor: that it finds nothing wrong with a good server, and the right thing with each bad one.
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
      'auth ok',
      'publish ok',
    ],
  );
});

test('people get a line for each step, and one sentence', async () => {
  const good = await run(['doctor', dev.url]);
  assert.equal(good.code, 0);
  assert.equal(good.lines.length, 10);
  assert.equal(good.lines.at(-1), 'Nothing is wrong on this way.');
  const bad = await run(['doctor', dev.url, '--key', 'another']);
  assert.equal(bad.code, 1);
  assert.match(
    bad.lines.at(-1),
    /^The server does not know this key \(4001.*\); use the key of .*\.$/,
  );
});

test('a wrong secret is told from a wrong app', async () => {
  const secret = await examined(dev.url, '--secret', 'wrong');
  assert.equal(secret.last.step, 'auth');
  assert.match(secret.wrong, /does not accept the signature/);
  const id = await examined(dev.url, '--app-id', 'other');
  assert.equal(id.last.step, 'publish');
  assert.match(id.change, /--app-id/);
});

test('a name that is none is told, and one that is known to be another server', async () => {
  const none = await examined('http://nobody.invalid');
  assert.equal(none.last.step, 'name');
  assert.match(none.wrong, /nobody\.invalid cannot be resolved/);
  const api = await examined('https://api-mt1.pusher.com');
  assert.match(api.wrong, /HTTP API is, not its WebSockets/);
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

test('TLS is asked for where there is none', async () => {
  const { last, change } = await examined(dev.url.replace('http', 'https'));
  assert.equal(last.step, 'tls');
  assert.match(change, /forceTLS: false/);
});

for (const [what, answer, wrong] of [
  ['404', (_, res) => res.writeHead(404).end(), /no WebSocket server answers at \/app\/oread-key/],
  ['a page', (_, res) => res.end('<html>'), /a page answers/],
  ['a proxy without a server', (_, res) => res.writeHead(502).end(), /does not reach/],
  [
    'a redirect',
    (_, res) => res.writeHead(301, { Location: 'https://elsewhere.test/' }).end(),
    /redirects to https:\/\/elsewhere\.test\//,
  ],
  ['a refusal', (_, res) => res.writeHead(403).end(), /refuses the upgrade \(403\)/],
  ['a request that lost its upgrade', (_, res) => res.writeHead(426).end(), /did not see/],
])
  test(`the upgrade fails: ${what}`, async () => {
    const found = await examined(await web(answer));
    assert.equal(found.last.step, 'upgrade');
    assert.match(found.wrong, wrong);
    assert.notEqual(found.change, '');
  });

for (const [what, talk, wrong] of [
  ['TLS', (socket) => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 70])), /this port speaks TLS/],
  ['another protocol', (socket) => socket.end('SSH-2.0-x\r\n\r\n'), /does not speak HTTP/],
  ['nothing', (socket) => socket.resume(), /said nothing/],
  [
    'a 101 of somebody who knows no WebSocket',
    (socket) => socket.end('HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n'),
    /in the place of a WebSocket server/,
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
  ['4009', (ws) => ws.send(error(4009)), /does not let this origin in \(4009/],
  ['4004', (ws) => ws.send(error(4004)), /as many connections/],
  ['a close with 4003', (ws) => ws.close(4003, 'off'), /disabled on the server \(4003: off\)/],
  ['a close with 1011', (ws) => ws.close(1011), /closed the connection with 1011/],
  ['Socket.IO', (ws) => ws.send('0{"sid":"x","upgrades":[]}'), /a Socket\.IO server/],
  ['something else', (ws) => ws.send('hello'), /does not greet as .* hello/],
  ['nothing', () => {}, /says nothing/],
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
  assert.match(found.wrong, /it said nothing/);
});

for (const [status, wrong] of [
  [401, /does not know who asks/],
  [419, /CSRF/],
  [404, /nothing answers at the auth endpoint/],
  [302, /redirects to \/login/],
  [200, /no signature/],
  [500, /fails \(500\)/],
])
  test(`the auth endpoint answers ${status}`, async () => {
    const app = await web((_, res) => res.writeHead(status, { Location: '/login' }).end('{}'));
    const found = await examined(dev.url, '--auth-endpoint', `${app}/broadcasting/auth`);
    assert.equal(found.last.step, 'auth');
    assert.match(found.wrong, wrong);
  });

test('the auth endpoint gets the headers, and its 403 is a good answer', async () => {
  const seen = [];
  const app = await web((req, res) => {
    seen.push(req.headers.authorization);
    res.writeHead(403).end('{}');
  });
  const found = await examined(
    dev.url,
    '--auth-endpoint',
    `${app}/auth`,
    '-H',
    'Authorization: Bearer secret',
  );
  assert.ok(found.ok);
  assert.deepEqual(seen, ['Bearer secret']);
  assert.equal(found.steps.find(({ step }) => step === 'auth').result, 'skipped');
});

test('a command line that makes no sense is refused', async () => {
  for (const args of [['ftp://x'], [dev.url, '-H', 'no header'], [dev.url, '--wait', '0']]) {
    const { code } = await run(['doctor', ...args]);
    assert.equal(code, 2);
  }
});
