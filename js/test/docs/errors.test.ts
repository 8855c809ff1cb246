// docs/errors.md has an entry for every error code and every code of the server, with the words that pages see.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { connected, connecting } from '../../src/doctor/codes.js';
import { words } from '../../src/pusher/words.js';
import { sentences } from '../../src/watch/reason.js';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
const header = readFileSync(
  new URL('../../../sdk/include/oread/error.hpp', import.meta.url),
  'utf8',
);

/** The names of `Errc`, in order. */
const names = [...header.matchAll(/case Errc::\w+: return "([^"]+)"/g)].map(([, name]) => name!);

/** The entries of the page: the name, the message, and the text after it. */
const entries = [
  ...page.matchAll(/^### `([^`]+)`\n\nMessage: `([^`]+)`\n\n([^]*?)\n\n(?=#)/gm),
].map(([, name, message, text]) => ({ name: name!, message: message!, text: text! }));

it('has an entry for every error code, in order', () => {
  expect(names.length).toBe(Object.keys(sentences).length);
  expect(entries.map(({ name }) => name)).toEqual(names);
});

it.each(entries.map(({ name, message, text }) => [name, message, text]))(
  'quotes the message of %s, and explains it',
  (name, message, text) => {
    expect(message).toBe(words([names.indexOf(name!), 0, '']));
    expect(text!.length).toBeGreaterThan(20);
  },
);

it.each([
  ['Error codes 4000 to 4100: while connecting', connecting],
  ['Error codes 4009 to 4301: while connected', connected],
])('has the codes of the server: %s', (heading, codes) => {
  const section = page.split(`\n### ${heading}\n`)[1]!.split('\n#')[0]!;
  const rows = [...section.matchAll(/^\| (\d+) \| (.*?) \| (.*?) \|$/gm)];
  expect(rows.map(([, code, wrong, change]) => [code, { wrong, change }])).toEqual(
    Object.entries(codes),
  );
});
