// Every line of the drop-in checklist (docs/checklist.md) has a test with its number, except the lines of other folders.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Lines about Socket.IO, which is not part of the package yet, and about hooks, which are tested in test/hooks. */
const elsewhere = [14, 110, 111, 112, 114, 115, 116, 117, 118, 119, 120, 121];

test('every line has its test', () => {
  const named = new Set<number>(elsewhere);
  for (const folder of ['.', '../browser'].map((path) => new URL(`${path}/`, import.meta.url)))
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.test.ts'))) {
      const text = readFileSync(fileURLToPath(new URL(file, folder)), 'utf8');
      for (const [, numbers] of text.matchAll(/['"`](\d+(?:, \d+)*)(?::|, Better:)/g))
        for (const number of numbers!.split(', ')) named.add(Number(number));
    }
  const missing = Array.from({ length: 127 }, (_, i) => i + 1).filter((line) => !named.has(line));
  expect(missing).toEqual([]);
});
