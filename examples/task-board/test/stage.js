// Test setup: the whole back end, and windows in Chromium.
import { chromium } from 'playwright-core';
import { startBackend } from '../backend.js';

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
    return stage;
  }

  async stop() {
    await this.browser?.close();
    await this.backend.stop();
  }

  /** A window; live and with the tasks, unless `prepare(page)` makes that impossible. */
  async open(prepare, options = {}) {
    const context = await this.browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(error.message));
    await prepare?.(page);
    await page.goto(this.backend.url);
    if (!prepare) await this.isLive(page);
    return page;
  }
  async isLive(page) {
    await inState(page, 'connected');
    await page.waitForSelector('.card');
  }

  /** Calls Laravel, as a window without a connection would. */
  async ask(method, path, body) {
    const answer = await fetch(`${this.backend.laravel.url}/api${path}`, {
      method,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  /** A task of this title, in the first column. */
  create = (title) => this.ask('POST', '/board', { title });
}

export const inState = (page, link) =>
  page.waitForSelector(`[data-link="${link}"]`, { timeout: 60_000 });
export const card = (page, title) => page.locator('.card', { hasText: title });
export const inColumn = (page, title, status) =>
  page.waitForSelector(`[data-column="${status}"] .card:not(.waiting):has-text("${title}")`);
export const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
