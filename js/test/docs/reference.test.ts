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

  it('begins each page with an example', () => {
    const without = Object.entries(pages(fresh)).filter(
      ([name, text]) => name !== 'README.md' && !/^# .*\n\n.+\n[^#]*```jsx?\n/.test(text),
    );
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it('has an example for every function of the hooks, and for what apps call on Echo and its channels', () => {
    const shown = pages(fresh);
    /** The sections of a page by heading, without those of the sections inside. */
    const sections = (page: string, level: string) =>
      shown[page]!.split(new RegExp(`^${level} `, 'm'))
        .slice(1)
        .map((text) => [text.slice(0, text.indexOf('\n')), text] as const);
    const functions = ['react', 'vue', 'svelte'].flatMap((name) =>
      sections(`oread.${name}.md`, '###').filter(([heading]) =>
        /^(use\w+|listen\w*|latest|presence|\w+State|\w+Status|socketId)\(\)$/.test(heading),
      ),
    );
    const called =
      /^`?(?:abstract`? )?(channel|private|encryptedPrivate|join|leave\w*|disconnect|dispose|socketId|connectionStatus|listen\w*|stopListening\w*|subscribed|error|whisper|here|joining|leaving|notification|onConnectionChange)\(\)$/;
    const [echo] = sections('oread.md', '###').filter(([heading]) => /^Echo\b/.test(heading));
    const methods = echo![1]
      .split(/^##### /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text] as const)
      .filter(([heading]) => called.test(heading));
    expect(functions.length).toBeGreaterThan(25);
    expect(methods.length).toBeGreaterThan(9);
    const without = [...functions, ...methods].filter(([, text]) => !/^#+ Example$/m.test(text));
    expect(without.map(([heading]) => heading)).toEqual([]);
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
