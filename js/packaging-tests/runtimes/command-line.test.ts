// The packed package in runtimes with a command line, with and without WebAssembly, on open and encrypted channels. Node 20
// has no WebSocket and uses the package `ws`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { binary, makeConsumer, runAside } from '../support/consumer.js';
import { serveSocket } from '../support/servers.js';

let root: string;
let port: number;
beforeAll(async () => {
  port = await serveSocket();
  root = makeConsumer(['react', 'ws'], 'fixtures');
  writeFileSync(
    join(root, 'package.json'),
    '{ "private": true, "dependencies": { "oread": "*", "react": "*" } }',
  );
});

const heard = (engine: string) =>
  `news private-encrypted-news ${engine} function,function,function`;
const run = async (command: string[], file: string, ...more: string[]) => {
  const [program, ...args] = command;
  const given = [...args, file, String(port), ...more];
  const { stdout } = await runAside(program!, given, { cwd: root, timeout: 60_000 });
  return stdout.trim();
};

describe.each([
  ['Node', [process.execPath], ['import.mjs', 'require.cjs']],
  ['Bun', [binary('bun'), 'run'], ['import.mjs', 'require.cjs']],
  [
    'Deno',
    [binary('deno'), 'run', '-A', '--node-modules-dir=manual'],
    ['import.mjs', 'require.cjs'],
  ],
])('%s', (_name, command, files) => {
  test.each(files)('%s: with and without Wasm', async (file) => {
    expect(await run(command, file)).toBe(heard('wasm'));
    expect(await run(command, file, 'without')).toBe(heard('plain'));
  });
});
