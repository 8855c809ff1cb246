// ./dev lint checks a source again when a header that it includes changes, so it must find all of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { Includes } from '../../tools/include-closure.mjs';
import { root } from './tree.mjs';

const commands = JSON.parse(readFileSync(`${root}/build/dev/compile_commands.json`, 'utf8'));
const includes = new Includes(root);

for (const source of [
  'sdk/src/engine.cpp',
  'native/server/server.cpp',
  'native/src/client.cpp',
  'tests/sim/client.cpp',
]) {
  test(`all headers of this repository that ${source} includes are found`, () => {
    const file = resolve(root, source);
    const { command, directory } = commands.find((entry) => entry.file === file);
    const compiler = `${command.replace(/ -o \S+/, '').replace(/ -c /, ' -MM -MT x ')}`;
    const rule = execFileSync('sh', ['-c', compiler], { cwd: directory, encoding: 'utf8' });
    const asked = rule.replaceAll('\\\n', ' ').split(/\s+/).slice(1).filter(Boolean);
    const ours = asked
      .map((path) => resolve(directory, path))
      .filter((path) => path.startsWith(`${resolve(root)}/`));
    assert.ok(ours.length > 10);
    const known = includes.closure(file, command, directory);
    assert.deepEqual(
      ours.filter((path) => !known.includes(path)),
      [],
    );
  });
}

test('a source counts as changed when its code or a NOLINT changes, not when a comment line does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oread-includes-'));
  const file = join(folder, 'a.cpp');
  const digest = (text) => {
    writeFileSync(file, text);
    return new Includes(folder).look(file).digest;
  };
  try {
    const before = digest('// One.\nint a;\n');
    assert.equal(digest('  // Two,\n  /// three.\nint a;\n'), before);
    assert.notEqual(digest('// One.\nint b;\n'), before);
    assert.notEqual(digest('// NOLINTNEXTLINE\nint a;\n'), before);
    assert.notEqual(digest('// One.\nint a;  // NOLINT\n'), before);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
