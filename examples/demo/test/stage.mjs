// Test setup for the demo: served without its publisher, in Chromium, with an SDK to publish.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import Pusher from 'pusher';

const serve = fileURLToPath(new URL('../serve.mjs', import.meta.url));

export class Stage {
  problems = [];

  static async start() {
    const stage = new Stage();
    stage.demo = spawn(process.execPath, [serve, '--port', '0', '--no-publisher'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, OREAD_SECRET: 'oread-secret' },
    });
    for await (const line of createInterface({ input: stage.demo.stdout })) {
      if (!line.startsWith('ready ')) continue;
      stage.address = line.slice('ready '.length);
      break;
    }
    assert.ok(stage.address, 'serve.mjs ended before it was ready');
    stage.pusher = new Pusher({
      appId: '1',
      key: 'oread-key',
      secret: 'oread-secret',
      host: '127.0.0.1',
      port: new URL(stage.address).port,
    });
    stage.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
    return stage;
  }

  async stop() {
    await this.browser?.close();
    this.demo.kill('SIGTERM');
    const [code] =
      this.demo.exitCode === null ? await once(this.demo, 'exit') : [this.demo.exitCode];
    assert.equal(code, 0);
  }

  /** A connected page of this person; `first` runs in it before its own scripts. */
  async open(name, options = {}, first = undefined) {
    const context = await this.browser.newContext(options);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(`${name}: ${error.message}`));
    if (first) await page.addInitScript(first);
    await page.goto(`${this.address}/?as=${name}`);
    await page.waitForSelector('[data-link="live"]');
    await page.waitForSelector(`.person[data-name="${name}"]`);
    return page;
  }
}

/** An outage like the page's button causes, which lasts until it is healed, however slow this machine is. */
export async function outage(page) {
  const shut = (seconds) =>
    page.evaluate(async (seconds) => {
      const body = JSON.stringify({ gate: sessionStorage.getItem('gate'), seconds });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/demo/gate', { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    }, seconds);
  await shut(3600);
  await page.waitForSelector('[data-link="down"]');
  return async () => {
    await shut(1);
    await page.waitForSelector('[data-link="live"]', { timeout: 60_000 });
  };
}

export const columnOf = (page, id) =>
  page.getAttribute(`[data-column]:has(.card[data-id="${id}"])`, 'data-column');
export const inColumn = (page, id, column) =>
  page.waitForSelector(`[data-column="${column}"] .card[data-id="${id}"]`);
