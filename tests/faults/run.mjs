// Runs the tests of the registry, grouped by what runs them, and prints every row with its outcome.
//   run.mjs --list [ROW...]   prints what would run
//   run.mjs [ROW...]          runs it; leaves the counts where count.mjs reads them
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complaints, label, registry, runner, titles } from './registry.mjs';
import { runners } from './runners.mjs';

const rows = process.argv.slice(2).filter((argument) => argument !== '--list');
const listOnly = process.argv.includes('--list');
const unknown = rows.filter((row) => !titles[row]);
if (unknown.length > 0) {
  console.error(`./dev test faults: there is no row ${unknown.join(', ')}; see --list`);
  process.exit(2);
}

const wanted = (row) => rows.length === 0 || rows.includes(row);
const faults = registry().filter(({ row, broken }) => broken || wanted(row));
const wrong = faults.flatMap(complaints);
const tests = faults.flatMap(({ tests = [] }) => tests).filter(runner);
const outcomes = new Map();

if (!listOnly) {
  for (const [kind, run] of Object.entries(runners)) {
    const group = tests.filter((test) => runner(test) === kind);
    if (group.length > 0) await run(group, (test, why) => outcomes.set(test, why));
  }
}

const sum = { passed: 0, failed: 0, missing: 0 };
for (const [row, title] of Object.entries(titles).filter(([row]) => wanted(row))) {
  const own = faults.filter((fault) => fault.row === row);
  console.log(`${row.padEnd(4)} ${title}`);
  for (const { fault, kind, refused, tests = [] } of own) {
    console.log(`       ${fault}\n       kind: ${kind}`);
    if (refused) console.log(`       not mended: ${refused}`);
    for (const test of tests) console.log(`       ${judged(test)}`);
  }
  if (own.length === 0) {
    sum.missing += 1;
    console.log('       no test is registered');
  }
}
for (const sentence of wrong) console.log(`FAILED  ${sentence}`);
sum.failed += wrong.length;

if (listOnly) {
  console.log(`${tests.length} tests; ${sum.missing} rows without one`);
} else {
  const counts = `${sum.passed} ${sum.failed} ${sum.missing}\n`;
  if (process.env.OREAD_RESULTS)
    writeFileSync(join(process.env.OREAD_RESULTS, 'faults.counts'), counts);
}
process.exit(sum.failed > 0 ? 1 : 0);

function judged(test) {
  if (listOnly) return label(test);
  if (!runner(test)) return `FAILED  ${label(test)}: nothing runs this test`;
  const why = outcomes.has(test) ? outcomes.get(test) : 'it was not run';
  sum[why ? 'failed' : 'passed'] += 1;
  return why ? `FAILED  ${label(test)}: ${why}` : `ok      ${label(test)}`;
}
