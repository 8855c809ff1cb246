// oread listen: what it prints, and how it ends.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DevServer } from '../server/dev_server.mjs';
import { Oread, run } from './oread.mjs';

let server;
const started = [];
const listen = (...args) => {
  const oread = new Oread(['listen', server.url, ...args]);
  started.push(oread);
  return oread;
};
const publish = (...args) => run(['publish', '-u', server.url, ...args]);

before(async () => {
  server = await DevServer.start('--demo-auth');
});
after(async () => {
  await Promise.all(started.map((oread) => oread.signal('SIGKILL')));
  await server.kill();
});

test('prints the connection, the subscription and the events, without colours in a pipe', async () => {
  const oread = listen('-c', 'news');
  await oread.complaint(/connected as \d+\.\d+/);
  await oread.complaint(/news {2}subscribed/);
  await publish('news', 'headline', '{"text":"hello"}');
  await oread.line(/news {2}headline {2}\{"text":"hello"\}$/);
  assert.equal(oread.lines.length, 1, 'only what happens on the channel is on standard output');
  assert.doesNotMatch(oread.lines.join('\n') + oread.complaints, /\x1b/);
});

test('--quiet says nothing but what happens on channels, --json on one stream', async () => {
  for (const args of [['-q'], ['-q', '--json']]) {
    const oread = listen('-c', 'silence', '-n', '1', ...args);
    // Nothing reports when it is subscribed, so publish until it has received one.
    let ended = false;
    oread.ended.then(() => (ended = true));
    while (!ended) await publish('silence', 'Ev', '{}');
    assert.equal(await oread.ended, 0);
    assert.equal(oread.lines.length, 1);
    assert.equal(oread.complaints, '');
  }
});

test('members who come and go are events, the own subscription is news', async () => {
  const room = ['-c', 'presence-club', '--auth-endpoint', `${server.url}/broadcasting/auth`];
  const first = listen(...room, '-H', 'X-User: ann', '--quiet');
  const second = listen(...room, '-H', 'Cookie: user=bob');
  await second.complaint(/presence-club {2}subscribed/);
  assert.deepEqual(second.lines, []);
  await first.signal('SIGKILL');
  await second.signal('SIGKILL');
});

test('without a way to the server it names the doctor, once', async () => {
  const gone = await DevServer.start();
  await gone.kill();
  const oread = new Oread(['listen', gone.url, '-c', 'a', '-k', 'my key', '--origin', 'https://a']);
  started.push(oread);
  await oread.complaint(/next attempt in .*number 3/);
  const hints = oread.complaints.split('\n').filter((line) => line.includes('oread doctor'));
  assert.equal(hints.length, 1);
  assert.ok(hints[0].endsWith(`oread doctor ${gone.url} --key 'my key' --origin https://a`));
});

test('--json gives one object a line, with the payload as JSON', async () => {
  const oread = listen('-c', 'numbers', '--json');
  await oread.line(/"type":"subscribed"/);
  await publish('numbers', 'json', '{"a":[1]}');
  await publish('numbers', 'text', 'no json');
  const first = JSON.parse(await oread.line(/"event":"json"/));
  assert.equal(first.type, 'message');
  assert.equal(first.channel, 'numbers');
  assert.deepEqual(first.data, { a: [1] });
  assert.ok(!Number.isNaN(Date.parse(first.time)));
  assert.equal(JSON.parse(await oread.line(/"event":"text"/)).data, 'no json');
});

test('--event prints only these, and --count ends with 0', async () => {
  const oread = listen('-c', 'many', '-e', 'wanted', '-n', '2', '--json');
  await oread.line(/"type":"subscribed"/);
  for (const name of ['wanted', 'other', 'wanted', 'wanted']) await publish('many', name, '{}');
  assert.equal(await oread.ended, 0);
  const names = oread.lines.map((line) => JSON.parse(line)).filter((it) => it.type === 'message');
  assert.deepEqual(
    names.map((it) => it.event),
    ['wanted', 'wanted'],
  );
});

test('an option takes one value, so that the address may stand anywhere', async () => {
  const oread = new Oread(['listen', '-c', 'first', '-c', 'second', server.url]);
  started.push(oread);
  await oread.complaint(/first {2}subscribed/);
  await oread.complaint(/second {2}subscribed/);
});

test('joins private and presence channels through the auth endpoint', async () => {
  const oread = listen(
    ...['-c', 'private-a', '-c', 'presence-room'],
    ...['--auth-endpoint', `${server.url}/broadcasting/auth`],
  );
  await oread.complaint(/private-a {2}subscribed/);
  await oread.complaint(/presence-room {2}subscribed, 1 here/);
});

test('a control sequence in an event does not reach the terminal', async () => {
  const oread = listen('-c', 'evil');
  await oread.complaint(/subscribed/);
  await publish('evil', 'x\u001b[2J', 'y\u001b]0;title\u0007\u009b');
  const line = await oread.line(/evil {2}x/);
  assert.doesNotMatch(line, /[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  assert.match(line, /x\\x1b\[2J {2}y\\x1b\]0;title\\x07\\x9b/);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`${signal} says good-bye and ends with 0`, async () => {
    const channel = `bye-${signal}`;
    const oread = listen('-c', channel);
    await oread.complaint(/subscribed/);
    assert.equal(await oread.signal(signal), 0);
    await server.logged((line) => line.what === 'unsubscribed' && line.channel === channel);
  });
}

test('a server that goes away is waited for', async () => {
  const first = await DevServer.start();
  const oread = new Oread(['listen', first.url, '-c', 'news']);
  started.push(oread);
  await oread.complaint(/subscribed/);
  await first.kill();
  await oread.complaint(/reconnecting: /);
  await oread.complaint(/next attempt in \d+\.\d s/);
  const again = new Oread(['serve', '--port', String(first.port), '--json']);
  started.push(again);
  await again.line(/"what":"subscribed"/);
  assert.equal(await oread.signal('SIGINT'), 0);
});

test('a wrong key ends with 1 and says what to do', async () => {
  const oread = listen('-c', 'news', '-k', 'wrong');
  assert.equal(await oread.ended, 1);
  assert.match(oread.complaints, /disconnected: .*4001.*use the key of the server .*--key/);
  assert.deepEqual(oread.lines, []);
});

test('when every channel is refused it ends with 1', async () => {
  const oread = listen('-c', 'private-a', '--auth-endpoint', `${server.url}/no/such/path`);
  assert.equal(await oread.ended, 1);
  assert.match(oread.complaints, /private-a {2}refused: /);
  assert.match(oread.complaints, /no channel left/);
});

test('without a channel it says that only the connection shows', async () => {
  const oread = listen('-k', 'wrong');
  assert.equal(await oread.ended, 1);
  assert.match(oread.complaints, /no --channel given/);
});

for (const [args, message] of [
  [['not-a-url'], /is not a URL/],
  [['-c', 'private-a'], /private-a is not public: .*--auth-endpoint/],
  [['-c', 'a', '-H', 'nonsense'], /--header must look like 'Name: value'/],
  [['-c', 'a', '--ca', '/no/such/file'], /\/no\/such\/file/],
  [['-c', 'a', '-k', ''], /key/],
  [['-c', 'a', '--auth-endpoint', '/broadcasting/auth'], /is not a URL/],
  [['--no-such-option'], /no-such-option/],
]) {
  test(`listen ${args.join(' ')} is refused with 2 and a reason`, async () => {
    const { code, lines, complaints } = await run(['listen', ...args]);
    assert.equal(code, 2);
    assert.deepEqual(lines, []);
    assert.match(complaints, message);
  });
}
