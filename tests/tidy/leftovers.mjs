// Marks of unfinished work and of one machine: a function from a file's text to complaints.

// Split, so that this file does not match itself.
const marks = new RegExp(
  `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`,
);
const skipped = new RegExp(
  `\\b(it|test|describe)\\.(skip|only|todo)\\b|GTEST_${'SKIP'}|\\bDISABLED${'_'}\\w`,
);
const machine = new RegExp(`(^|[\\s"'(=:])/(${['tmp/w', 'work', 'root', 'home/\\w+'].join('|')})/`);
const conflict = /^(<{7} |>{7} |={7}$)/;

export function leftovers(path, text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const at = `${path}:${index + 1}`;
    if (marks.test(line)) found.push(`${at}: a mark of unfinished work`);
    if (skipped.test(line)) found.push(`${at}: a test that is skipped or runs alone`);
    if (machine.test(line)) found.push(`${at}: a path of one machine`);
    if (conflict.test(line)) found.push(`${at}: a merge conflict`);
  });
  return found;
}

// Longer sources contain more than one idea.
const mostLines = 450;
export function tooLong(path, text) {
  const lines = text.split('\n').length - 1;
  return lines > mostLines ? [`${path}: ${lines} lines, more than ${mostLines}`] : [];
}

// A source starts with a sentence that says what it is; a .cpp may leave that to its header.
export function nameless(path, text) {
  // React requires its directive first.
  const before = /^$|^#!|^'use client';$/;
  const first = text.split('\n').find((line) => !before.test(line.trim())) ?? '';
  if (/^(\/\/|\/\*|<!--)/.test(first)) return [];
  const own = path.replace(/^.*\//, '').replace(/\.cpp$/, '.hpp');
  if (path.endsWith('.cpp') && new RegExp(`^#include "(.*/)?${own}"$`).test(first)) return [];
  return [`${path}: begins without a comment that says what it is`];
}
