// ./dev bench native: the engine without a host. How long a frame takes to read, against nlohmann/json
// and simdjson; how many messages one core carries through the whole engine; what a client weighs.
//   --json   rows as JSON on standard output
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { frames, SIZES } from '../../js/bench/deliver/frames.mjs';
import { report } from '../../js/bench/report.mjs';

const FASTER_THAN_NLOHMANN = 5;
// Equal over all sizes: slower at 100 B, where the fixed cost of a frame dominates (0.6 to 0.9, depending on the
// machine), faster at 2 KB.
const LEVEL_WITH_SIMDJSON = 0.8;
const MESSAGES_PER_SECOND = 1e6; // At 100 B.
const BYTES_PER_CLIENT = 8192;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const input = Object.keys(SIZES).flatMap((size) =>
  frames({ size, order: 'reverb', unheardPercent: 0, escaped: false, count: 60 }).map(
    (frame) => `${size}\t${frame}\n`,
  ),
);
const program = fileURLToPath(
  new URL('../../build/release/tests/bench/bench_native', import.meta.url),
);
const run = spawnSync(program, {
  input: input.join(''),
  encoding: 'utf8',
  stdio: ['pipe', 'pipe', 'inherit'],
});
if (run.status !== 0) {
  console.error(`bench native: ${run.error?.message ?? `bench_native ended with ${run.status}`}`);
  process.exit(1);
}
const { decode, engine, memory } = JSON.parse(run.stdout);

const rows = [];
for (const [size, times] of Object.entries(decode)) {
  for (const [peer, goal] of [
    ['nlohmann', FASTER_THAN_NLOHMANN],
    ['simdjson', null],
  ]) {
    const ratio = times[peer] / times.oread;
    rows.push({
      name: `native/decode/${size}/${peer}`,
      unit: 'ns/frame',
      ours: times.oread,
      peer: times[peer],
      ratio,
      goal,
      ok: goal === null || ratio >= goal,
    });
  }
}
{
  const sizes = Object.values(decode);
  const mean = (of) =>
    Math.exp(sizes.reduce((sum, times) => sum + Math.log(times[of]), 0) / sizes.length);
  const [ours, peer] = [mean('oread'), mean('simdjson')];
  const goal = LEVEL_WITH_SIMDJSON;
  rows.push({
    name: 'native/decode/geometric-mean/simdjson',
    unit: 'ns/frame',
    ours,
    peer,
    ratio: peer / ours,
    goal,
    ok: peer / ours >= goal,
  });
}
for (const [size, nanos] of Object.entries(engine)) {
  const ours = 1e9 / nanos;
  const goal = size === '100B' ? MESSAGES_PER_SECOND : null;
  rows.push({
    name: `native/engine/${size}`,
    unit: 'messages/s',
    ours,
    peer: null,
    ratio: null,
    goal,
    ok: goal === null || ours >= goal,
  });
}
rows.push({
  name: `native/memory/${memory.channels}-channels`,
  unit: 'B/client',
  ours: memory.bytes,
  peer: null,
  ratio: null,
  goal: BYTES_PER_CLIENT,
  ok: memory.bytes <= BYTES_PER_CLIENT,
});

const goalText = ({ goal, ratio, unit }) => {
  if (goal === null) return '–';
  if (ratio !== null) return `≥ ${goal} ×`;
  return `${unit === 'B/client' ? '≤' : '≥'} ${goal.toLocaleString('en-US')}`;
};
report(rows, {
  json: options.json,
  goalText,
  note: 'One core, processor time, medians of interleaved rounds; the peers only read the frame.',
});
