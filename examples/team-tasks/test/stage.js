// Test setup: the server in this process, and windows of its users in Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { tokenFor } from '../server/people.js';
import { start } from '../server/index.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class Stage {
  problems = [];

  static async start() {
    const stage = new Stage();
    stage.server = await start();
    stage.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
    return stage;
  }

  async stop() {
    await this.browser.close();
    await this.server.close();
  }

  /** Replaces the server by a new one, with the tasks of the beginning. */
  async renew() {
    await this.server.close();
    this.server = await start();
  }

  /** A window; signed in as this user if there is one. */
  async open(id, { phase = 'connected', token, settings, ...options } = {}) {
    const context = await this.browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(`${id}: ${error.message}`));
    await page.goto(this.server.url);
    await page.click(`.person:has-text("${names[id]}")`);
    if (token || settings) {
      await page.evaluate(
        ([token, settings]) => {
          const session = JSON.parse(sessionStorage.getItem('session'));
          if (token) sessionStorage.setItem('session', JSON.stringify({ ...session, token }));
          if (settings) sessionStorage.setItem('settings', JSON.stringify(settings));
        },
        [token, settings],
      );
      await page.reload();
    }
    await inPhase(page, phase);
    return page;
  }

  /** Ends the server with all its connections; returns a function that starts it again, with the same tasks. */
  async shutDown() {
    const { port, store } = this.server;
    await this.server.close();
    return async (options) => (this.server = await start({ port, store, ...options }));
  }

  async api(id, method, path, body) {
    const answer = await fetch(`${this.server.url}/api${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${tokenFor(id)}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, ...(await answer.json()) };
  }
}

const names = { ada: 'Ada Moss', bob: 'Bob Reyes', noor: 'Noor Haddad' };

export const inPhase = (page, phase) =>
  page.waitForSelector(`.status[data-phase="${phase}"]`, { timeout: 60_000 });
export const row = (page, title) => page.locator('.task', { hasText: title });
export const inStatus = (page, title, status) =>
  page.waitForSelector(`.task[data-status="${status}"]:has-text("${title}")`);
export const told = (page, text) => page.waitForSelector(`.notices p:has-text("${text}")`);

/** axe's findings, one line each. */
export async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
