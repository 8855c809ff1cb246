// Within a library, a name of an anonymous namespace is used once, so that its files mean the same if they are compiled as
// one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declared, namesakes } from './names.mjs';
import { files, read } from './tree.mjs';

// The parts of `oread` and of the conformance suite are compiled one by one: each sub-command has names of its own.
const libraries = {
  engine: /^(sdk\/(src|include\/oread)\/(?!broker\/|trace)|wasm\/border\/).*\.[ch]pp$/,
  trace: /^sdk\/src\/trace\/.*\.[ch]pp$/,
  broker: /^sdk\/(src|include\/oread)\/broker\/.*\.[ch]pp$/,
  native: /^native\/(src|include)\/.*\.[ch]pp$/,
  server: /^native\/server\/.*\.[ch]pp$/,
  wire: /^native\/wire\/.*\.[ch]pp$/,
  'test support': /^tests\/support\/.*\.[ch]pp$/,
};
for (const [library, pattern] of Object.entries(libraries))
  test(`${library}: no name of an anonymous namespace is used twice`, () => {
    const sources = files(pattern).map((path) => [path, read(path)]);
    assert.ok(sources.some(([, text]) => declared(text).some(({ isHidden }) => isHidden)));
    assert.deepEqual(namesakes(sources), []);
  });

const hidden = (line, space = 'oread') =>
  `namespace ${space} {\nnamespace {\n${line}\n}  // namespace\n}  // namespace ${space}\n`;
const bad = {
  'two functions': ['void begin(String& out, View type) {', 'void begin(String& out, int type) {'],
  'a function that returns a template': ['std::optional<Error> bad();', 'Error bad(View what) {'],
  'two types': ['struct Refusal {', 'enum class Refusal : int { Full };'],
  'two constants': ['constexpr int kMost = 3;', 'constexpr View kMost[] = {'],
  'a constant and a function': ['constexpr Kind known{1};', 'bool known(View name);'],
};
for (const [what, [one, other]] of Object.entries(bad))
  test(`the judge sees: ${what}`, () => {
    const found = namesakes([
      ['a.cpp', hidden(one)],
      ['b.cpp', hidden(other)],
    ]);
    assert.equal(found.length, 1);
  });
test('the judge sees: the name of a function in a header', () => {
  const header = 'namespace oread {\nView read(View text);\n}  // namespace oread\n';
  assert.equal(
    namesakes([
      ['a.hpp', header],
      ['b.cpp', hidden('int read(int at) {')],
    ]).length,
    1,
  );
});
test('the judge lets pass what cannot be confused', () => {
  const twice = (line, space) =>
    namesakes([
      ['a.cpp', hidden(line)],
      ['b.cpp', hidden(line, space)],
    ]);
  assert.deepEqual(twice('void begin();', 'oread::broker'), []);
  for (const line of ['  void begin();', 'void Decoder::read(View text) {', 'TEST(Name, Does) {'])
    assert.deepEqual(twice(line), []);
  assert.deepEqual(twice('using Json = nlohmann::json;'), []);
  assert.deepEqual(namesakes([['a.cpp', hidden('void begin();\nvoid begin() {')]]), []);
});
