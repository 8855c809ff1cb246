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

interface Entry {
  /** Such as `oread.testing FakeServer.stop()`. */
  name: string;
  isShown: boolean;
}

/** Parts of a text that begin with a heading of this level, by heading. */
const sections = (text: string, level: string) =>
  text
    .split(new RegExp(`^${level} `, 'm'))
    .slice(1)
    .map((part) => ({ heading: part.slice(0, part.indexOf('\n')), part }));
const codeOf = (text: string) => [...text.matchAll(/^```\w+\n[^]*?^```/gm)].join('\n');

/**
 * What an application can call: functions, constants, types with methods, and their methods. A type is shown by an example of its
 * own or of one of its methods. A method is shown by an example of its own, by a call in another example of its type, or at the type
 * whose method it overrides or implements.
 */
function entriesOf(page: string, text: string): Entry[] {
  return sections(text, '##').flatMap(({ heading: group, part: all }) => {
    if (!/^(Classes|Functions|Interfaces|Variables|Related types)$/.test(group)) return [];
    return sections(all, '###').flatMap(({ heading, part }) => {
      const name = `${page} ${heading.replace(/`abstract` /, '').replaceAll('\\', '')}`;
      const methods = sections(part, '#####').filter(({ heading }) => heading.endsWith('()'));
      const isCalled = /\(\)$/.test(heading) || group === 'Variables' || methods.length > 0;
      if (!isCalled && !/^#### (Constructors|Accessors)$/m.test(part)) return [];
      const code = codeOf(part);
      const ofType = { name, isShown: /^#+ Example$/m.test(part) };
      const ofMethods = methods.map(({ heading, part }) => {
        const method = heading.replace(/^`\w+` /, '').replaceAll('\\', '');
        return {
          name: `${name}.${method}`,
          isShown:
            /^#+ (Example|Overrides|Implementation of)$/m.test(part) ||
            new RegExp(`\\b${method.slice(0, -2)}\\(`).test(code),
        };
      });
      return [ofType, ...ofMethods];
    });
  });
}

/** What needs no example, with its methods, and why. */
const withoutExample: Record<string, string> = {
  'oread Client': 'what a connector needs of its client; applications do not call it',
  'oread ChannelClient': 'what a channel of Echo needs of its client',
  'oread.pusher Client': 'what a channel needs of its client',
  'oread.socket.io Owner': 'what a socket needs of its manager',
  'oread Connector.setOptions()': 'the constructor calls it',
  'oread Echo.registerAxiosRequestInterceptor()': 'registerInterceptors() calls it',
  'oread Echo.registerTurboRequestInterceptor()': 'registerInterceptors() calls it',
  'oread Echo.registerVueRequestInterceptor()': 'registerInterceptors() calls it',
  'oread Echo.registerjQueryAjaxSetup()': 'registerInterceptors() calls it',
  'oread ClientConnector.listen()': 'Echo.listen() calls it',
  'oread PusherConnector.encryptedPrivateChannel()': 'Echo.encryptedPrivate() calls it',
  'oread NullChannel': 'does nothing',
  'oread NullConnector': 'does nothing',
  'oread.pusher Pusher.ready()': 'does nothing',
  'oread.socket.io BaseSocket.compress()': 'does nothing',
  'oread.socket.io Manager.randomizationFactor()': 'the option has no effect',
  'oread.socket.io BaseSocket.open()': 'another name of connect()',
  'oread.socket.io BaseSocket.close()': 'another name of disconnect()',
  'oread.socket.io Emitter.removeListener()': 'another name of off()',
  'oread.socket.io ConnectFunction()': 'the type of io(), which has an example',
  'oread.svelte Listen()': 'the type of listen(), which has an example',
  'oread.svelte Latest()': 'the type of latest(), which has an example',
  'oread.socket.io protocol': 'a number',
};

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

  it('has an example for everything that can be called', () => {
    const shown = Object.entries(pages(fresh)).filter(([name]) => name !== 'README.md');
    const entries = shown.flatMap(([name, text]) => entriesOf(name.slice(0, -3), text));
    const without = entries.filter(({ isShown }) => !isShown).map(({ name }) => name);
    const isException = (name: string, given: string) =>
      name === given || name.startsWith(`${given}.`);
    const exceptions = Object.keys(withoutExample);
    expect(entries.length).toBeGreaterThan(250);
    expect(without.filter((name) => !exceptions.some((one) => isException(name, one)))).toEqual([]);
    // No exception outlives its reason.
    expect(exceptions.filter((one) => !without.some((name) => isException(name, one)))).toEqual([]);
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
