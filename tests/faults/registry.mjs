// The registry of reported faults: rows.json names each row, and ROW.json or ROW-word.json lists the tests that cover
// it. `registry()` reads the files; `complaints()` checks one of them.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missing } from './sources.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
export const root = join(folder, '../..');

export const titles = JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8'));

/** All registry files, in the order of the rows. */
export function registry() {
  const order = Object.keys(titles);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'rows.json')
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    .map(({ name, text }) => ({ name, ...parsed(text) }))
    .map((fault) => ({ ...fault, tests: fault.tests?.flatMap(alternatives) }))
    .sort((a, b) => order.indexOf(a.row) - order.indexOf(b.row));
}
// The name `one|another` and the filter `One.*:Another.*` each stand for two tests.
const alternatives = (test) =>
  test.filter
    ? test.filter.split(':').map((filter) => ({ ...test, filter }))
    : (test.name ?? '').split('|').map((name) => ({ ...test, name }));
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return { broken: String(error) };
  }
}

const vitestSuites = /^(js|browser|examples|packaging|runtimes)(-[a-z]+)*$/;
const nodeSuites = ['tidy', 'native', 'laravel', 'examples', 'install'];
const presets = {
  unit: 'dev',
  transcripts: 'dev',
  sim: 'dev',
  native: 'dev',
  asan: 'asan',
  tsan: 'tsan',
};

/** The runner of a test: 'gtest', 'node', 'vitest', 'check' or 'fuzz'; undefined if there is none. */
export function runner({ suite, program, filter, file, name, check, target }) {
  if (program && filter && presets[suite]) return 'gtest';
  if (file?.endsWith('.mjs') && name && nodeSuites.includes(suite)) return 'node';
  if (file?.endsWith('.ts') && name && vitestSuites.test(suite)) return 'vitest';
  if (check && suite) return 'check';
  if (target && suite === 'fuzz') return 'fuzz';
  return undefined;
}
export const preset = ({ suite }) => presets[suite];

/** The errors in a registry file, as sentences. */
export function complaints({ name, ...fault }) {
  if (fault.broken) return [`${name}: ${fault.broken}`];
  const found = [];
  const say = (what) => found.push(`${name}: ${what}`);
  if (!titles[fault.row]) say(`rows.json has no row '${fault.row}'`);
  if (!new RegExp(`^${fault.row}(-[a-z-]+)?\\.json$`).test(name)) say('is not named after its row');
  for (const field of ['fault', 'kind'])
    if (typeof fault[field] !== 'string' || !fault[field]) say(`has no ${field}`);
  if (!Array.isArray(fault.others) || fault.others.some((other) => typeof other !== 'string'))
    say('others is not a list of strings');
  if (!fault.tests?.length && !fault.refused) say('has neither tests nor a reason in "refused"');
  for (const test of fault.tests ?? []) {
    const why = runner(test) ? missing(runner(test), test) : 'nothing runs this test';
    if (why) say(`${label(test)}: ${why}`);
  }
  return found;
}

export const label = ({ suite, program, filter, file, name, check, target }) =>
  `${suite}: ${program ? `${program} ${filter}` : file ? `${file} "${name}"` : (check ?? target)}`;
