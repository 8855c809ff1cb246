// A quick look at the sources: do they contain a test that the registry names? Running it shows whether it really runs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** Why the sources do not contain the test; undefined if they do. */
export function missing(runner, test) {
  switch (runner) {
    case 'gtest':
      return test.suite === 'transcripts' ? recorded(test.filter) : filtered(test.filter);
    case 'node':
      return named(test.file, test.name);
    case 'vitest':
      return named(join('js', test.file), test.name);
    case 'check':
      return checked(test.suite, test.check);
    case 'fuzz':
      return fuzzed(test.target);
  }
}

/** GoogleTest's pattern as a regular expression. */
export const glob = (filter) =>
  new RegExp(`^${escaped(filter).replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`);
const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function filtered(filter) {
  if (/[:-]/.test(filter)) return 'give one pattern, without : and -';
  // Instance and parameter of Instance/Suite.Test/Parameter are only known at run time.
  const pattern = glob(filter.split('/').find((part) => part.includes('.')) ?? filter);
  return gtests().some((name) => pattern.test(name)) ? undefined : 'no C++ test is named so';
}

// Transcripts become tests at run time, each named after its file.
function recorded(filter) {
  const part = filter.replace(/^.*[./]|\*/g, '').replaceAll('-', '_');
  const there = readdirSync(join(root, 'tests/transcripts'), { recursive: true });
  return there.some((file) => file.replaceAll('-', '_').includes(part))
    ? undefined
    : 'there is no such transcript';
}

let names;
const gtests = () =>
  (names ??= cppFiles(join(root, 'tests')).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^\w*TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\)/gm)].map(
      ([, suite, test]) => `${suite}.${test}`,
    ),
  ));
const cppFiles = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.cpp'))
    .map((path) => join(folder, path));

function named(file, name) {
  if (!existsSync(join(root, file))) return `there is no ${file}`;
  const text = read(file).replace(/\\(['"`])/g, '$1');
  if (text.includes(name) || templates(text).some((fits) => fits(name))) return undefined;
  // Names that are generated at run time: the run shows whether this one is among them.
  const made = /\b(?:it|test|describe)(?:\.each\([^)]*\))?\(\s*[\w.[\]]+\s*,/.test(text);
  return made ? undefined : `${file} has no test of that name`;
}

// Names with placeholders: `…${x}…`, and '…%s…' or '…$name…' of test.each.
function templates(text) {
  const first = /\b(?:it|test|describe)\b[^'"`\n]*?\(\s*(['"`])((?:(?!\1).)+)\1/gs;
  return (
    [...text.matchAll(first)]
      .map(([, , title]) => title.split(/\$\{[^}]*\}|%[sdifjo]|\$[\w.]+/))
      .filter((parts) => parts.length > 1)
      // The name may be a part of what the template produces.
      .map((parts) =>
        parts.map((part) => part.trim().slice(0, 12)).filter(({ length }) => length > 2),
      )
      .map((parts) => (name) => parts.some((part) => name.includes(part)))
  );
}

function checked(suite, check) {
  const script = join('tests/run', suite);
  if (!existsSync(join(root, script))) return `there is no suite '${suite}'`;
  const name = new RegExp(`\\bcheck "?${escaped(check)}"? `);
  return name.test(read(script)) ? undefined : `${script} has no check of that name`;
}

function fuzzed(target) {
  const name = `fuzz_${target.replaceAll('-', '_')}`;
  const there = readdirSync(join(root, 'tests/fuzz'), { recursive: true }).some((file) =>
    file.replaceAll('-', '_').includes(name),
  );
  return there || read('tools/fuzz').includes(target) ? undefined : 'there is no such fuzzer';
}
