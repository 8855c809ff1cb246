// oread publish: what it sends, and what it prints if the server refuses.
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import http from 'node:http';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { app, DevServer } from '../server/dev_server.mjs';
import { Oread, run } from './oread.mjs';

let server;
before(async () => {
  server = await DevServer.start();
});
after(() => server.kill());

/** The messages that `oread listen` prints while `act` runs. */
async function heard(channels, count, act) {
  const args = channels.flatMap((channel) => ['-c', channel]);
  const oread = new Oread(['listen', server.url, ...args, '-n', String(count), '--json']);
  for (const channel of channels) {
    await oread.line(new RegExp(`"type":"subscribed".*"channel":"${channel}"`));
  }
  await act();
  await oread.ended;
  return oread.lines.map((line) => JSON.parse(line)).filter((it) => it.type === 'message');
}

test('one event reaches several channels', async () => {
  const events = await heard(['a', 'b'], 2, async () => {
    const { code, lines } = await run(['publish', '-c', 'b', 'a', 'Ev', '{"n":1}'], {
      env: { OREAD_URL: server.url },
    });
    assert.equal(code, 0);
    assert.match(lines[0], /published Ev to 2 channels/);
  });
  assert.deepEqual(events.map((it) => it.channel).sort(), ['a', 'b']);
  assert.deepEqual(events[0].data, { n: 1 });
});

test('- reads the payload from standard input, without the line break at its end', async () => {
  const [event] = await heard(['stdin'], 1, () =>
    run(['publish', '-u', server.url, 'stdin', 'Ev', '-'], { input: 'zwei Wörter\n' }),
  );
  assert.equal(event.data, 'zwei Wörter');
});

test('the environment names server and credentials', async () => {
  const own = await DevServer.start('--app', '7:k7:s7');
  const env = {
    OREAD_URL: own.url,
    OREAD_APP_ID: '7',
    OREAD_KEY: 'k7',
    OREAD_SECRET: 's7',
  };
  const { code, complaints } = await run(['publish', 'news', 'Ev', '{}'], { env });
  assert.equal(code, 0, complaints);
  await own.kill();
});

test('--json prints one object', async () => {
  const { lines } = await run(['publish', '-u', server.url, 'a', 'Ev', '{}', '--json']);
  assert.deepEqual(JSON.parse(lines[0]), { ok: true, status: 200, event: 'Ev', channels: 1 });
});

for (const [args, message] of [
  [['news', 'Ev', '{}', '--secret', 'wrong'], /returned 401.*check --app-id, --key and --secret/],
  [['news', 'Ev', '{}', '--app-id', 'nobody'], /returned 40[14]/],
  [['news', 'Ev', 'x'.repeat(20_000)], /returned 413.*publish an id/],
  [['bad channel', 'Ev', '{}'], /returned 400.*names of the channel and the event/],
]) {
  test(`publish ${args.join(' ').slice(0, 40)} is refused by the server: 1 and a reason`, async () => {
    const { code, lines, complaints } = await run(['publish', '-u', server.url, ...args]);
    assert.equal(code, 1);
    assert.deepEqual(lines, []);
    assert.match(complaints, message);
  });
}

test('without a secret: 2, and where to find it', async () => {
  const { code, complaints } = await run(['publish', '-u', server.url, 'a', 'Ev', '{}'], {
    env: { OREAD_SECRET: '' },
  });
  assert.equal(code, 2);
  assert.match(complaints, /publishing needs --secret or OREAD_SECRET.*oread serve.* prints/);
});

