// Which files know a wire protocol: only its dialect, the library's list of dialects, and what speaks to a server.
// The files below handle every dialect alike, so they name none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files, read } from './tree.mjs';

/** A dialect's name: alone, or as the first part of a longer name. */
const dialect = /pusher|socket\.?io/i;

const neutral = [
  /^sdk\/include\/oread\/(engine|trace)\.hpp$/,
  /^sdk\/src\/trace\//,
  /^wasm\/(bindings|border_gen)\.cpp$/,
  /^wasm\/border\//,
  /^js\/src\/host\//,
  /^native\/include\/oread\/native\/client\.hpp$/,
  /^native\/src\/(client|host)\.cpp$/,
  /^tests\/support\/(world|script)\.[ch]pp$/,
];

/** The lines that name a dialect. */
const named = (text) => text.split('\n').filter((line) => dialect.test(line));

for (const path of files(/\.([ch]pp|ts)$/).filter((path) => neutral.some((one) => one.test(path))))
  test(`${path} names no dialect`, () => assert.deepEqual(named(read(path)), []));

test('every pattern matches a file', () => {
  const all = files();
  for (const one of neutral)
    assert.ok(
      all.some((path) => one.test(path)),
      String(one),
    );
});
test('a name is found in code, in a string and in a comment', () => {
  assert.equal(
    named('make_pusher(x);\n"pusher:ping"\n// As Pusher does.\nmake_dialect(x);').length,
    3,
  );
});
