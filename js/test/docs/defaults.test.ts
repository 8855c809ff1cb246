// The defaults in the options' docstrings are those of the engine.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { engineOptions } from '../../src/pusher/engine-options.js';

const at = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** The engine's defaults by option number; durations in milliseconds. */
function engineDefaults(): number[] {
  const header = at('sdk/include/oread/options.hpp');
  const units: Record<string, number> = { seconds: 1000, minutes: 60_000 };
  const found = [];
  for (const [, body] of header.matchAll(/^struct \w+ \{\n([^]*?)^\};/gm))
    for (const [, member] of body!.matchAll(/field\("\w+", self\.(\w+)\)/g)) {
      const declared = new RegExp(
        ` ${member}(?:\\{(\\d+)\\}| = (?:(seconds|minutes)\\()?([^;)]+)\\)?);`,
      ).exec(body!);
      if (!declared) continue; // a group of options
      const [, span, unit, value] = declared;
      found.push(Number(span ?? value!.replace(/'/g, '')) * (units[unit!] ?? 1));
    }
  return found;
}

/** The `@defaultValue` of each option's docstring. */
function documented(): Record<string, string> {
  const source = at('js/src/pusher/options.ts');
  return Object.fromEntries(
    [...source.matchAll(/@defaultValue `([^`]*)`(?:(?!\*\/)[^])*\*\/\s*(\w+)\?:/g)].map(
      ([, value, name]) => [name!, value!],
    ),
  );
}

const paths = [
  'activityTimeout',
  'pongTimeout',
  'unavailableTimeout',
  'leaveGrace',
  'reconnect.initialDelay',
  'reconnect.growthPercent',
  'reconnect.maxDelay',
  'reconnect.attemptTimeout',
  'reconnect.giveUpAfter',
  'whispers.perSecond',
  'whispers.maxBytes',
  'whispers.maxWait',
  'whispers.maxQueue',
];

it('covers every numeric option', () => {
  const settable = Object.keys(engineOptions({})).length;
  // Without `onFatal`, which is not a number.
  expect(paths.length).toBe(settable - 1);
});

it.each(paths)('documents the default of %s', (path) => {
  const mark = 4711;
  const options = path.split('.').reduceRight<any>((inner, key) => ({ [key]: inner }), mark);
  const given = Object.entries(engineOptions(options)).find(([, value]) => value === mark);
  const name = path.split('.').pop()!;
  const said = documented()[name];
  expect(said, `@defaultValue of ${name}`).toBeDefined();
  expect(Number(said!.replace(/_/g, ''))).toBe(engineDefaults()[Number(given![0])]);
});

const pages = ['js/README.md', 'docs/options.md'];
it.each(paths.flatMap((path) => pages.map((page) => [path, page] as const)))(
  'states the default of %s in %s',
  (path, page) => {
    const row = new RegExp(`^\\| \`${path.replace('.', '\\.')}\` +\\| (\\d+) `, 'm').exec(at(page));
    expect(row, `a row for ${path}`).not.toBeNull();
    const said = documented()[path.split('.').pop()!]!;
    expect(Number(row![1])).toBe(Number(said.replace(/_/g, '')));
  },
);
