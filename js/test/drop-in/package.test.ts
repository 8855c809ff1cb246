// Checklist 2–6 and 126: the entries of the package, as built into dist/.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { expect, test } from 'vitest';
import { thrownBy } from './both.js';

const require = createRequire(import.meta.url);
const js = fileURLToPath(new URL('../../', import.meta.url));

/** Runs an app's script; returns its output and exit code. */
function node(code: string, type: 'module' | 'commonjs') {
  const { stdout, status } = spawnSync(process.execPath, [`--input-type=${type}`, '-e', code], {
    cwd: js,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return [stdout.trim(), status];
}

test('2: require().default is the class that import gives', () => {
  const code = `import Echo from 'oread'; import { createRequire } from 'node:module';
    const required = createRequire(import.meta.url)('oread');
    console.log(required.default === Echo, Object.keys(required).includes('EventFormatter'))`;
  expect(node(code, 'module')).toEqual(['true true', 0]);
});

test('3: the global of the classic script is made by new Echo() and by new Echo.default()', () => {
  const run = (path: string, code: string) => {
    const page = vm.createContext({ TextDecoder, TextEncoder });
    vm.runInContext(readFileSync(path, 'utf8'), page);
    return vm.runInContext(code, page);
  };
  const made = (path: string) =>
    ['Echo', 'Echo.default'].map(
      (name) => `${thrownBy(() => run(path, `new ${name}({ broadcaster: 'null' }).socketId()`))}`,
    );
  const peer = require.resolve('laravel-echo').replace(/echo[.\w]*$/, 'echo.iife.js');
  expect(made(peer)).toEqual([expect.stringContaining('not a constructor'), 'nothing']);
  expect(made(`${js}dist/echo.iife.js`)).toEqual(['nothing', 'nothing']);
});

test.each(['pusher-js', 'oread/pusher'])('4: require(%j) is the constructor', (name) => {
  const code = `const Pusher = require('${name}'); console.log(typeof Pusher, typeof Pusher.ready)`;
  expect(node(code, 'commonjs')).toEqual(['function function', 0]);
});

test('5, Better: importing sets no global; installGlobal() does when it is called', () => {
  const code = `globalThis.window = globalThis; const before = Object.keys(globalThis).length;
    const all = await import('oread'); const { default: Pusher } = await import('oread/pusher');
    console.log(Object.keys(globalThis).length - before);
    all.installGlobal(); console.log(window.Echo === all.default, window.Pusher === Pusher)`;
  expect(node(code, 'module')).toEqual(['0\ntrue true', 0]);
});

test.each(['laravel-echo', 'pusher-js', 'oread', 'oread/pusher', 'oread/wasm'])(
  '6: %s is imported where there is neither window nor document',
  (name) => {
    expect(node(`await import('${name}')`, 'module')).toEqual(['', 0]);
  },
);

test.each(['oread', 'oread/pusher'])('126: a process that imported %s ends', (name) => {
  const code = `import Any from '${name}';
    const given = { broadcaster: 'reverb', cluster: '', wsHost: '127.0.0.1', wsPort: 9, forceTLS: false };
    const made = '${name}' === 'oread' ? new Any({ ...given, key: 'k' }) : new Any('k', given);
    setTimeout(() => { made.disconnect(); console.log('gone') }, 100)`;
  expect(node(code, 'module')).toEqual(['gone', 0]);
});
