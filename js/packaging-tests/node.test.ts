// The packed package in Node, by every name and in every module system, and in simulated hosts that are neither a browser nor
// Node.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { installConsumer, installed, makeConsumer, pack, runAside } from './support/consumer.js';
import { serveSocket } from './support/servers.js';

/** Runs a script and returns its output. */
async function node(root: string, file: string, code: string): Promise<string> {
  writeFileSync(join(root, file), code);
  const { stdout } = await runAside('node', ['--expose-gc', file], { cwd: root, timeout: 30_000 });
  return stdout.trim();
}
/** Connects, prints the event, and must then exit by itself. */
const hello = (port: number) => `
  const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: '127.0.0.1', wsPort: ${port}, forceTLS: false, WebSocket });
  echo.channel('news').listen('.hello', (payload) => {
    console.log(JSON.stringify(payload));
    echo.disconnect();
  });`;

describe('by the npm alias "laravel-echo": "npm:oread"', () => {
  let root: string;
  let port: number;
  beforeAll(async () => {
    port = await serveSocket();
    root = installConsumer({ 'laravel-echo': `file:${pack()}`, ws: 'file:' + installed('ws') });
  });

  test('import and require run, and share one class', async () => {
    const esm = `import Echo from 'laravel-echo'; import { WebSocket } from 'ws'; ${hello(port)}`;
    expect(await node(root, 'app.mjs', esm)).toBe('{"to":"news"}');
    const cjs = `const { default: Echo } = require('laravel-echo'); const { WebSocket } = require('ws'); ${hello(port)}`;
    expect(await node(root, 'app.cjs', cjs)).toBe('{"to":"news"}');
    const both = `import Echo from 'laravel-echo'; import Pusher from 'laravel-echo/pusher';
      import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
      console.log(require('laravel-echo').default === Echo, require('laravel-echo/pusher') === Pusher);`;
    expect(await node(root, 'both.mjs', both)).toBe('true true');
  });
});

describe('in Node', () => {
  let root: string;
  beforeAll(() => {
    root = makeConsumer(['react', 'vue']);
  });

  test('hooks share the engine of the other entries, by import and by require', async () => {
    const code = `import Echo from 'oread'; import * as react from 'oread/react'; import * as vue from 'oread/vue'; import * as svelte from 'oread/svelte';
      import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
      require('oread/react').configureEcho({ broadcaster: 'null' });
      console.log(react.echo() instanceof Echo, vue.echo() === react.echo(), svelte.echo() === react.echo(), typeof require('oread/leases').leases);`;
    expect(await node(root, 'hooks.mjs', code)).toBe('true true true function');
  });

  test.each([
    '',
    '/pusher',
    '/leases',
    '/react',
    '/vue',
    '/svelte',
    '/watch',
    '/wasm',
    '/plain',
    '/encryption',
  ])('importing oread%s does nothing: no global, no timer, no socket', async (entry) => {
    // Ignore what Vue itself does with globals.
    const code = `${entry === '/vue' ? `await import('vue');` : ''}
        for (const name of ['setTimeout', 'setInterval', 'fetch', 'WebSocket'])
          globalThis[name] = () => { throw new Error(name); };
        const names = Object.keys(globalThis).join();
        await import('oread${entry}');
        console.log(Object.keys(globalThis).join() === names, process.getActiveResourcesInfo().filter((one) => /Timer|TCP/.test(one)).length);`;
    expect(await node(root, 'inert.mjs', code)).toBe('true 0');
  });
});

