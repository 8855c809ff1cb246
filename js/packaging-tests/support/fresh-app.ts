// A fresh application of a server-rendering framework: installed from npm, built, served, and opened in Chromium against the
// real dev server.
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Publisher from 'pusher';
import { afterAll, expect, vi } from 'vitest';
import { app, DevServer } from '../../test/browser/dev-server.js';
import { launch } from '../../test/browser/page.js';
import { installConsumer, pack, runAside } from './consumer.js';
import versions from './versions.json' with { type: 'json' };

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** The application's environment, as on a command line: without the test runner's variables. */
export function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const ours = /^(VITEST.*|NODE_ENV|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/;
  const given = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  return { ...Object.fromEntries(given), ...quiet, ...more };
}

export type Framework = 'next' | 'nuxt' | 'sveltekit' | 'react-native';

/** Installs an application of `apps/`, with a Node.js that is new enough for its dependencies. */
export function freshApp(name: Framework): { root: string; node: string } {
  const old = Number(process.versions.node.split('.')[0]) < 22;
  const own = `node-${process.platform}-${process.arch}`;
  const root = installConsumer(
    {
      ...versions[name],
      ...(old && name !== 'next' && { [own]: versions.node }),
      oread: `file:${pack()}`,
    },
    // As in the framework's own template.
    name === 'nuxt' || name === 'sveltekit' ? { type: 'module' } : {},
  );
  cpSync(fileURLToPath(new URL(`../apps/${name}`, import.meta.url)), root, { recursive: true });
  const fetched = join(root, 'node_modules', own, 'bin/node');
  return { root, node: old && name !== 'next' ? fetched : process.execPath };
}

/** The dev server; it signs for every page, and can encrypt. */
export async function serveOread() {
  const sealing = Buffer.alloc(32, 7).toString('base64');
  const server = new DevServer(fileURLToPath(new URL('../apps', import.meta.url)), [
    ...['--master-key', sealing],
  ]);
  await server.start();
  ends.push(() => server.stop());
  const publisher = new Publisher({
    ...{ ...app, host: '127.0.0.1', port: String(server.port), useTLS: false },
    encryptionMasterKeyBase64: sealing,
  });
  return { server, publisher };
}

export const CHANNELS = ['news', 'private-encrypted-news', 'private-news'];

export interface Commands {
  /** Each is the arguments of `node`. */
  build: string[];
  start: string[];
  dev: string[];
  /** The URL of a server route that reports what the package is on the server. */
  route: string;
}

/** Builds and serves the application in `root`, then serves its development build: both must receive published events. */
export async function tryApp(
  { root, node }: { root: string; node: string },
  { build, start, dev, route }: Commands,
): Promise<void> {
  const { server, publisher } = await serveOread();
  const env = environment({ OREAD_PORT: String(server.port), PORT: '0', HOST: '127.0.0.1' });
  const built = await runAside(node, build, { cwd: root, env, maxBuffer: 1 << 24 });
  expect(complaints(built.stdout + built.stderr)).toEqual([]);

  const said: string[] = [];
  /** Returns the origin. */
  async function serve(command: string[]): Promise<string> {
    const child = spawn(node, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // Until it has exited it may write into the folder, which is removed.
    ends.push(() => child.kill() && ended);
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        said.push(line);
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (found) resolve(found[0]);
      });
    });
  }
  const browser = await launch();
  ends.push(() => browser.close());

  /** Opens the page, publishes once it has subscribed to all channels, and waits until it shows the events. */
  async function hears(origin: string, kind: string): Promise<void> {
    server.log.splice(0);
    const page = await browser.newPage();
    page.on('pageerror', (error) => said.push(error.message));
    page.on('console', (message) => said.push(message.text()));
    // Browsers request it, and not every application has one.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    // A development server may have to build the page first.
    await page.goto(`${origin}/?port=${server.port}`, { timeout: 120_000 });
    await vi
      .waitUntil(() => CHANNELS.every((one) => subscribed().includes(one)), { timeout: 60_000 })
      .catch((error) => {
        throw new Error(`${error}\n${said.join('\n')}`);
      });
    // One request each: a list must not contain encrypted channels.
    for (const to of CHANNELS) await publisher.trigger(to, 'hello', { to });
    const text = `connected, ${CHANNELS.join(' ')}, one engine, ${kind}`;
    await page.waitForFunction(
      (wanted) => document.querySelector('p')!.innerText === wanted,
      text,
      { timeout: 30_000 },
    );
    await page.close();
  }
  const subscribed = () =>
    server.log.filter(({ what }) => what === 'subscribed').map(({ channel }) => channel);

  const origin = await serve(start);
  const html = await (await fetch(origin)).text();
  expect(html.replace(/<!--.*?-->/g, '')).toContain('<p>disconnected, nothing</p>');
  expect(await (await fetch(origin + route)).text()).toBe('function,function,function');
  // Neither the build nor the server has connected.
  expect(server.log.filter(({ what }) => what.startsWith('connection'))).toEqual([]);
  await hears(origin, 'left alone');
  await hears(await serve(dev), 'helped');
  expect(complaints(said.join('\n'))).toEqual([]);
}

const alarming = /^\W*(warn|error|critical|failed)|with warnings|module not found|can't resolve/i;
/** A framework's warnings about itself. */
const noise = /css\.devSourcemap option is deprecated/;

/** The warnings in a command's output, each with the lines that follow it, because some name the file there. */
export function complaints(output: string): string[] {
  const lines = output.split('\n');
  return lines
    .map((line, at) => [line, ...lines.slice(at + 1, at + 4)].join('\n'))
    .filter((text) => alarming.test(text.split('\n')[0]!) && !noise.test(text));
}
