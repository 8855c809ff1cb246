// Test setup: the whole back end, and windows of its users in Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { Backend } from '../backend.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class Stage {
  problems = [];
  #tokens = {};

  static async start() {
    const stage = new Stage();
    stage.backend = await Backend.start();
    stage.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
    return stage;
  }

  async stop() {
    await this.browser?.close();
    await this.backend.stop();
  }

  /** A window of this user, whose dashboard is live unless another state is named. */
  async open(name, link = 'connected') {
    const context = await this.browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.sockets = [];
    page.on('websocket', (socket) => page.sockets.push(socket));
    page.on('pageerror', (error) => this.problems.push(`${name}: ${error.message}`));
    await page.goto(this.backend.url);
    await page.fill('[name=email]', `${name}@example.com`);
    await page.click('form button');
    await inState(page, link);
    return page;
  }

  /** Calls Laravel as an administrator. */
  async ask(method, path, body) {
    const send = async (path, method, body, token) => {
      const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
      if (token) headers.Authorization = `Bearer ${token}`;
      const url = `${this.backend.laravel.url}/api${path}`;
      const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    const cleo = { email: 'cleo@example.com', password: 'password' };
    this.#tokens.cleo ??= (await send('/tokens', 'POST', cleo)).token;
    return send(path, method, body, this.#tokens.cleo);
  }
}

export const inState = (page, link) =>
  page.waitForSelector(`[data-link="${link}"]`, { timeout: 60_000 });
export const row = (page, name) => page.locator('.row', { hasText: name });
export const hasStatus = (page, name, status) =>
  page.waitForSelector(`.row[data-status="${status}"]:has-text("${name}")`);

/** axe's findings, one line each. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
