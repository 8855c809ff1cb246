// The meanings of the protocol's codes are the same in TypeScript and C++: tests compare both with one table.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connected, connecting } from '../../src/doctor/codes.js';

const file = new URL('../../../tests/tables/close_codes.json', import.meta.url);
const table: { code: number; when: string; wrong: string; change: string }[] = JSON.parse(
  readFileSync(file, 'utf8'),
);

it.each([
  ['connecting', connecting],
  ['connected', connected],
])('while %s', (phase, codes) => {
  const wanted = table
    .filter(({ when }) => when === phase)
    .map(({ code, wrong, change }) => [`${code}`, { wrong, change }]);
  expect(Object.entries(codes)).toEqual(wanted);
});
