// Test setup: the whole back end, and windows in Chromium.
import { chromium } from 'playwright-core';
import { startBackend } from '../backend.js';
import { Customers } from '../customers.js';

export { look } from '../../laravel/look.mjs';

export class Stage {
  problems = [];

  static async start() {
    const stage = new Stage();
    [stage.backend, stage.browser] = await Promise.all([
      startBackend(),
      chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      }),
    ]);
    stage.customers = new Customers(stage.backend.laravel.url);
    return stage;
  }

  async stop() {
    await this.browser?.close();
    await this.backend.stop();
  }

  /**
   * A window, signed in as this person. `page.asked` are the bodies of Livewire's requests, `page.answered` counts answers;
   * `prepare(page)` is called before the sign-in.
   */
  async window(name, prepare) {
    const context = await this.browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(`${name}: ${error.message}`));
    page.asked = [];
    page.answered = 0;
    const isLivewire = (request) => request.headers()['x-livewire'];
    page.on('request', (request) => isLivewire(request) && page.asked.push(request.postDataJSON()));
    page.on('requestfinished', (request) => isLivewire(request) && page.answered++);
    await prepare?.(page);
    await page.goto(this.backend.url);
    await page.fill('[name=email]', `${name}@example.com`);
    await page.fill('[name=password]', 'password');
    await page.click('form button');
    await page.waitForSelector('.board');
    return page;
  }
  /** The board of an administrator, live; it has caught up and knows who is here. */
  async board(name, prepare) {
    const page = await this.window(name, prepare);
    await inState(page, 'connected');
    await page.waitForSelector('.person');
    await until(() => caughtUp(page) > 0);
    await settled(page);
    return page;
  }

  buy = (options) => this.customers.buy(options);
  alert = (message, severity) => this.customers.ask('/chinook/alerts', { message, severity });
}

/** How many requests of this page told the table of invoices to catch up. */
export const caughtUp = ({ asked }) =>
  asked.filter(({ components }) =>
    components.some(
      ({ snapshot, calls }) =>
        JSON.parse(snapshot).memo.name === 'chinook.invoices-widget' &&
        calls.some(({ params }) => params[0] === 'catch-up'),
    ),
  ).length;

export async function until(isSo) {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
/** All requests of Livewire are answered. */
export const settled = (page) => until(() => page.answered === page.asked.length);
export const inState = (page, link) =>
  page.waitForSelector(`[data-link="${link}"]`, { timeout: 60_000 });
export const invoice = (page, { id }, status) =>
  page.waitForSelector(`tr[data-id="${id}"]${status ? `[data-status="${status}"]` : ''}`);
export const has = (page, selector, text) =>
  page.waitForSelector(`${selector}:has-text(${JSON.stringify(text)})`);
export const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
