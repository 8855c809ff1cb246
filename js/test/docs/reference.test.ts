// docs/api is up to date with the types.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const js = fileURLToPath(new URL('../../', import.meta.url));
const committed = join(js, '../docs/api');
const fresh = mkdtempSync(join(tmpdir(), 'oread-api-'));
const pages = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

beforeAll(() => {
  // It throws if a public name has no docstring.
  execFileSync(process.execPath, [join(js, 'tools/api-reference.mjs'), fresh], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}, 60_000);
afterAll(() => rmSync(fresh, { recursive: true }));

describe('the API reference', () => {
  it('is what `./dev build docs` generates from the types', () => {
    expect(pages(committed)).toEqual(pages(fresh));
  });

  it('contains nothing private', () => {
    const shown = Object.values(pages(fresh)).join('\n');
    const members = [...shown.matchAll(/^#+ (?:`abstract` )?([\w\\]+)/gm)].map(([, name]) => name!);
    expect(members).toContain('listen');
    expect(members.filter((name) => /[^_]_$/.test(name))).toEqual([]);
    expect(shown).not.toMatch(/`\w+_`|@internal|src\/host/);
  });

  it('names no machine and no date', () => {
    const shown = Object.values(pages(fresh)).join('\n');
    expect(shown).not.toContain(js);
    expect(shown).not.toMatch(/\b20\d\d-\d\d-\d\d\b/);
  });
});
