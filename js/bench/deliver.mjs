// ./dev bench deliver: how fast a received event reaches its listener, against laravel-echo +
// pusher-js in the same process, in Node and in Chromium.
//   --json    rows as JSON on standard output      --quick   fewer rounds, Reverb's key order only
//   --only node|chromium
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseArgs } from 'node:util';
import { runInChromium } from './deliver/chromium.mjs';
import { RUNS } from './deliver/clients.mjs';
import { medians } from './deliver/medians.mjs';
import { report } from './report.mjs';

// The goal: how many times faster than the peer, in Chromium with Reverb's key order and listeners for all events.
const HEARD = { '100B': 3.5, '400B': 2, '2KB': 1.4, '8KB': 1.3 };
const UNHEARD = 20;

function goalOf(platform, cell) {
  if (platform !== 'chromium' || cell.order !== 'reverb' || cell.escaped) return null;
  return { heard: HEARD[cell.size], unheard: UNHEARD }[cell.share] ?? null;
}

async function runInNode({ quick }) {
  const script = fileURLToPath(new URL('./deliver/node.mjs', import.meta.url));
  const runs = [];
  while (runs.length < RUNS) {
    const given = ['--run', String(runs.length + 1), ...(quick ? ['--quick'] : [])];
    const child = promisify(execFile)(process.execPath, [script, ...given], {
      maxBuffer: 1 << 24,
    });
    child.child.stderr.pipe(process.stderr);
    runs.push(JSON.parse((await child).stdout));
  }
  return medians(runs);
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const platforms = { chromium: runInChromium, node: runInNode };
if (options.only && !platforms[options.only]) {
  console.error(`bench deliver: --only ${options.only} is neither chromium nor node`);
  process.exit(2);
}

const rows = [];
for (const [platform, run] of Object.entries(platforms)) {
  if (options.only && options.only !== platform) continue;
  // One after the other, because each needs a whole core.
  for (const cell of await run(options)) {
    const { ratio } = cell;
    const goal = goalOf(platform, cell);
    rows.push({
      name: `deliver/${platform}/${cell.name}`,
      unit: 'ns/event',
      ours: cell.ours,
      peer: cell.peer,
      ratio,
      goal,
      ok: goal === null || ratio >= goal,
    });
  }
}

report(rows, {
  json: options.json,
  goalText: (row) => (row.goal === null ? null : `≥ ${row.goal}×`),
  note: `peer: laravel-echo + pusher-js in the same process; ratio: how many times faster ours is, the median over the rounds of ${RUNS} runs`,
});
