// Test setup: the whole back end, and windows in Chromium.
import { chromium } from 'playwright-core';
import { look as lookAt } from '../../laravel/look.mjs';
import { freePort } from '../../laravel/processes.mjs';
import { startBackend } from '../backend.js';
import { Cable } from './cable.js';

export class Stage {
  problems = [];
  #token;

  static async start() {
    const stage = new Stage();
    const socketPort = await freePort();
    stage.cable = await Cable.start(socketPort);
    [stage.backend, stage.browser] = await Promise.all([
      startBackend({ socketPort, pageSocketPort: stage.cable.port }),
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
    await this.cable.stop();
  }

  /** A window at this path. `page.reloads` are the partial reloads that it has sent, `page.answered` counts answers. */
  async window(path, prepare) {
    const context = await this.browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(error.message));
    page.reloads = [];
    page.answered = 0;
    const onlyOf = (request) => request.headers()['x-inertia-partial-data'];
    page.on('request', (request) => onlyOf(request) && page.reloads.push(onlyOf(request)));
    page.on('requestfinished', (request) => onlyOf(request) && page.answered++);
    await prepare?.(page);
    await page.goto(`${this.backend.url}${path}`);
    return page;
  }
  /** The public page, live and with its first reload done. */
  async public() {
    const page = await this.window('/status/ridge');
    await settled(page);
    return page;
  }
  /** The dashboard of this person. */
  async dashboard(name) {
    const page = await this.window('/dashboard');
    await page.fill('[name=email]', `${name}@example.com`);
    await page.click('form button');
    await settled(page);
    return page;
  }

  /** Calls Laravel as an administrator. */
  async ask(method, path, body) {
    const send = async (method, path, body, token) => {
      const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
      if (token) headers.Authorization = `Bearer ${token}`;
      const url = `${this.backend.laravel.url}/api${path}`;
      const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    };
    const cleo = { email: 'cleo@example.com', password: 'password' };
    this.#token ??= (await send('POST', '/tokens', cleo)).token;
    return send(method, path, body, this.#token);
  }
  async setService(name, status) {
    const { services } = await this.ask('GET', '/office');
    const { id } = services.find((service) => service.name === name);
    return this.ask('PATCH', `/services/${id}`, { status });
  }
}

/** Live, and the reload after the subscription has been answered. */
async function settled(page) {
  await inState(page, 'connected');
  await until(() => page.answered > 0);
}

export async function until(isSo) {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
export const inState = (page, link) =>
  page.waitForSelector(`[data-link="${link}"]`, { timeout: 60_000 });
export const row = (page, title) => page.locator('.row', { hasText: title });
export const hasStatus = (page, title, status) =>
  page.waitForSelector(`.row[data-status="${status}"]:has-text("${title}")`);
export const notice = (page, hasText) =>
  page.locator('[data-sonner-toast]', { hasText }).first().waitFor();
export const close = (...pages) => Promise.all(pages.map((page) => page.context().close()));
/** The notices are a library's. */
export const look = (page, state) => lookAt(page, state, ['[data-sonner-toaster]']);
