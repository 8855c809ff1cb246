// The guides show the code that is compiled and run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './tree.mjs';

const shown = [['docs/hosts.md', 'examples/host/host.hpp']];

for (const [page, source] of shown)
  test(`${page} shows ${source} as it is`, () => {
    assert.ok(read(page).includes('```cpp\n' + read(source) + '```'));
  });
