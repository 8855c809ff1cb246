// docs/differences.md is readable in an editor: a table cell is one short sentence, with details below.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './tree.mjs';

/** The cells of a document's tables that are too long, or more than one sentence. */
const heavy = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|').slice(1, -1))
    .map((cell) => cell.trim())
    .filter((cell) => cell.length > 110 || /[.:;] \S/.test(cell.replace(/`[^`]*`/g, '')));

test('a cell of the differences is one short sentence', () => {
  const text = read('docs/differences.md');
  assert.ok(text.includes('\n| Here '));
  assert.deepEqual(heavy(text), []);
});
test('the judge sees: cells of several sentences, and long ones', () => {
  assert.equal(heavy('| One. Two. | one; two | `a: b` is |').length, 2);
  assert.equal(heavy(`| ${'long '.repeat(30)} | short |`).length, 1);
});
