// One page in Chromium with its own app, bundled with aliases for the packages that Oread replaces.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const ours = {
  'laravel-echo': 'oread',
  'pusher-js': 'oread/pusher/with-encryption',
};

const root = fileURLToPath(new URL('../../../build/app-test/', import.meta.url));

/** A directory with one folder for each app: a page whose script is bundled from `fixtures/ENTRY`. */
export async function buildApps(
  apps: Record<string, { entry: string; alias?: Record<string, string>; define?: object }>,
): Promise<string> {
  for (const [name, { entry, alias = ours, define }] of Object.entries(apps)) {
    const folder = join(root, name);
    await mkdir(folder, { recursive: true });
    await build({
      entryPoints: [fileURLToPath(new URL(`fixtures/${entry}`, import.meta.url))],
      bundle: true,
      format: 'iife',
      target: 'es2020',
      jsx: 'automatic',
      outfile: join(folder, 'app.js'),
      alias,
      define: { 'process.env.NODE_ENV': '"development"', ...define },
      logLevel: 'error',
    });
    await writeFile(
      join(folder, 'index.html'),
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><div id="root"></div>
      <script>
        window.heard = [];
        window.note = (what) => (...args) => void heard.push([what, ...args]);
      </script><script src="app.js"></script>`,
    );
  }
  return root;
}

/** Opens an app in its own browser context. */
export async function openApp(
  browser: Browser,
  address: string,
  prepare?: (context: BrowserContext) => Promise<unknown>,
): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  await prepare?.(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${address}: ${error}`));
  await page.goto(address);
  return page;
}

/** Waits until the page received `what`, with a matching argument if one is passed. */
export async function hears(page: Page, what: string, like?: unknown): Promise<void> {
  await page.waitForFunction(
    ([what, like]) =>
      (window as any).heard.some(
        ([one, first]: unknown[]) =>
          one === what && (like === undefined || JSON.stringify(first) === like),
      ),
    [what, like === undefined ? undefined : JSON.stringify(like)] as const,
    { timeout: 15_000 },
  );
}

/** How often the page has received `what`. */
export const count = (page: Page, what: string): Promise<number> =>
  page.evaluate((what) => (window as any).heard.filter(([one]: any) => one === what).length, what);

/** Runs the app's code; `note(name)` makes a listener. */
export const act = (page: Page, code: string): Promise<unknown> =>
  page.evaluate(`(async () => { ${code} })()`);
