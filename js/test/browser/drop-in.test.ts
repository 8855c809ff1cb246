// The lines of the drop-in checklist that need a browser.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Publisher from 'pusher';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../tools/bundle.mjs';
import { app, DevServer } from './dev-server.js';
import { buildPages, launch, openTab } from './page.js';

const require = createRequire(import.meta.url);
const js = fileURLToPath(new URL('../../', import.meta.url));
let server: DevServer;
let browser: Browser;
let publisher: Publisher;

/** A worker that makes an Echo when it receives the port, and forwards the events. */
const worker = `
  import Echo from 'oread';
  onmessage = ({ data: port }) => {
    const echo = new Echo({ broadcaster: 'reverb', key: 'oread-key', wsHost: '127.0.0.1', wsPort: port,
      forceTLS: false, enabledTransports: ['ws'], withoutInterceptors: true });
    echo.channel('a').listen('.e', (data) => postMessage(data)).subscribed(() => postMessage('subscribed'));
  };`;

beforeAll(async () => {
  const files = await buildPages();
  const outdir = join(files, 'worker');
  await mkdir(outdir, { recursive: true });
  await bundle({ source: worker, resolveDir: js, outdir });
  await writeFile(join(outdir, 'index.html'), '<!doctype html><link rel="icon" href="data:,">');
  server = new DevServer(files);
  await server.start();
  browser = await launch();
  const at = { host: '127.0.0.1', port: String(server.port), useTLS: false };
  publisher = new Publisher({ ...app, ...at });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('5, Better: importing Pusher sets no global', async () => {
  const has = async (name: Parameters<typeof openTab>[2]) => {
    const page = await openTab(browser, server.url, name, 'ada');
    const found = await page.evaluate(() => 'Pusher' in window);
    await page.context().close();
    return found;
  };
  expect(await has('laravel-echo on pusher-js')).toBe(true);
  expect(await has('laravel-echo on oread/pusher')).toBe(false);
});

test('81, Better: the status is connecting at once, also before the page has a body', async () => {
  const pusherJs = require.resolve('pusher-js').replace(/node.pusher.js$/, 'web/pusher.js');
  const peer = require.resolve('laravel-echo').replace(/echo[.\w]*$/, 'echo.iife.js');
  const status = async (...scripts: string[]) => {
    const page = await (await browser.newContext()).newPage();
    const texts = await Promise.all(scripts.map((path) => readFile(path, 'utf8')));
    const options = `{ broadcaster: 'reverb', key: 'oread-key', wsHost: '127.0.0.1', wsPort: ${server.port},
      forceTLS: false, enabledTransports: ['ws'] }`;
    await page.addInitScript({
      content: `${texts.join('\n')}
        window.status0 = [!!document.body, new (Echo.default ?? Echo)(${options}).connectionStatus()];`,
    });
    await page.goto(`${server.url}/worker/index.html`);
    const found = await page.evaluate(() => (window as any).status0);
    await page.context().close();
    return found;
  };
  expect(await status(pusherJs, peer)).toEqual([false, 'disconnected']);
  expect(await status(`${js}dist/echo.iife.js`)).toEqual([false, 'connecting']);
});

test('124: it runs in a worker', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.url}/worker/index.html`);
  await page.evaluate((port) => {
    const heard: unknown[] = [];
    const worker = new Worker('app.js', { type: 'module' });
    worker.onmessage = ({ data }) => heard.push(data);
    worker.postMessage(port);
    Object.assign(window, { heard });
  }, server.port);
  const heard = () => page.evaluate(() => (window as any).heard);
  await expect.poll(heard, { timeout: 15_000 }).toEqual(['subscribed']);
  await publisher.trigger('a', 'e', { n: 1 });
  await expect.poll(heard, { timeout: 15_000 }).toEqual(['subscribed', { n: 1 }]);
  await page.context().close();
});

test('125: it runs where the page forbids Wasm', async () => {
  const page = await openTab(browser, server.url, 'oread where Wasm is forbidden', 'ada');
  await page.evaluate(() => {
    const { echo, note } = window as any;
    echo.channel('a').listen('.e', note('e')).subscribed(note('subscribed'));
  });
  const heard = () => page.evaluate(() => (window as any).heard);
  await expect.poll(heard, { timeout: 15_000 }).toEqual([['subscribed']]);
  await publisher.trigger('a', 'e', { n: 1 });
  await expect.poll(heard, { timeout: 15_000 }).toEqual([['subscribed'], ['e', { n: 1 }]]);
  await page.context().close();
});
