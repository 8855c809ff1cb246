// Runs clang-tidy on our C++ sources in build/clang/compile_commands.json and remembers which ones are clean. A source is
// checked again when its code, a header of this repository that it includes, its command, the configuration or a package
// of the machine changes. --fix checks all sources, one after another.
//
//   node tools/clang-tidy.mjs [--fix]
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Includes } from './include-closure.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const database = join(root, 'build/clang');
const fix = process.argv.includes('--fix');
const output = (command, ...given) => execFileSync(command, given, { encoding: 'utf8' });

/** The commands of each of our sources. Benchmarks, fuzzers and Wasm have their own builds. */
function commands() {
  const all = new Map();
  for (const entry of JSON.parse(readFileSync(join(database, 'compile_commands.json'), 'utf8'))) {
    if (!/^(sdk|native|tests|examples)\//.test(relative(root, entry.file))) continue;
    all.set(entry.file, [...(all.get(entry.file) ?? []), entry]);
  }
  return all;
}

// System headers change with their packages.
const surroundings = [
  output('clang-tidy', '--version'),
  output('dpkg-query', '-W'),
  readFileSync(join(root, '.clang-tidy'), 'utf8'),
];

/** The rules of the source's example, in addition to those of the root; an example is the folder above `src` or `test`. */
function ownRules(source) {
  const path = join(dirname(source), '../.clang-tidy');
  return /^examples\//.test(relative(root, source)) && existsSync(path)
    ? readFileSync(path, 'utf8')
    : '';
}

function keyOf(includes, source, entries) {
  const hash = createHash('sha256').update(JSON.stringify(surroundings)).update(ownRules(source));
  for (const { command, directory } of entries) {
    hash.update(command.replaceAll(root, '.'));
    for (const path of includes.closure(source, command, directory)) {
      hash.update(`${relative(root, path)} ${includes.look(path).digest}\n`);
    }
  }
  return hash.digest('hex');
}

// In ccache's folder: it outlives a clone.
const cache = join(output('ccache', '-k', 'cache_dir').trim(), 'oread-clang-tidy');
mkdirSync(cache, { recursive: true });
const month = 30 * 24 * 3600 * 1000;
for (const name of readdirSync(cache)) {
  if (statSync(join(cache, name)).mtimeMs < Date.now() - month) rmSync(join(cache, name));
}

const waiting = [];
let clean = 0;
const includes = new Includes(root);
for (const [source, entries] of commands()) {
  const key = join(cache, keyOf(includes, source, entries));
  if (!fix && existsSync(key)) {
    utimesSync(key, new Date(), new Date());
    ++clean;
  } else {
    waiting.push([source, entries]);
  }
}
console.error(`clang-tidy: ${waiting.length} sources to check, ${clean} known to be clean`);

const run = (source) =>
  new Promise((resolve) => {
    const options = ['-p', database, '--quiet', ...(fix ? ['--fix'] : []), source];
    execFile('clang-tidy', options, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) console.log(stdout.trim() || `${error.message}\n${stderr}`);
      resolve(!error);
    });
  });
async function work() {
  for (let next; (next = waiting.shift());) {
    const [source, entries] = next;
    const before = keyOf(new Includes(root), source, entries);
    const isClean = await run(source);
    if (!isClean) process.exitCode = 1;
    // The source may have been edited in the meantime.
    if (isClean && keyOf(new Includes(root), source, entries) === before) {
      writeFileSync(join(cache, before), '');
    }
  }
}
const workers = fix ? 1 : Number(process.env.OREAD_JOBS ?? availableParallelism());
await Promise.all(Array.from({ length: workers }, work));
