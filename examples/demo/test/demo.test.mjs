// The demo in Chromium: events of a publisher move it, two browsers see each other, an outage heals.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import Pusher from 'pusher';
import { moved, tasks } from '../public/seed.mjs';

const serve = fileURLToPath(new URL('../serve.mjs', import.meta.url));
let demo;
let address;
let browser;
let pusher;
const problems = [];

before(async () => {
  demo = spawn(process.execPath, [serve, '--port', '0', '--no-publisher'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: demo.stdout })) {
    if (!line.startsWith('ready ')) continue;
    address = line.slice('ready '.length);
    break;
  }
  assert.ok(address, 'serve.mjs ended before it was ready');
  pusher = new Pusher({
    appId: 'oread',
    key: 'oread-key',
    secret: 'oread-secret',
    host: '127.0.0.1',
    port: new URL(address).port,
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
});
after(async () => {
  await browser?.close();
  demo.kill('SIGTERM');
  const [code] = demo.exitCode === null ? await once(demo, 'exit') : [demo.exitCode];
  assert.equal(code, 0);
});

async function open(name, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
  await page.goto(`${address}/?as=${name}`);
  await page.waitForSelector('[data-link="live"]');
  return page;
}

const columnOf = (page, id) =>
  page.getAttribute(`[data-column]:has(.card[data-id="${id}"])`, 'data-column');
const inColumn = (page, id, column) =>
  page.waitForSelector(`[data-column="${column}"] .card[data-id="${id}"]`);

test('an event of the npm SDK moves a card', async () => {
  const page = await open('Ada');
  assert.equal(await columnOf(page, 6), 'todo');
  await page.waitForSelector('.person[data-name="Ada"]');
  const board = moved(tasks, 6, 'done');
  await pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', {
    task: board[0],
    board,
  });
  await inColumn(page, 6, 'done');
  await page.context().close();
});

test('who comes later gets the board as it is, from the cache', async () => {
  const page = await open('Ada');
  await inColumn(page, 6, 'done');
  await page.context().close();
});

test('the buttons of a card move it in every browser, by keyboard', async () => {
  const [ada, noor] = await Promise.all([open('Ada'), open('Noor')]);
  await Promise.all([inColumn(ada, 6, 'done'), inColumn(noor, 6, 'done')]);
  await ada.focus('.card[data-id="6"] .step:not(:disabled)');
  await ada.keyboard.press('Enter');
  await Promise.all([inColumn(ada, 6, 'doing'), inColumn(noor, 6, 'doing')]);
  await Promise.all([ada.context().close(), noor.context().close()]);
});

test('a service that changes is shown, and can be resolved', async () => {
  const page = await open('Ada');
  await page.waitForSelector('.person[data-name="Ada"]');
  await pusher.trigger('cache-status', 'service.status.changed', {
    service: { id: 'radio', status: 'down', incident: 'Lightning' },
  });
  await page.waitForSelector('.service.down[data-id="radio"]');
  assert.match(await page.innerText('.service[data-id="radio"]'), /Lightning/);
  await page.click('[data-service="radio"]');
  await page.waitForSelector('.service.up[data-id="radio"]');
  await page.context().close();
});

test('two browsers see each other come, type, speak and go', async () => {
  const ada = await open('Ada');
  const noor = await open('Noor');
  await ada.waitForSelector('.person[data-name="Noor"]');
  await noor.waitForSelector('.person[data-name="Ada"]');
  // The mark stays for a moment only, so somebody looks before it can appear.
  await Promise.all([
    ada.waitForSelector('.person[data-name="Noor"] .typing'),
    noor.locator('#word').pressSequentially('Fog'),
  ]);
  await Promise.all([
    ada.waitForSelector('.person[data-name="Noor"] .word:text("Fog")'),
    noor.press('#word', 'Enter'),
  ]);
  await noor.context().close();
  await ada.waitForSelector('.person[data-name="Noor"]', { state: 'detached' });
  await ada.context().close();
});

test('the network drops, the page says so, comes back by itself and catches up', async () => {
  const [ada, noor] = await Promise.all([open('Ada'), open('Noor')]);
  await ada.click('#drop');
  await ada.waitForSelector('[data-link="down"]');
  assert.match(await ada.innerText('#state'), /econnecting|Connecting/);
  assert.match(await ada.innerText('#detail'), /away for/);
  const board = moved(tasks, 1, 'done');
  await pusher.trigger('private-cache-board', 'App\\Events\\TaskUpdated', {
    task: board[0],
    board,
  });
  await inColumn(noor, 1, 'done');
  assert.equal(await columnOf(ada, 1), 'todo');
  assert.equal(await noor.getAttribute('html', 'data-link'), 'live');
  await ada.waitForSelector('[data-link="live"]', { timeout: 30_000 });
  await inColumn(ada, 1, 'done');
  await noor.waitForSelector('.person[data-name="Ada"]');
  await Promise.all([ada.context().close(), noor.context().close()]);
});

test('dark, narrow and calm pages work as well', async () => {
  const page = await open('Ilse', {
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    viewport: { width: 360, height: 740 },
  });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(overflow, 0);
  await page.click('#theme');
  assert.equal(await page.getAttribute('html', 'data-theme'), 'light');
  await page.context().close();
});

test('no page complained', () => {
  assert.deepEqual(problems, []);
});
