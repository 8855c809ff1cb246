// Documents and user-visible strings are in plain English.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, read } from './tree.mjs';
import { awkward, awkwardComments, comments, literals, texts } from './wording.mjs';

const documents = files(/\.md$/).filter((path) => !path.startsWith('THIRD_PARTY'));
const sources = files(
  /^(native|sdk\/src)\/.*\.(cpp|hpp)$|^js\/src\/.*\.ts$|^examples\/demo\/.*\.(mjs|html)$|^(dev|tools\/.*)$/,
);

for (const [what, paths] of Object.entries({ documents, sources }))
  test(`${what} are in plain English`, () => {
    assert.ok(paths.length > 10);
    assert.deepEqual(
      paths.flatMap((path) => texts(path, read(path)).flatMap((text) => awkward(path, text))),
      [],
    );
  });

test('comments are in plain English', () => {
  const commented = files(/\.(cpp|hpp|js|mjs|ts|tsx)$/);
  assert.ok(commented.length > 500);
  assert.deepEqual(
    commented.flatMap((path) => awkwardComments(path, read(path))),
    [],
  );
});
test('comments are found, joined and told apart from literals', () => {
  const source = '// One is\n// none.\nf("https://two"); /* three\n * four */ //! five';
  assert.deepEqual(
    comments(source).map((text) => text.replace(/\s+/g, ' ').trim()),
    ['One is none.', 'three four', '! five'],
  );
  assert.equal(awkwardComments('x', source).length, 1);
});

const bad = [
  'The name is none for a channel.',
  'A text that is no\nframe.',
  'It starts anew.',
  'the connection that shall not receive it',
  'React, and besides Vue.',
  'It waits for ever.',
  'Who is no Pusher has no cluster.',
  'An opt-in wrapper for who wants it.',
];
for (const text of bad)
  test(`the judge sees: ${JSON.stringify(text)}`, () =>
    assert.notDeepEqual(awkward('x', text), []));

const good = [
  'There is no limit, or there is none yet.',
  'It is no longer open.',
  'A member who returns is not reported.',
  'Who holds a channel, and when is it left?',
  'The list shows who is online.',
];
for (const text of good)
  test(`the judge lets pass: ${JSON.stringify(text)}`, () =>
    assert.deepEqual(awkward('x', text), []));

test('literals are found, joined and told apart from comments', () => {
  const source = '// "a comment"\nf("one "\n  "two", \'three\', `four`); /* "five" */';
  assert.deepEqual(literals(source).filter(Boolean), ['one two', 'three', 'four']);
});
