// Every C++ source is part of the build, so that no file becomes stale unnoticed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { files, root } from './tree.mjs';

const build = process.env.OREAD_BUILD_DIR ?? join(root, 'build/dev');

test('every C++ source is compiled', () => {
  const commands = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));
  const compiled = new Set(commands.map((command) => relative(root, command.file)));
  const sources = files(/^(sdk\/src|native|tests\/(unit|transcripts|sim|native))\/.*\.cpp$/);
  assert.deepEqual(
    sources.filter((path) => !compiled.has(path)),
    [],
  );
});
