// The registry of faults is well-formed, and the sources contain the tests that it names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, registry, titles } from '../faults/registry.mjs';

test('every registered fault is well-formed, and its tests exist', (t) => {
  const faults = registry();
  assert.deepEqual(faults.flatMap(complaints), []);
  const without = Object.keys(titles).filter((row) => !faults.some((fault) => fault.row === row));
  if (without.length > 0) t.diagnostic(`rows without a test: ${without.join(', ')}`);
});

const good = {
  name: 'H3.json',
  row: 'H3',
  fault: 'f',
  kind: 'k',
  others: [],
  tests: [
    { suite: 'tidy', file: 'tests/tidy/faults.test.mjs', name: 'every registered fault is' },
    { suite: 'tidy', file: 'tests/tidy/faults.test.mjs', name: 'the judge sees: an unknown row' },
    { suite: 'install', check: 'find_package' },
    { suite: 'unit', program: 'unit_options', filter: 'Options.*' },
    { suite: 'js', file: 'test/unit/auth.test.ts', name: 'auth' },
    { suite: 'fuzz', target: 'engine' },
  ],
};
test('the judge lets a good file pass', () => assert.deepEqual(complaints(good), []));

const bad = {
  'an unknown row': { row: 'Z9', name: 'Z9.json' },
  "another row's name": { name: 'H4.json' },
  'no fault': { fault: '' },
  'no kind': { kind: undefined },
  'no tests': { tests: [] },
  'others that are no list': { others: 'x' },
  'a test that nothing runs': { tests: [{ suite: 'native', name: 'x' }] },
  'a file that is not there': { tests: [{ suite: 'js', file: 'test/gone.test.ts', name: 'x' }] },
  'a name that is not there': {
    tests: [{ suite: 'tidy', file: 'tests/tidy/arrows.test.mjs', name: ['no', 'such'].join(' ') }],
  },
  'a filter that matches nothing': {
    tests: [{ suite: 'native', program: 'native_client', filter: 'Nothing.*' }],
  },
  'a filter that excludes': { tests: [{ suite: 'native', program: 'p', filter: '-Options.*' }] },
  'a check that is not there': { tests: [{ suite: 'install', check: 'find' }] },
  'a fuzzer that is not there': { tests: [{ suite: 'fuzz', target: 'nothing' }] },
};
for (const [what, change] of Object.entries(bad))
  test(`the judge sees: ${what}`, () => {
    assert.equal(complaints({ ...good, ...change }).length, 1);
  });
