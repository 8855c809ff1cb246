// Test setup: the whole back end, and windows of its users in Chromium.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { Backend } from '../backend.js';
import { today } from '../client/services/days.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dist = fileURLToPath(new URL('../../../js/dist/', import.meta.url));

/** What Chromium reports itself: refused requests, and sockets whose server is gone. React's complaints are not among them. */
const isExpected = /^(Failed to load resource: |WebSocket connection to )/;

export class Stage {
  problems = [];
  #tokens = {};

  /** `server` is a name in ../sockets.js. */
  static async start({ server } = {}) {
    const stage = new Stage();
    // The minimum: people sign in all the time here.
    stage.backend = await Backend.start({ server, settings: { BCRYPT_ROUNDS: '4' } });
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

  /** An empty window, for this user. */
  async window(name, options) {
    const context = await this.browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.sockets = [];
    page.on('websocket', (socket) => page.sockets.push(socket));
    page.on('pageerror', (error) => this.problems.push(`${name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected.test(message.text()))
        this.problems.push(`${name}: ${message.text()}`);
    });
    return page;
  }

  /** A window of this user, whose dashboard is live unless another state is named. */
  async open(name, link = 'connected', options = {}) {
    const page = await this.window(name, options);
    await page.goto(this.backend.url);
    await this.signIn(page, name);
    await inState(page, link);
    return page;
  }

  async signIn(page, name) {
    await page.fill('[name=email]', `${name}@example.com`);
    await page.click('form button');
  }

  /** `[module, options]` for an Echo that a test makes itself in this page, as the page's own has them. */
  async echoOf(page) {
    await page.route('**/oread/**', (route) =>
      route.fulfill({ path: `${dist}${new URL(route.request().url()).pathname.slice(7)}` }),
    );
    const { server, socketPort, settings } = this.backend;
    const host = '127.0.0.1';
    if (server === 'oread') {
      const { REVERB_APP_KEY: key } = settings;
      const address = { wsHost: host, wsPort: socketPort, forceTLS: false };
      return ['/oread/index.js', { broadcaster: 'reverb', key, ...address }];
    }
    return [
      '/oread/socket.io.js',
      { broadcaster: 'socket.io', host: `http://${host}:${socketPort}` },
    ];
  }

  async person(name, date = today()) {
    const sheet = await this.ask('GET', `/attendances?date=${date}`);
    return sheet.find(({ staff_name }) => staff_name === name);
  }

  /** Calls Laravel as an administrator. */
  async ask(method, path, body) {
    const answer = await this.send(method, path, body, await this.token('cleo'));
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  }

  async token(name) {
    const user = { email: `${name}@example.com`, password: 'password' };
    this.#tokens[name] ??= JSON.parse((await this.send('POST', '/tokens', user)).text).token;
    return this.#tokens[name];
  }

  /** Laravel's `{ status, text }`, from Laravel itself or from another `origin`. */
  async send(method, path, body, token, origin = this.backend.laravel.url) {
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    const options = { method, headers, body: body && JSON.stringify(body) };
    const answer = await fetch(`${origin}/api${path}`, options);
    return { status: answer.status, text: await answer.text() };
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
