// The packed package in a Next app: built, rendered on the server without connecting, and alive in Chromium.
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { launch } from '../test/browser/page.js';
import { installConsumer, manifest, installed, pack, runAside } from './support/consumer.js';
import { serveSocket } from './support/servers.js';

const ends: (() => unknown)[] = [];
afterAll(() => Promise.all(ends.map((end) => end())));

const version = (name: string) => manifest(join(installed(name), '../..'), name).version;

test(
  'Next: prerendered disconnected, then one engine that hears; helped in development only',
  { timeout: 240_000 },
  async () => {
    const root = installConsumer({
      next: '16.4.6',
      oread: `file:${pack()}`,
      react: version('react'),
      'react-dom': version('react-dom'),
    });
    cpSync(fileURLToPath(new URL('next', import.meta.url)), root, { recursive: true });
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: undefined };
    const next = join(root, 'node_modules/next/dist/bin/next');
    await runAside('node', [next, 'build'], { cwd: root, env });

    /** Answers with the origin. */
    async function serve(command: 'start' | 'dev'): Promise<string> {
      const server = spawn('node', [next, command, '--port', '0', '--hostname', '127.0.0.1'], {
        ...{ cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] },
      });
      const ended = new Promise((resolve) => server.once('exit', resolve));
      // Until then it writes into the folder that is to go.
      ends.push(() => server.kill() && ended);
      return new Promise((resolve, reject) => {
        server.once('exit', (code) => reject(new Error(`next ${command} ended with ${code}`)));
        createInterface({ input: server.stdout! }).on('line', (line) => {
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
          if (found) resolve(found[0]);
        });
      });
    }
    const browser = await launch();
    ends.push(() => browser.close());
    const port = await serveSocket();
    const says = async (origin: string, text: string) => {
      const page = await browser.newPage();
      await page.goto(`${origin}/?port=${port}`);
      await page.waitForFunction(
        (wanted) => document.querySelector('p')!.innerText === wanted,
        text,
        { timeout: 60_000 },
      );
      await page.close();
    };

    const origin = await serve('start');
    const html = await (await fetch(origin)).text();
    expect(html.replace(/<!--.*?-->/g, '')).toContain('<p>disconnected, nothing</p>');
    const onServer = await (await fetch(`${origin}/api`)).text();
    expect(onServer).toBe('function,function,function');
    await says(origin, 'connected, news, one engine, left alone');
    await says(await serve('dev'), 'connected, news, one engine, helped');
  },
);
