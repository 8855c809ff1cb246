// No unfinished marks, skipped tests, machine paths, conflicts or files grown too long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftovers, nameless, tooLong } from './leftovers.mjs';
import { files, read } from './tree.mjs';

const text =
  /\.(cpp|hpp|h|c|ts|tsx|mts|js|mjs|cjs|vue|html|css|json|md|cmake|txt|sh|in|yml)$|(^|\/)(dev|run)$|^(tools|tests\/run)\//;
// gtest.hpp skips tests of its users.
const foreign =
  /^package-lock\.json$|^tests\/fuzz\/corpus\/|^tests\/transcripts\/|(^|\/)generated\/|oread\/conformance\/gtest\.hpp$/;
const source = /^(sdk|native|wasm|js|tests|examples)\/.*\.(cpp|hpp|h|c|ts|tsx|mts|js|mjs)$/;

const ours = files(text).filter((path) => !foreign.test(path));
const sources = ours.filter((path) => source.test(path));
// A test is named after what it tests.
const ownName = /[._]test\.(cpp|tsx?|mjs)$/;

test('nothing is left unfinished', () => {
  assert.deepEqual(
    ours.flatMap((path) => leftovers(path, read(path))),
    [],
  );
});
test('no source has grown past what one idea needs', () => {
  assert.deepEqual(
    sources.flatMap((path) => tooLong(path, read(path))),
    [],
  );
});
test('every source says what it is in its first line', () => {
  const untold = sources.filter((path) => !ownName.test(path));
  assert.deepEqual(
    untold.flatMap((path) => nameless(path, read(path))),
    [],
  );
});

const join = (...parts) => parts.join('');
const bad = {
  mark: join('// TO', 'DO: later'),
  'skipped test': join('it.', 'skip("x")'),
  'disabled test': join('TEST(A, DISABLED', '_b) {}'),
  'machine path': join('path = "/work', '/main"'),
  conflict: join('<<<<', '<<< HEAD'),
};
for (const [what, line] of Object.entries(bad))
  test(`the judge sees: ${what}`, () => assert.equal(leftovers('x', line).length, 1));
test('the judge sees: a file that is too long', () => {
  assert.equal(tooLong('x', 'a\n'.repeat(451)).length, 1);
  assert.equal(tooLong('x', 'a\n'.repeat(450)).length, 0);
});
test('the judge sees: a file without an opening sentence', () => {
  assert.equal(nameless('x', '#pragma once\n// late').length, 1);
  assert.equal(nameless('a/x.cpp', '#include "a/y.hpp"').length, 1);
  assert.equal(nameless('a/x.cpp', '#include "a/x.hpp"').length, 0);
  assert.equal(nameless('x', '// What it is.\n').length, 0);
});
