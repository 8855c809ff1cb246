// oread publish: what it sends, and what it says when the server refuses.
import assert from 'node:assert/strict';
import http from 'node:http';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { DevServer } from '../server/dev_server.mjs';
import { Oread, run } from './oread.mjs';

let server;
before(async () => {
  server = await DevServer.start();
});
after(() => server.kill());

/** The messages that `oread listen` prints while `act` is done. */
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
  [['news', 'Ev', '{}', '--secret', 'wrong'], /answered 401.*check --app-id, --key and --secret/],
  [['news', 'Ev', '{}', '--app-id', 'nobody'], /answered 40[14]/],
  [['news', 'Ev', 'x'.repeat(20_000)], /answered 413.*publish an id/],
  [['bad channel', 'Ev', '{}'], /answered 400.*names of channel and event/],
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
  assert.match(complaints, /--secret or OREAD_SECRET is needed.*oread serve.* prints/);
});

test('without a server: 1, and a hint', async () => {
  const gone = await DevServer.start();
  await gone.kill();
  const { code, complaints } = await run(['publish', '-u', gone.url, 'a', 'Ev', '{}', '--json']);
  assert.equal(code, 1);
  assert.match(complaints, /cannot publish to .*is the server running\? \(oread serve\)/);
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
  assert.match(complaints, /answered 302, a redirect to http:\/\/127\.0\.0\.1:1\//);
});

for (const [args, message] of [
  [['news', 'Ev'], /data is required/],
  [['-u', 'nowhere', 'news', 'Ev', '{}'], /is no URL/],
]) {
  test(`publish ${args.join(' ')} is refused with 2 and a reason`, async () => {
    const { code, complaints } = await run(['publish', ...args]);
    assert.equal(code, 2);
    assert.match(complaints, message);
  });
}
