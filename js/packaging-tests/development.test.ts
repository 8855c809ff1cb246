// What development builds add for applications that import only Echo or hooks, and that production builds contain none of it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch } from '../test/browser/page.js';
import { makeConsumer, run } from './support/consumer.js';
import { resultAt } from './support/result.js';
import { serveFiles, serveSocket } from './support/servers.js';

let browser: Browser;
let port: number;
let root: string;
beforeAll(async () => {
  [browser, port] = await Promise.all([launch(), serveSocket()]);
  root = makeConsumer(['react', 'vue'], 'development');
});
afterAll(() => browser?.close());
afterEach(() => void vi.unstubAllEnvs());

const apps = ['oread', 'react', 'vue', 'svelte'];

const resultOf = (url: string) => resultAt(browser, `${url}?port=${port}`);
const change = "did you mean listen('.hello')?";
const helped = {
  warned: [
    `Echo: "hello" arrives on misspelled, where you listen to "App\\Events\\Hello"; ${change}`,
  ],
  changes: [
    change,
    "if its events are broadcast on a PrivateChannel or PresenceChannel, use private('news') or join('news')",
  ],
  traced: true,
  globals: false,
};
const left = { warned: [], traced: false, globals: false };

/** Whether the scripts of a folder contain doctor or trace. */
function helpIn(folder: string): boolean {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(scripts.some((text) => text.includes('pusher:subscription_succeeded'))).toBe(true);
  return scripts.some((text) => /did you mean|What an Echo did/.test(text));
}

describe('in development', () => {
  test('Vite’s server installs doctor and trace', async () => {
    const { createServer } = await import('vite');
    const server = await createServer({
      ...{ root, configFile: false, logLevel: 'error' },
      server: { host: '127.0.0.1', port: 0 },
      optimizeDeps: { entries: ['*.html'] },
    });
    try {
      await server.listen();
      const [origin] = server.resolvedUrls!.local;
      for (const app of apps) expect(await resultOf(`${origin}${app}.html`)).toEqual(helped);
    } finally {
      await server.close();
    }
  });

  test('webpack installs doctor and trace', async () => {
    const origin = await serveFiles(await withWebpack('development'));
    for (const app of apps) expect(await resultOf(`${origin}/${app}.html`)).toEqual(helped);
  });

  test('server rendering does not', () => {
    const code = `const before = Object.keys(globalThis).join();
      const { default: Echo } = await import('oread');
      await import('oread/react');
      console.log('doctor' in Echo.prototype, 'trace' in Echo.prototype, Object.keys(globalThis).join() === before);`;
    const args = ['--conditions=development', '--input-type=module', '-e', code];
    expect(run('node', args, root).trim()).toBe('false false true');
  });
});

describe('production builds contain neither', () => {
  test('with Vite', async () => {
    // As on a command line: without the test runner's environment.
    vi.stubEnv('NODE_ENV', 'production');
    const { build } = await import('vite');
    const outDir = join(root, 'vite');
    const input = apps.map((app) => join(root, `${app}.html`));
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      build: { outDir, rollupOptions: { input } },
    });
    expect(helpIn(outDir)).toBe(false);
    const origin = await serveFiles(outDir);
    for (const app of apps) expect(await resultOf(`${origin}/${app}.html`)).toEqual(left);
  });

  test('with webpack', async () => {
    const folder = await withWebpack('production');
    expect(helpIn(folder)).toBe(false);
    const origin = await serveFiles(folder);
    for (const app of apps) expect(await resultOf(`${origin}/${app}.html`)).toEqual(left);
  });

  test('with esbuild, which sets neither condition', async () => {
    const { build } = await import('esbuild');
    const outdir = join(root, 'esbuild');
    await build({
      stdin: { contents: `import Echo from 'oread'; new Echo({});`, resolveDir: root },
      ...{ bundle: true, format: 'esm', splitting: true, outdir },
    });
    expect(helpIn(outdir)).toBe(false);
  });
});

/** Builds the applications; returns the folder. */
async function withWebpack(mode: 'development' | 'production'): Promise<string> {
  const { default: webpack } = await import('webpack');
  const path = join(root, `webpack-${mode}`);
  const entry = Object.fromEntries(apps.map((app) => [app, `./${app}.mjs`]));
  const stats = await new Promise<any>((resolve, reject) =>
    webpack(
      { mode, context: root, entry, devtool: false, output: { path, filename: '[name].js' } },
      (error, found) => (error ? reject(error) : resolve(found)),
    ),
  );
  expect(stats.toJson({ all: false, errors: true }).errors).toEqual([]);
  for (const app of apps)
    writeFileSync(
      join(path, `${app}.html`),
      `<meta charset="utf-8"><script type="module" src="./${app}.js"></script>`,
    );
  return path;
}
