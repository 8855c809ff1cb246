// `oread conform server` as a user runs it: against `oread serve`, and against servers that are wrong.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { app, DevServer } from '../server/dev_server.mjs';
import { run } from '../command/oread.mjs';

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
      '--write-baseline',
      baseline,
    );
    assert.equal(first.code, 1, first.complaints);
    const found = verdicts(first);
    assert.equal(found['SS-13/private'], 'NON-STRICT');
    assert.equal(found['SS-05/private'], 'PASS');
    assert.equal((await grade(reverb.url, ...only, '--strict', '--baseline', baseline)).code, 0);
    writeFileSync(baseline, JSON.stringify({ verdicts: { 'SS-01': 'FAIL' } }));
    const changed = await grade(reverb.url, '--only', 'SS-01', '--baseline', baseline);
    assert.equal(changed.code, 1);
    assert.match(changed.lines.join('\n'), /changed against the baseline: SS-01/);
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
    for (const { id, verdict, reason } of cases) assert.equal(verdict, 'PASS', `${id} ${reason}`);
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

const misuse = [
  [[], /--url is missing/],
  [['--url', 'ws://127.0.0.1:1', '--profile', 'mine'], /must be one of pusher-docs/],
  [['--url', 'ws://127.0.0.1:1', '--jobs', '0'], /1 to 64/],
  [['--url', 'ws://127.0.0.1:1', '--other-app', 'second=x'], /NAME=ID:KEY:SECRET/],
  [
    ['--url', 'ws://127.0.0.1:1', '--other-app', 'third=3:k:s'],
    /one of these names: second, disabled/,
  ],
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
