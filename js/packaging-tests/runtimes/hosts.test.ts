// The packed package where scripts are bundled or transformed first: workerd, Vite's server-side rendering, and service
// workers, which cannot load code later.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executable, launch } from '../../test/browser/page.js';
import { binary, makeConsumer, runAside } from '../support/consumer.js';
import { serveFiles, serveSocket } from '../support/servers.js';

const ends: (() => unknown)[] = [];
afterAll(() => Promise.all(ends.map((end) => end())));
let root: string;
let port: number;
beforeAll(async () => {
  port = await serveSocket();
  root = makeConsumer(['react', 'ws'], 'fixtures');
});
const heard = (engine: string) => `news private-encrypted-news ${engine}`;

async function bundle(contents: string, outfile: string, more: object = {}): Promise<void> {
  await build({
    stdin: { contents, resolveDir: root },
    ...{ bundle: true, format: 'esm' as const, outfile: join(root, outfile), logLevel: 'error' },
    ...more,
  } as Parameters<typeof build>[0]);
}

test('workerd: the engine in plain JavaScript', async () => {
  const worker = `import Echo from 'oread'; import { witness } from './hear.mjs';
    export default { async fetch() { return new Response(await witness()(Echo, ${port})); } };`;
  await bundle(worker, 'worker.js', { conditions: ['workerd', 'worker', 'browser'] });
  writeFileSync(
    join(root, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")],
          compatibilityDate = "2026-01-01", globalOutbound = "local")),
        (name = "local", network = (allow = ["local"]))],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);`,
  );
  const served = spawn(binary('workerd'), ['serve', '--control-fd=3', join(root, 'config.capnp')], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  ends.push(() => served.kill());
  const lines = createInterface({ input: served.stdio[3] as NodeJS.ReadableStream });
  const [line] = await new Promise<string[]>((resolve) =>
    lines.once('line', (one) => resolve([one])),
  );
  const answer = await fetch(`http://127.0.0.1:${JSON.parse(line!).port}/`);
  expect(await answer.text()).toBe(heard('plain'));
});

/** A server-rendered application that returns the event it received. */
const rendered = `import { witness } from './hear.mjs';
  export async function render(port, WebSocket) {
    const run = witness();
    const { default: Echo } = await import('oread');
    const { default: Pusher } = await import('oread/pusher');
    const said = await run(Echo, port, { WebSocket });
    return said + ' ' + (typeof Pusher);
  }`;

/** Runs a Vite script that defines `render`, and returns what `render` received. */
async function withVite(code: string, after = ''): Promise<string> {
  writeFileSync(join(root, 'ssr.mjs'), rendered);
  const at = JSON.stringify(root);
  const options = `root: ${at}, configFile: false, logLevel: 'error'`;
  writeFileSync(
    join(root, 'serve.mjs'),
    `import * as vite from ${JSON.stringify(viteAt())}; import { WebSocket } from 'ws';
    ${code.replace('OPTIONS', options)}
    console.log(await render(${port}, WebSocket));
    ${after}`,
  );
  const env = { ...process.env, NODE_ENV: undefined };
  const { stdout } = await runAside(process.execPath, ['serve.mjs'], {
    ...{ cwd: root, env, timeout: 60_000 },
  });
  return stdout.trim();
}

test.each(['', "'oread'"])('Vite renders on the server (noExternal: [%s])', async (inside) => {
  const said = await withVite(
    `const server = await vite.createServer({ OPTIONS,
      server: { middlewareMode: true, ws: false }, appType: 'custom', ssr: { noExternal: [${inside}] } });
    const { render } = await server.ssrLoadModule('/ssr.mjs');`,
    'await server.close();',
  );
  expect(said).toBe(`${heard('wasm')} function`);
});

test.each(['', "'oread'"])('Vite builds for the server (noExternal: [%s])', async (inside) => {
  const said = await withVite(`await vite.build({ OPTIONS, ssr: { noExternal: [${inside}] },
      build: { ssr: 'ssr.mjs', outDir: 'ssr' } });
    const { render } = await import('./ssr/ssr.mjs');`);
  expect(said).toBe(`${heard('wasm')} function`);
});
const viteAt = () => import.meta.resolve('vite');

/** It imports everything that it may need, because it cannot load code later. */
const worker = `import Echo from 'oread'; import 'oread/plain'; import 'oread/encryption'; import { witness } from './hear.mjs';
  const run = witness(WITHOUT);
  self.say = (port) => run(Echo, port).catch((error) => String(error));
  self.onmessage = async ({ data, source }) => source.postMessage(await self.say(data));`;

test('a module service worker, with and without Wasm', async () => {
  const folder = join(root, 'service');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), '<link rel="icon" href="data:,">');
  for (const without of [false, true])
    await bundle(worker.replace('WITHOUT', String(without)), `service/${without}.js`);
  const browser = await launch();
  ends.push(() => browser.close());
  for (const [without, engine] of [
    [false, 'wasm'],
    [true, 'plain'],
  ] as const) {
    const page = await browser.newPage();
    await page.goto(await serveFiles(folder));
    const said = await page.evaluate(
      async ([script, wsPort]) => {
        const { serviceWorker } = navigator;
        await serviceWorker.register(script as string, { type: 'module' });
        const { active } = await serviceWorker.ready;
        return new Promise((resolve) => {
          serviceWorker.onmessage = ({ data }) => resolve(data);
          active!.postMessage(wsPort);
        });
      },
      [`/${without}.js`, port],
    );
    expect(said).toBe(heard(engine));
  }
});

test('a Manifest V3 extension, whose policy forbids Wasm', async () => {
  const folder = join(root, 'extension');
  mkdirSync(folder);
  await bundle(worker.replace('WITHOUT', 'false'), 'extension/worker.js');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      ...{ manifest_version: 3, name: 'app', version: '1' },
      host_permissions: ['<all_urls>'],
      background: { service_worker: 'worker.js', type: 'module' },
    }),
  );
  const context = await chromium.launchPersistentContext(join(root, 'profile'), {
    ...{ executablePath: executable, headless: true, channel: 'chromium' },
    args: ['--no-sandbox', `--disable-extensions-except=${folder}`, `--load-extension=${folder}`],
  });
  ends.push(() => context.close());
  const service = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const said = await service.evaluate((wsPort) => (self as any).say(wsPort), port);
  expect(said).toBe(heard('plain'));
});

test('Node without WebSocket: one warning, one error, and the state failed', async () => {
  const bare = makeConsumer(['react'], 'fixtures');
  writeFileSync(
    join(bare, 'bare.mjs'),
    `delete globalThis.WebSocket;
    const { default: Echo } = await import('oread');
    const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: 'h' });
    const { connection } = echo.connector.pusher;
    connection.bind('error', ({ error }) => console.log(error.data.message));
    console.log(connection.state, echo.connectionStatus());
    echo.connector.pusher.connect();`,
  );
  const { stdout, stderr } = await runAside(process.execPath, ['bare.mjs'], { cwd: bare });
  const words = 'No WebSocket found: pass the option WebSocket, or install "ws"';
  expect(stdout).toBe(`failed failed\n${words}\n`);
  expect(stderr).toBe(`${words}\n`);
});
