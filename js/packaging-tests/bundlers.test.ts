// The packed package with every bundler: the aliases resolve, the application runs in Chromium, and it contains one copy of
// the engine, however its parts import it.
import { cpSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { launch } from '../test/browser/page.js';
import { makeConsumer } from './support/consumer.js';
import { resultAt } from './support/result.js';
import { serveFiles, serveSocket } from './support/servers.js';

let browser: Browser;
let port: number;
let root: string;
beforeAll(async () => {
  [browser, port] = await Promise.all([launch(), serveSocket()]);
  root = makeConsumer();
});
afterAll(() => browser?.close());
afterEach(() => void vi.unstubAllEnvs());

const alias = {
  'laravel-echo': 'oread',
  'pusher-js/with-encryption': 'oread/pusher/with-encryption',
  'pusher-js': 'oread/pusher',
};

/** What the application reports after it has received the events. */
const runIn = (origin: string) =>
  resultAt(browser, `${origin}/?port=${port}`, (page) =>
    page.addInitScript(() => {
      (window as any).wasmInstances = 0;
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = (async (...given: Parameters<typeof instantiate>) => {
        const made = await instantiate(...given);
        (window as any).wasmInstances++;
        return made;
      }) as any;
    }),
  );
const well = { payload: { to: 'news' }, onePusher: true, oneEngine: true, engine: 'wasm' };
const page = (out: string, script: string) =>
  writeFileSync(join(out, 'index.html'), `<script type="module" src="${script}"></script>`);

test('Vite, built', async () => {
  // As on a command line: under a test runner Vite would use the development builds.
  vi.stubEnv('NODE_ENV', 'production');
  const { build } = await import('vite');
  const outDir = join(root, 'vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: { outDir },
  });
  expect(await runIn(await serveFiles(outDir))).toEqual(well);
});

test('Vite’s development server, with its pre-bundling', async () => {
  const { createServer } = await import('vite');
  const server = await createServer({
    ...{ root, configFile: false, logLevel: 'error', resolve: { alias } },
    server: { host: '127.0.0.1', port: 0 },
  });
  try {
    await server.listen();
    const origin = server.resolvedUrls!.local[0]!.replace(/\/$/, '');
    expect(await runIn(origin)).toEqual(well);
  } finally {
    await server.close();
  }
});

test.each(['production', 'development'] as const)('webpack (%s)', async (mode) => {
  const { default: webpack } = await import('webpack');
  const path = join(root, `webpack-${mode}`);
  const stats = await new Promise<any>((resolve, reject) =>
    webpack(
      {
        ...{ mode, context: root, entry: './main.mjs', devtool: false },
        output: { path, filename: 'app.js' },
        resolve: { alias: Object.fromEntries(Object.entries(alias).map(([a, b]) => [`${a}$`, b])) },
      },
      (error, found) => (error ? reject(error) : resolve(found)),
    ),
  );
  expect(stats.toJson({ all: false, errors: true, warnings: true })).toMatchObject({
    errors: [],
    warnings: [],
  });
  page(path, './app.js');
  expect(await runIn(await serveFiles(path))).toEqual(well);
});

async function withEsbuild(name: string, more: object = {}): Promise<string> {
  const { build } = await import('esbuild');
  const outdir = join(root, name);
  await build({
    ...{ absWorkingDir: root, entryPoints: { app: 'main.mjs' }, bundle: true, outdir },
    ...{ format: 'esm' as const, minify: true, logLevel: 'error' as const },
    ...{ define: { 'process.env.NODE_ENV': '"production"' }, alias, ...more },
  });
  page(outdir, './app.js');
  return outdir;
}

test('esbuild: one file, chunks, one classic file, the Wasm as a file', async () => {
  const one = await withEsbuild('esbuild');
  // The application imports the cipher, by `pusher-js/with-encryption`, but not the plain engine.
  expect(readdirSync(one)).toEqual(['app.js', 'index.html']);
  expect(statSync(join(one, 'app.js')).size).toBeLessThan(75_000);
  expect(await runIn(await serveFiles(one))).toEqual(well);
  const chunks = await withEsbuild('esbuild-chunks', { splitting: true });
  expect(await runIn(await serveFiles(chunks))).toEqual(well);
  const classic = await withEsbuild('esbuild-classic', { format: 'iife' });
  expect(await runIn(await serveFiles(classic))).toEqual(well);
  const file = await withEsbuild('esbuild-wasm', { conditions: ['oread-wasm', 'module'] });
  cpSync(join(root, 'node_modules/oread/dist/wasm/oread.wasm'), join(file, 'oread.wasm'));
  expect(await runIn(await serveFiles(file))).toEqual(well);
});

test('esbuild under a policy without Wasm: the plain engine as a file, or in the script', async () => {
  const policy = `default-src 'self'; connect-src 'self' ws://127.0.0.1:${port}`;
  const plain = { ...well, engine: 'plain' };
  const beside = await withEsbuild('esbuild-beside');
  cpSync(join(root, 'node_modules/oread/dist/oread-plain.js'), join(beside, 'oread-plain.js'));
  expect(await runIn(await serveFiles(beside, policy))).toEqual(plain);
  const inside = await withEsbuild('esbuild-inside', { inject: ['oread/plain'] });
  expect(await runIn(await serveFiles(inside, policy))).toEqual(plain);
});

test('a page with a strict content security policy loads the plain engine', async () => {
  const policy = `default-src 'self'; connect-src 'self' ws://127.0.0.1:${port}`;
  const origin = await serveFiles(join(root, 'webpack-production'), policy);
  expect(await runIn(origin)).toEqual({ ...well, engine: 'plain' });
  const allowing = `${policy}; script-src 'self' 'wasm-unsafe-eval'`;
  const second = await serveFiles(join(root, 'webpack-production'), allowing);
  expect(await runIn(second)).toEqual(well);
});

test.each(['', "script-src 'self'"])(
  'a classic script: `new Echo()` and `new Echo.default()` (policy "%s")',
  async (policy) => {
    const origin = await serveFiles(join(root, 'node_modules/oread/dist'), policy);
    const tab = await browser.newPage();
    await tab.goto(`${origin}/echo.iife.js`);
    await tab.addScriptTag({ url: `${origin}/echo.iife.js` });
    const heard = await tab.evaluate(async (wsPort) => {
      const { Echo } = window as any;
      const at = { broadcaster: 'reverb', key: 'k', wsHost: '127.0.0.1', wsPort, forceTLS: false };
      const hears = (echo: any) =>
        new Promise((resolve) => echo.channel('news').listen('.hello', resolve));
      return [await hears(new Echo(at)), await hears(new Echo.default(at))];
    }, port);
    expect(heard).toEqual([{ to: 'news' }, { to: 'news' }]);
    await tab.close();
  },
);
