// `oread conform client` as a user runs it: clients in programs of their own, over sockets.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { command, run } from '../command/oread.mjs';

const folder = mkdtempSync(join(tmpdir(), 'oread-conform-client-'));
after(() => rmSync(folder, { recursive: true }));

const drivers = fileURLToPath(new URL('../../conformance/drivers/', import.meta.url));
const grade = (driver, ...args) =>
  run([
    'conform',
    'client',
    '--driver',
    driver,
    '--max-wait',
    '3',
    '--jobs',
    '3',
    '--json',
    ...args,
  ]);
const parsed = ({ lines }) => lines.filter(Boolean).map((line) => JSON.parse(line));
const cases = (result) => parsed(result).filter(({ type }) => type === 'case');
const verdictsOf = (result) =>
  Object.fromEntries(cases(result).map(({ id, verdict }) => [id, verdict]));

/** Cases that show the faults of pusher-js, and others that it passes. */
const only = `CC-08 CC-13/negative CE-01/c4001 CM-01 CM-07/number CR-02 CR-14 CS-05 CS-13 CS-15 CS-22 CP-07
  CP-08/proto CX-06/no-data CX-09 CX-10 CU-03`;
const chosen = (list) => list.split(/\s+/).flatMap((id) => ['--only', id]);

test('pusher-js: the run finds its faults, and nothing where it is right', async () => {
  const html = join(folder, 'report.html');
  const result = await grade(`node ${drivers}pusher.mjs`, ...chosen(only), ...['--html', html]);
  const verdicts = verdictsOf(result);
  // JSON that is not a message, an acknowledgement without members, a member called __proto__ and an
  // encrypted event without data end the process. It pings without pause, connects again without
  // pause, sends a stale signature, forgets a refused channel and subscribes to one that was left.
  const faults = `CC-13/negative CM-07/number CP-07 CP-08/proto CR-02 CS-13 CS-15 CS-22 CX-06/no-data`;
  for (const id of faults.split(' ')) assert.equal(verdicts[id], 'FAIL', id);
  // It says that it is connected when it is not, and asks 20 times for one key.
  for (const id of ['CR-14', 'CX-10']) assert.equal(verdicts[id], 'NON-STRICT', id);
  for (const id of ['CC-08', 'CE-01/c4001', 'CM-01', 'CS-05', 'CX-09', 'CU-03/string'])
    assert.equal(verdicts[id], 'PASS', id);
  const died = cases(result).find(({ id }) => id === 'CP-07');
  assert.match(died.reason, /the client died: exit code/);
  assert.equal(result.code, 1);
  assert.match(readFileSync(html, 'utf8'), /CS-15/);
});

test('TLS by default, and certificates that nobody has signed', async () => {
  const only = ['--only', 'CC-04'];
  assert.deepEqual(verdictsOf(await grade(`node ${drivers}pusher.mjs`, ...only)), {
    'CC-04': 'PASS',
  });
  // As an app would that turns the check off.
  const trusting = await grade(
    `env NODE_TLS_REJECT_UNAUTHORIZED=0 node ${drivers}pusher.mjs`,
    ...only,
  );
  assert.deepEqual(verdictsOf(trusting), { 'CC-04': 'SECURITY' });
});

test('the driver of the guide is one', async () => {
  const result = await grade(`node ${drivers}small.mjs`, '--only', 'CC-08', '--only', 'CP-01');
  assert.deepEqual(verdictsOf(result), { 'CC-08': 'PASS', 'CP-01': 'SKIP' });
  assert.equal(result.code, 0);
});

test('liboread passes what pusher-js fails', async () => {
  const driver = join(dirname(command), '../../tests/conformance/conform_native_driver');
  const result = await grade(driver, ...chosen(`${only} CC-04 CS-29`));
  for (const { id, verdict, reason } of cases(result))
    assert.equal(verdict, 'PASS', `${id} ${reason}`);
  assert.equal(result.code, 0);
});

test('a program that does not behave as a driver is an error of the run, not a verdict', async () => {
  for (const [driver, words] of [
    ['true', /does not begin with/],
    ['/does/not/exist', /does not begin with/],
    ["echo '{}'", /does not begin with/],
  ]) {
    const result = await grade(driver);
    assert.equal(result.code, 2, driver);
    assert.match(result.complaints, words);
  }
});

test('a known deviation does not fail a run with a baseline', async () => {
  const baseline = join(folder, 'baseline.json');
  writeFileSync(baseline, JSON.stringify({ verdicts: { 'CR-14': 'NON-STRICT' } }));
  const driver = `node ${drivers}pusher.mjs`;
  const known = await grade(driver, '--only', 'CR-14', '--strict', '--baseline', baseline);
  assert.equal(known.code, 0);
  const unknown = await grade(driver, '--only', 'CR-14', '--strict');
  assert.equal(unknown.code, 1);
});
