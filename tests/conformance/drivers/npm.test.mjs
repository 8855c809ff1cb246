// The npm package under `oread conform client`: as pusher-js, and as Laravel Echo.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../native/command/oread.mjs';

const drivers = fileURLToPath(new URL('.', import.meta.url));

/** What is not the convention, by choice: docs/differences.md. */
const choices = {
  'CP-11': 'NON-STRICT', // The members of a lost connection stay until the next ones are known.
  'CP-14': 'NON-STRICT', // The server checks channel_data, and only it knows who is signed in.
  'CR-13': 'NON-STRICT', // socketId() keeps the last id: Livewire sends it in every request.
};

async function grade(driver, only = [], maxWait = 0) {
  const { lines, complaints } = await run([
    ...['conform', 'client', '--driver', `node ${drivers}${driver}`],
    ...['--jobs', '4', '--max-wait', `${maxWait}`, '--json'],
    ...only.flatMap((id) => ['--only', id]),
  ]);
  const cases = lines
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'case');
  assert.ok(cases.length > 0, complaints);
  return cases;
}

const bad = (cases) =>
  cases
    .filter(({ id, verdict }) => !['PASS', 'INFO', 'SKIP', choices[id]].includes(verdict))
    .map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`.slice(0, 500));

test('oread/pusher passes every case that does not wait', async () => {
  const cases = await grade('pusher.mjs oread/pusher');
  assert.deepEqual(bad(cases), []);
  assert.ok(cases.filter(({ verdict }) => verdict === 'PASS').length > 200);
});

test('oread/pusher limits what a compressed message becomes', async () => {
  const [bomb] = await grade('pusher.mjs oread/pusher', ['CM-24'], 10);
  assert.equal(bomb.verdict, 'PASS', bomb.reason);
});

test('oread passes the cases about Laravel Echo', async () => {
  const cases = await grade('echo.mjs oread oread/pusher', ['CI']);
  assert.deepEqual(bad(cases), []);
});
