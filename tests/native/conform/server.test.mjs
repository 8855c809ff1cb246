// `oread conform server` as a user runs it: against `oread serve`, and against servers that are wrong.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket, WebSocketServer } from 'ws';
import { app, DevServer } from '../server/dev_server.mjs';
import { command, run } from '../command/oread.mjs';

const folder = mkdtempSync(join(tmpdir(), 'oread-conform-'));
const choices = fileURLToPath(
  new URL('../../conformance/testees/oread-serve.json', import.meta.url),
);
const second = '2:key-2:secret-2';
const flags = ['--app', `1:${app.key}:${app.secret}`, '--app', second];

let server;
before(async () => {
  server = await DevServer.start('--quiet', ...flags);
});
after(async () => {
  await server.kill();
  rmSync(folder, { recursive: true });
});

const grade = (address, ...args) =>
  run(['conform', 'server', '--url', address.replace('http', 'ws'), '--max-wait', '0', ...args]);

const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
};

/** The lines of --json. */
const parsed = ({ lines }) => lines.filter(Boolean).map((line) => JSON.parse(line));
const verdicts = (result) =>
  Object.fromEntries(
    parsed(result)
      .filter(({ type }) => type === 'case')
      .map(({ id, verdict }) => [id, verdict]),
  );

test('oread serve passes every case that applies to it', async () => {
  const html = join(folder, 'report.html');
  const junit = join(folder, 'junit.xml');
  const markdown = join(folder, 'report.md');
  const badge = join(folder, 'badge.svg');
  const result = await grade(
    server.url,
    ...['--other-app', `second=${second}`, '--json', '--strict', '--baseline', choices],
    ...['--html', html, '--junit', junit, '--markdown', markdown, '--badge', badge],
    ...['--seed', '4711'],
  );
  const cases = parsed(result).filter(({ type }) => type === 'case');
  const { verdicts: chosen } = JSON.parse(readFileSync(choices, 'utf8'));
  const bad = cases.filter(
    ({ id, verdict }) => !['PASS', 'INFO', 'SKIP', chosen[id]].includes(verdict),
  );
  assert.deepEqual(
    bad.map(({ id, verdict, reason }) => ({ id, verdict, reason })),
    [],
    result.complaints,
  );
  assert.equal(result.code, 0);
  assert.ok(cases.length > 70);

  assert.match(readFileSync(junit, 'utf8'), /<testsuite [^>]*failures="0"/);
  const [, passed, graded] = /^<svg .*>(\d+) of (\d+) cases<\/text>/.exec(
    readFileSync(badge, 'utf8'),
  );
  assert.equal(graded - passed, Object.keys(chosen).length);
  assert.equal(parsed(result).find(({ type }) => type === 'run').seed, 4711);
  assert.match(readFileSync(markdown, 'utf8'), /\| SS-01 \| PASS \|/);
  const page = readFileSync(html, 'utf8');
  const [, data] = /id="data">\s*(\{.*?\})\s*<\/script>/s.exec(page);
  assert.equal(Object.keys(JSON.parse(data).runs[0].cases).length, cases.length);
  assert.doesNotMatch(page, /https?:\/\/(?!good\.example)[a-z.]+\/[^"]*\.(js|css|woff)/);
});

test('a server that imitates Reverb deviates where Reverb does, and a baseline records it', async () => {
  const reverb = await DevServer.start('--quiet', '--like', 'reverb', ...flags);
  const baseline = join(folder, 'reverb.json');
  try {
    const only = ['--only', 'SS', '--only', 'SH-0*'];
    const first = await grade(
      reverb.url,
      ...only,
      '--strict',
      '--json',
      ...['--write-baseline', baseline, '--transcripts', join(folder, 'transcripts')],
    );
    assert.equal(first.code, 1, first.complaints);
    const found = verdicts(first);
    assert.equal(found['SS-13/private'], 'NON-STRICT');
    assert.equal(found['SS-05/private'], 'PASS');
    const transcript = join(folder, 'transcripts', 'SS-13-private-A.json');
    assert.ok(readdirSync(join(folder, 'transcripts')).length >= 1);
    const replayed = await run(['replay', transcript]);
    assert.equal(replayed.code, 0, replayed.complaints);
    assert.match(replayed.lines.join('\n'), /"kind":"subscribe-failed"/);
    assert.equal((await grade(reverb.url, ...only, '--strict', '--baseline', baseline)).code, 0);
    writeFileSync(baseline, JSON.stringify({ verdicts: { 'SS-01': 'FAIL' } }));
    const changed = await grade(reverb.url, '--only', 'SS-01', '--baseline', baseline);
    assert.equal(changed.code, 1);
    assert.match(changed.lines.join('\n'), /changed against the baseline: SS-01/);
    const known = (...args) => grade(reverb.url, '--only', 'SS-13', '--strict', ...args);
    assert.equal((await known('--baseline', 'reverb')).code, 0);
    assert.equal((await known('--baseline', 'soketi')).code, 1);
    const unknown = await known('--baseline', 'other');
    assert.equal(unknown.code, 2);
    assert.match(unknown.complaints, /no file other, and the products are .*reverb/);
  } finally {
    await reverb.kill();
  }
});

test('the webhooks of oread serve reach the harness and are right', async () => {
  const port = await freePort();
  const hook = `http://127.0.0.1:${port}/`;
  const sender = await DevServer.start('--quiet', '--webhook', hook, ...flags);
  try {
    const options = ['--only', 'SW', '--webhook-port', `${port}`, '--json'];
    const result = await grade(sender.url, ...options);
    const cases = parsed(result).filter(({ type }) => type === 'case');
    // oread serve has no filter for webhooks, and SW-12 only reports.
    const others = { 'SW-09': 'SKIP', 'SW-12': 'INFO' };
    for (const { id, verdict, reason } of cases)
      assert.equal(verdict, others[id] ?? 'PASS', `${id} ${reason}`);
    assert.ok(cases.length > 9);
    const taken = new URL(sender.url).port;
    const blocked = await grade(sender.url, '--only', 'SW', '--webhook-port', taken);
    assert.equal(blocked.code, 2);
    assert.match(blocked.complaints, /cannot be opened: is another program using it/);
  } finally {
    await sender.kill();
  }
});

test('without a server, with wrong credentials or without a case, nothing is graded', async () => {
  const nobody = await grade('ws://127.0.0.1:1');
  assert.equal(nobody.code, 2);
  assert.match(nobody.complaints, /cannot be graded.*could not connect/);
  const stranger = await grade(server.url, '--secret', 'wrong');
  assert.equal(stranger.code, 2);
  assert.match(stranger.complaints, /publishing .* failed: 401/);
  const none = await grade(server.url, '--only', 'XX-99');
  assert.equal(none.code, 3);
  assert.match(none.complaints, /no case is named XX-99/);
  const skipped = await grade(server.url, '--only', 'SH-07');
  assert.equal(skipped.code, 3);
});

test('an app that allows only some origins is graded with one that it allows', async () => {
  const careful = await DevServer.start('--quiet', ...flags, '--origin', 'https://good.example');
  try {
    const only = ['SH-01', 'SH-10', 'SH-11', 'SE-01'].flatMap((id) => ['--only', id]);
    const without = await grade(careful.url, ...only);
    assert.equal(without.code, 2);
    assert.match(without.complaints, /cannot be graded.*--allowed-origin/);
    const origins = ['https://good.example', 'https://evil.example'];
    const result = await grade(
      careful.url,
      ...['--allowed-origin', origins[0], '--refused-origin', origins[1], '--json', ...only],
    );
    assert.equal(result.code, 0, result.complaints);
    const found = verdicts(result);
    assert.equal(found['SH-10'], 'PASS');
    assert.equal(found['SH-11/prefix'], 'PASS');
  } finally {
    await careful.kill();
  }
});

test('a server that the run starts is watched, stopped and started again', async () => {
  const port = await freePort();
  const start = [command, 'serve', '--quiet', '--port', port, ...flags].join(' ');
  const only = ['SO-03', 'SO-04', 'SE-01'].flatMap((id) => ['--only', id]);
  const address = `http://127.0.0.1:${port}`;
  const result = await grade(address, '--start', start, '--json', ...only);
  assert.equal(result.code, 0, result.complaints);
  assert.equal(verdicts(result)['SO-03'], 'PASS');
  assert.equal(verdicts(result)['SO-04'], 'PASS');
  const { memory, descriptors } = parsed(result).find(({ type }) => type === 'run');
  for (const each of [...memory, ...descriptors]) assert.ok(each > 0);
  // It ended with the run.
  await assert.rejects(fetch(`${address}/up`));
  const table = await grade(address, '--start', start, '--only', 'SH-01');
  assert.match(table.lines.join('\n'), /The server held \d+ MiB and \d+ descriptors before/);
  const taken = await grade(server.url, '--start', start, '--only', 'SH-01');
  assert.equal(taken.code, 2);
  assert.match(taken.complaints, /a server that this run has not started listens at --url/);
  const none = await grade(address, '--start', "sh -c 'exit 3'", '--only', 'SH-01');
  assert.equal(none.code, 2);
  assert.match(none.complaints, /ended at once: exit code 3; check --start/);
});

/** Passes connections on to the server; `begin` may change the first bytes, or answer and return nothing. */
const proxy = async (begin) => {
  const { port } = new URL(server.url);
  const listener = createServer((client) => {
    client.once('data', (bytes) => {
      const first = begin(bytes.toString('latin1'), client);
      if (first === undefined) return;
      const upstream = connect(port, '127.0.0.1');
      upstream.write(first, 'latin1');
      client.pipe(upstream).pipe(client);
      for (const [one, other] of [
        [client, upstream],
        [upstream, client],
      ])
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
    });
    client.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return listener;
};

test('a server under a path answers there and nowhere else', async () => {
  const listener = await proxy((first, client) => {
    if (/^\w+ \/ws\//.test(first)) return first.replace('/ws/', '/');
    client.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return undefined;
  });
  try {
    const address = `http://127.0.0.1:${listener.address().port}/ws`;
    const right = await grade(address, '--only', 'SH-16', '--json');
    assert.deepEqual(verdicts(right), { 'SH-16': 'PASS' }, right.complaints);
    const anywhere = await proxy((first) => first.replace('/ws/', '/'));
    const wrong = await grade(
      `http://127.0.0.1:${anywhere.address().port}/ws`,
      ...['--only', 'SH-16', '--json'],
    );
    anywhere.close();
    assert.deepEqual(verdicts(wrong), { 'SH-16': 'NON-STRICT' });
  } finally {
    listener.close();
  }
});

test('a server that greets after it has refused a handshake deviates', async () => {
  const greeting = JSON.stringify({ event: 'pusher:connection_established', data: '{}' });
  const listener = await proxy((first, client) => {
    if (!/^GET \/app/.test(first) || /^Sec-WebSocket-Key/m.test(first)) return first;
    client.write('HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\n\r\n');
    setTimeout(() => client.write(`\x81${String.fromCharCode(greeting.length)}${greeting}`), 20);
    return undefined;
  });
  try {
    const only = ['--only', 'SH-15', '--json'];
    const wrong = await grade(`http://127.0.0.1:${listener.address().port}`, ...only);
    assert.equal(verdicts(wrong)['SH-15/key'], 'NON-STRICT', wrong.complaints);
    assert.equal(verdicts(wrong)['SH-15/plain'], 'NON-STRICT');
    const right = await grade(server.url, ...only);
    assert.deepEqual(
      verdicts(right),
      { 'SH-15/plain': 'PASS', 'SH-15/other': 'PASS', 'SH-15/key': 'PASS' },
      right.lines.join('\n'),
    );
  } finally {
    listener.close();
  }
});

test('compression that the server accepts is spoken', async () => {
  const relay = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    perMessageDeflate: { threshold: 0 },
  });
  await once(relay, 'listening');
  relay.on('connection', (client, { url }) => {
    const upstream = new WebSocket(server.url.replace('http', 'ws') + url);
    const waiting = [];
    client.on('message', (data) => {
      if (upstream.readyState === 1) upstream.send(`${data}`);
      else waiting.push(`${data}`);
    });
    upstream.on('open', () => waiting.forEach((text) => upstream.send(text)));
    upstream.on('message', (data) => client.send(`${data}`));
    upstream.on('close', () => client.close());
    client.on('close', () => upstream.close());
  });
  // The HTTP API is not relayed.
  const both = await proxy((first, client) => {
    if (!/^GET \/app\//.test(first)) return first;
    const to = connect(relay.address().port, '127.0.0.1');
    to.write(first, 'latin1');
    client.pipe(to).pipe(client);
    to.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('error', () => to.destroy()).on('close', () => to.destroy());
    return undefined;
  });
  try {
    const address = `http://127.0.0.1:${both.address().port}`;
    const result = await grade(address, '--only', 'SF-17', '--json');
    const found = parsed(result).find(({ id }) => id === 'SF-17');
    assert.equal(found.verdict, 'PASS', found.reason);
    assert.deepEqual(found.notes, []);
    const refused = await grade(server.url, '--only', 'SF-17', '--json');
    const { verdict, notes } = parsed(refused).find(({ id }) => id === 'SF-17');
    assert.equal(verdict, 'PASS');
    assert.deepEqual(notes, ['the server does not compress']);
  } finally {
    both.close();
    relay.close();
  }
});

test('two addresses of one server are two nodes, and those of two servers are not', async () => {
  const { port } = new URL(server.url);
  const same = await grade(
    server.url,
    ...['--second-node', `ws://localhost:${port}`, '--only', 'SO-06', '--json'],
  );
  assert.deepEqual(verdicts(same), { 'SO-06': 'PASS' }, same.complaints);
  const other = await DevServer.start('--quiet', ...flags);
  try {
    const two = await grade(
      server.url,
      ...['--second-node', other.url.replace('http', 'ws'), '--only', 'SO-06', '--json'],
    );
    assert.deepEqual(verdicts(two), { 'SO-06': 'FAIL' });
  } finally {
    await other.kill();
  }
});

test('a server that keeps descriptors fails the case after which it does', async () => {
  const port = await freePort();
  const script = join(folder, 'keeper.mjs');
  writeFileSync(
    script,
    `import { openSync } from 'node:fs';
     import { connect, createServer } from 'node:net';
     createServer((client) => {
       openSync('/dev/null');
       const upstream = connect(${new URL(server.url).port}, '127.0.0.1');
       client.pipe(upstream).pipe(client);
       for (const [one, other] of [[client, upstream], [upstream, client]])
         one.on('error', () => other.destroy()).on('close', () => other.destroy());
     }).listen(${port}, '127.0.0.1');`,
  );
  const start = `${process.execPath} ${script}`;
  const result = await grade(
    `http://127.0.0.1:${port}`,
    ...['--start', start, '--only', 'SO-04', '--json'],
  );
  assert.deepEqual(verdicts(result), { 'SO-04': 'FAIL' }, result.complaints);
  assert.match(
    parsed(result).find(({ id }) => id === 'SO-04').reason,
    /keeps .* \+\d+ descriptors/,
  );
});

const misuse = [
  [[], /--url is missing/],
  [['--url', 'ws://127.0.0.1:1', '--profile', 'mine'], /must be one of pusher-docs/],
  [['--url', 'ws://127.0.0.1:1', '--jobs', '0'], /1 to 64/],
  [['--url', 'ws://127.0.0.1:1', '--other-app', 'second=x'], /NAME=ID:KEY:SECRET/],
  [
    ['--url', 'ws://127.0.0.1:1', '--other-app', 'third=3:k:s'],
    /one of these names: second, disabled/,
  ],
  [['--url', 'ws://127.0.0.1:1', '--second-node', 'wss://127.0.0.1'], /as --url does/],
  [['--url', 'ws://127.0.0.1:1', '--has', 'wings'], /no capability "wings"/],
  [['--wings'], /oread conform server has no option --wings/],
];
for (const [args, words] of misuse)
  test(`oread conform server ${args.join(' ')} says what is wrong`, async () => {
    const { code, complaints } = await run(['conform', 'server', ...args]);
    assert.equal(code, 2);
    assert.match(complaints, words);
  });

test('--list and --explain need no server', async () => {
  const list = await run(['conform', 'server', '--list', '--only', 'SS-05']);
  assert.equal(list.code, 0);
  assert.ok(list.lines.every((line) => /^SS-05\//.test(line)));
  const explained = (await run(['conform', 'server', '--explain', 'SS-13'])).lines.join('\n');
  assert.match(explained, /Expected: .*the connection stays open/);
  assert.match(explained, /Rule J:ack \(de-facto\)/);
  assert.match(explained, /--> \{"event":"pusher:subscribe"/);
});
