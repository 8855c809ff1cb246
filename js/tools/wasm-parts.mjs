// The size of each part of the engine in the Wasm: bytes of code by class or namespace, and the largest functions.
//   wasm/build.sh names && node js/tools/wasm-parts.mjs [--functions N] [FILE]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values, positionals } = parseArgs({
  options: { functions: { type: 'string', default: '40' } },
  allowPositionals: true,
});
const bytes = readFileSync(positionals[0] ?? join(root, 'build', 'wasm', 'oread-named.wasm'));

let at = 8;
const number = () => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return value >>> 0;
  }
};
const text = () => {
  const size = number();
  return bytes.toString('utf8', at, (at += size));
};

const sizes = [];
const names = new Map();
const sections = new Map();
const titles =
  'custom type import function table memory global export start element code data count';
let imports = 0;

while (at < bytes.length) {
  const id = bytes[at++];
  const size = number();
  const end = at + size;
  const title = titles.split(' ')[id];
  if (id !== 0) sections.set(title, size);
  if (id === 2) {
    for (let left = number(); left; --left) {
      text();
      text();
      // This module imports only functions, memories and tables, of which functions count.
      if (bytes[at++] === 0) imports++;
      number();
    }
  } else if (id === 10) {
    for (let left = number(); left; --left) {
      const length = number();
      sizes.push(length);
      at += length;
    }
  } else if (id === 0 && text() === 'name') {
    while (at < end) {
      const kind = bytes[at++];
      const stop = number() + at;
      if (kind === 1)
        for (let left = number(); left; --left) {
          const index = number();
          names.set(index, text());
        }
      at = stop;
    }
  }
  at = end;
}

const mangled = sizes.map((_, i) => names.get(imports + i) ?? `function ${imports + i}`);
const plain = execFileSync('c++filt', { input: mangled.join('\n'), encoding: 'utf8' }).split('\n');

/** The class or namespace of a demangled name, without arguments. */
function part(name) {
  const bare = name
    .replace(/^(?:void|bool|virtual thunk to|non-virtual thunk to) /, '')
    .replace(/\(anonymous namespace\)::/g, '')
    .replace(/<.*|\(.*/s, '');
  const last = bare.split(' ').at(-1).split('::');
  if (last[0] === 'std') return 'std';
  return last.length > 1 ? last.slice(0, -1).join('::') : 'free functions';
}

const parts = new Map();
sizes.forEach((size, i) => parts.set(part(plain[i]), (parts.get(part(plain[i])) ?? 0) + size));

const line = (size, name) => console.log(`${String(size).padStart(7)}  ${name}`);
console.log('bytes of each section');
for (const [title, size] of sections) line(size, title);
console.log('\nbytes of code by part');
for (const [name, size] of [...parts].sort((a, b) => b[1] - a[1])) line(size, name);
console.log('\nlargest functions');
sizes
  .map((size, i) => [size, plain[i]])
  .sort((a, b) => b[0] - a[0])
  .slice(0, +values.functions)
  .forEach(([size, name]) => line(size, name.length > 140 ? `${name.slice(0, 140)}…` : name));
