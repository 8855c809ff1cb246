// Pages in Chromium with one client each, bundled as in apps.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bundle } from '../../tools/bundle.mjs';

const js = fileURLToPath(new URL('../../', import.meta.url));
const root = fileURLToPath(new URL('../../../build/browser-test/', import.meta.url));

/** The imports of each app; all of them then make an Echo. */
export const clients = {
  'laravel-echo on oread/pusher': `
    import Echo from 'laravel-echo';
    import Pusher from 'oread/pusher';
    window.make = (options) => new Echo({ ...options, Pusher });`,
  oread: `
    import Echo from 'oread';
    window.make = (options) => new Echo(options);`,
  'oread/wasm': `
    import Echo from 'oread/wasm';
    window.make = (options) => new Echo(options);`,
  // The page forbids WebAssembly, so the plain-JS engine is used.
  'oread where Wasm is forbidden': `
    import Echo from 'oread';
    window.make = (options) => new Echo(options);`,
  'laravel-echo on pusher-js': `
    import Echo from 'laravel-echo';
    import Pusher from 'pusher-js';
    window.make = (options) => new Echo({ ...options, Pusher });`,
};
export type ClientName = keyof typeof clients;

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export const executable = process.env.OREAD_CHROMIUM ?? '/usr/bin/chromium';

export const launch = (...more: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: executable,
    headless: true,
    args: [...flags.split(' '), ...more],
  });

const folder = (name: ClientName) => name.replace(/[^a-z]+/g, '-');

/** Bundles every client; returns the directory to serve. */
export async function buildPages(): Promise<string> {
  for (const name of Object.keys(clients) as ClientName[]) {
    const outdir = join(root, folder(name));
    await mkdir(outdir, { recursive: true });
    await bundle({ source: clients[name], resolveDir: js, outdir });
    const policy = name.endsWith('forbidden')
      ? "script-src 'self'"
      : "script-src 'self' 'wasm-unsafe-eval'";
    await writeFile(
      join(outdir, 'index.html'),
      `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
      <link rel="icon" href="data:,"><script type="module" src="app.js"></script>`,
    );
  }
  return root;
}

/** One tab with one connected user. Its Echo's events are in `window.heard`. */
export async function openTab(
  browser: Browser,
  url: string,
  name: ClientName,
  user: string,
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => console.error(`${name}: ${error}`));
  await page.goto(`${url}/${folder(name)}/index.html`);
  await page.evaluate(
    ({ port, user }) => {
      const echo = (window as any).make({
        broadcaster: 'reverb',
        key: 'oread-key',
        wsHost: '127.0.0.1',
        wsPort: port,
        forceTLS: false,
        enabledTransports: ['ws'],
        auth: { params: { user } },
        userAuthentication: { endpoint: '/broadcasting/user-auth', params: { user } },
        withoutInterceptors: true,
      });
      const heard: unknown[] = [];
      const note =
        (what: string) =>
        (...args: unknown[]) =>
          void heard.push([what, ...args.slice(0, 1)]);
      Object.assign(window, { echo, heard, note });
    },
    { port: Number(new URL(url).port), user },
  );
  await page.waitForFunction(() => (window as any).echo.connectionStatus() === 'connected');
  return page;
}