test('without a server: 1, and a hint', async () => {
  const gone = await DevServer.start();
  await gone.kill();
  const { code, complaints } = await run(['publish', '-u', gone.url, 'a', 'Ev', '{}', '--json']);
  assert.equal(code, 1);
  assert.match(
    complaints,
    /cannot publish to .*is the server running \(oread serve\)\? `oread doctor http/,
  );
});

test('a server that is something else is named as such, and no redirect is followed', async () => {
  const other = http.createServer((request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
  });
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${other.address().port}`;
  const { code, complaints } = await run(['publish', '-u', url, 'a', 'Ev', '{}']);
  other.close();
  assert.equal(code, 1);
  assert.match(complaints, /returned 302, a redirect to http:\/\/127\.0\.0\.1:1\//);
});

for (const [args, message] of [
  [['news', 'Ev'], /DATA is missing: oread publish CHANNEL EVENT DATA/],
  [['news', 'Ev', '-'], /standard input is empty/],
  [['news', 'Ev', '{}', '--app-id', '../x'], /--app-id "\.\.\/x" is not an app id/],
  [['-u', 'nowhere', 'news', 'Ev', '{}'], /is not a URL/],
]) {
  test(`publish ${args.join(' ')} is refused with 2 and a reason`, async () => {
    const { code, complaints } = await run(['publish', ...args]);
    assert.equal(code, 2);
    assert.match(complaints, message);
  });
}

/** A server that gives every request this response. */
async function answering(answer) {
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const [status, text] = answer(request, body);
    response.writeHead(status).end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

for (const [what, status, body, taken, words] of [
  ['an object', 200, '{"ok":true}', true],
  ['laravel-echo-server', 200, '{"message":"ok"}', true],
  ['an old server', 202, '202 ACCEPTED', true],
  [
    'soketi, which writes its refusal into a 200',
    200,
    '{"error":"The app 7 could not be found.","code":404}',
    false,
    /returned 200: The app 7 could not be found\. \(404\); check --app-id/,
  ],
  [
    'an error without a code',
    200,
    '{"error":"no"}',
    false,
    /returned 200: no; check the server's log/,
  ],
  ['a page', 200, '<html>', false, /returned 200: a page; this is not the real-time server/],
  [
    'a page that is not there',
    404,
    '<html>',
    false,
    /returned 404: a page; this is not the real-time server/,
  ],
  ['nothing', 200, '', false, /returned 200; this is not the HTTP API/],
])
  test(`an event is ${taken ? '' : 'not '}published when the answer is that of ${what}`, async () => {
    const other = await answering(() => [status, body]);
    const { code, lines, complaints } = await run(['publish', '-u', other.url, 'a', 'Ev', '{}']);
    other.close();
    assert.equal(code, taken ? 0 : 1);
    assert.equal(lines.length, taken ? 1 : 0);
    if (!taken) assert.match(complaints, words);
  });

for (const [what, body] of [
  ['is no UTF-8', Buffer.from('Zugriff verweigert f\xfcr alle', 'latin1')],
  ['is cut within a character', 'x' + 'ü'.repeat(400)],
])
  test(`--json prints one object although what the server says ${what}`, async () => {
    const other = await answering(() => [500, body]);
    const { code, lines } = await run(['publish', '-u', other.url, 'a', 'Ev', '{}', '--json']);
    other.close();
    assert.equal(code, 1);
    const { ok, status, error } = JSON.parse(lines[0]);
    assert.deepEqual([ok, status], [false, 500]);
    assert.match(error, /the server failed: check its log$/);
  });

test('a prefix is part of the address and of no signature', async () => {
  const paths = [];
  const sign = (path) => {
    const [bare, query] = path.split('?');
    const pairs = query.split('&').filter((pair) => !pair.startsWith('auth_signature='));
    const text = `POST\n${bare}\n${pairs.join('&')}`;
    return crypto.createHmac('sha256', app.secret).update(text).digest('hex');
  };
  const reverb = await answering((request) => {
    paths.push(request.url.split('?')[0]);
    const good = request.url.includes(`auth_signature=${sign(request.url.slice('/ws'.length))}`);
    return good ? [200, '{}'] : [401, 'Authentication signature invalid.'];
  });
  for (const prefix of ['/ws', '/ws/', `/ws/app/${app.key}`]) {
    const { code, complaints } = await run(['publish', '-u', reverb.url + prefix, 'a', 'Ev', '{}']);
    assert.equal(code, 0, complaints);
  }
  reverb.close();
  assert.deepEqual(paths, Array(3).fill('/ws/apps/1/events'));
});
