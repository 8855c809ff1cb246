// A source of sdk/src has its unit test in the same place below tests/unit, so that a reader finds it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasLogic, testOf, untested } from './mirrored.mjs';
import { files, read } from './tree.mjs';

const excused = new Map([
  // Scripts and transcripts test these folders as one machine: most rules need several of their files.
  [/^(channel|connection)\//, 'tests/unit/channel, tests/unit/connection, tests/transcripts'],
  [/^engine\.cpp$/, 'the same'],
  // Collects the effects of an input; every script checks their order.
  [/^batch\.cpp$/, 'tests/support/world.cpp'],
  // Three versions of one function, which json_string_test.cpp runs against the same texts.
  [/^support\/json_block\.hpp$/, 'tests/unit/support/json_string_test.cpp'],
  // Passes an effect on.
  [/^support\/step\.hpp$/, 'everything'],
]);

const all = new Set(files());
const sources = files(/^sdk\/src\/.*\.(cpp|hpp)$/);
const missing = (exceptions) => untested(sources, read, (path) => all.has(path), exceptions);

test('every source with logic has a mirrored unit test', () => {
  assert.ok(sources.length > 100);
  assert.deepEqual(missing([...excused.keys()]), []);
});
test('every exception is still needed', () => {
  const without = missing([]);
  for (const pattern of excused.keys())
    assert.ok(
      without.some((path) => pattern.test(path.slice('sdk/src/'.length))),
      `${pattern} excuses nothing`,
    );
});

test('the judge sees: a source without a test', () => {
  const one = (path, text, ...existing) =>
    untested(
      [path],
      () => text,
      (other) => existing.includes(other),
      [],
    );
  assert.equal(one('sdk/src/a/b.cpp', '').length, 1);
  assert.equal(one('sdk/src/a/b.cpp', '', 'tests/unit/a/b_test.cpp').length, 0);
  assert.equal(one('sdk/src/b.cpp', '', 'tests/unit/b/b_test.cpp').length, 0);
  assert.equal(one('sdk/src/a/b.hpp', 'int f() { return 1; }').length, 1);
  assert.equal(one('sdk/src/a/b.hpp', 'int f();').length, 0);
});
test('a header that only declares needs no test', () => {
  assert.ok(hasLogic('x.hpp', 'bool f() const {\n  if (a) { b(); }\n}'));
  assert.ok(!hasLogic('x.hpp', 'struct A {\n  int a;\n};\nint f(int a);'));
  assert.equal(testOf('sdk/src/a/b/c.hpp'), 'tests/unit/a/b/c_test.cpp');
});