test('a disposed Echo is released, even if the page keeps its interceptors; calls on it do nothing', async () => {
  const root = makeConsumer();
  const code = `import Echo from 'oread'; import Pusher from 'oread/pusher'; import { WebSocket } from 'ws';
    const kept = [];
    globalThis.axios = Object.assign(() => {}, { interceptors: { request: { use: (one) => kept.push(one) } } });
    const header = (one) => one({ headers: {} }).headers['X-Socket-Id'];
    async function use() {
      const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: '127.0.0.1', wsPort: ${await serveSocket()}, forceTLS: false, WebSocket });
      await new Promise((resolve) => echo.channel('news').listen('.hello', resolve));
      const { connector } = echo;
      const before = header(kept.at(-1));
      echo.dispose();
      echo.private('a').listen('B', () => {}).whisper('c', {});
      echo.dispose();
      console.log(!!before, header(kept.at(-1)), echo.connectionStatus(), echo.socketId(), connector.pusher.allChannels().length);
      return [connector, connector.pusher].map((one) => new WeakRef(one));
    }
    const refs = await use();
    for (const end = Date.now() + 20_000; Date.now() < end && refs.some((ref) => ref.deref());) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      gc();
    }
    console.log(kept.length, refs.filter((ref) => ref.deref()).length, Pusher.instances.length);`;
  expect(await node(root, 'dispose.mjs', code)).toBe(
    'true undefined disconnected undefined 0\n1 0 0',
  );
});

test('a disconnected client is collected with its channels, leases and engine', async () => {
  const root = makeConsumer();
  const code = `import Echo from 'oread'; import Pusher from 'oread/pusher'; import { leases } from 'oread/leases'; import { WebSocket } from 'ws';
    const heard = (channel) => new Promise((resolve) => channel.listen('.hello', resolve));
    async function use() {
      const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: '127.0.0.1', wsPort: ${await serveSocket()}, forceTLS: false, WebSocket });
      const mine = leases(echo);
      await Promise.all([heard(echo.channel('news')), heard(mine.channel('more'))]);
      echo.disconnect();
      return [echo, mine.channel('more'), echo.connector.pusher, echo.connector.pusher.connection].map((one) => new WeakRef(one));
    }
    const refs = [];
    for (let n = 0; n < 10; n++) refs.push(...await use());
    // Closing sockets takes a moment.
    for (const end = Date.now() + 20_000; Date.now() < end && refs.some((ref) => ref.deref());) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      gc();
    }
    console.log(refs.length, refs.filter((ref) => ref.deref()).length, Pusher.instances.length);`;
  expect(await node(root, 'heap.mjs', code)).toBe('40 0 0');
});

describe('on other hosts', () => {
  let root: string;
  let port: number;
  beforeAll(async () => {
    port = await serveSocket();
    root = makeConsumer();
  });

  /** The application as a bundler for that host builds it. */
  async function bundleFor(conditions: string[], name: string): Promise<string> {
    const outfile = join(root, `${name}.js`);
    await build({
      stdin: {
        contents: `import Echo from 'oread'; import { useEcho } from 'oread/react'; globalThis.app = { Echo, useEcho };`,
        resolveDir: root,
      },
      ...{ bundle: true, format: 'iife', outfile, conditions, logLevel: 'error' },
      ...{ platform: 'neutral', mainFields: ['main'] },
      ...{ define: { 'process.env.NODE_ENV': '"production"' } },
    });
    return readFileSync(outfile, 'utf8');
  }

  test.each([
    ['workerd', ['workerd', 'worker', 'browser', 'import']],
    ['edge-light', ['edge-light', 'import']],
    ['react-native', ['react-native', 'require']],
  ])(
    '%s loads the plain engine, which mentions neither Wasm nor import.meta',
    async (name, given) => {
      const text = await bundleFor(given, name);
      expect(text).not.toMatch(
        /import\.meta|WebAssembly\.(compile|instantiate)|\beval\(|new Function/,
      );
      // A context with timers, fetch and a WebSocket only: no document, no atob, no WebAssembly.
      const world = `const { WebSocket } = require('ws'); const vm = require('node:vm');
      const { setTimeout, clearTimeout, queueMicrotask, performance, TextEncoder, TextDecoder, URL, URLSearchParams, console, AbortController } = globalThis;
      const context = vm.createContext({ setTimeout, clearTimeout, queueMicrotask, performance, TextEncoder, TextDecoder, URL, URLSearchParams, console, AbortController, WebSocket },
        { codeGeneration: { strings: false, wasm: false } });
      vm.runInContext('delete globalThis.WebAssembly;' + require('node:fs').readFileSync('${name}.js', 'utf8'), context);
      context.Echo = context.app.Echo;
      vm.runInContext(${JSON.stringify(hello(port))}, context);`;
      expect(await node(root, `${name}-world.cjs`, world)).toBe('{"to":"news"}');
    },
  );
});
