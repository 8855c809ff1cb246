// The delivery bench in Chromium: bundles ./page.mjs with both clients and runs it in new browsers.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../tools/bundle.mjs';
import { withPage } from '../../tools/chromium.mjs';
import { RUNS } from './clients.mjs';
import { medians } from './medians.mjs';

const here = dirname(fileURLToPath(import.meta.url));

export async function runInChromium({ quick }) {
  const directory = await mkdtemp(join(tmpdir(), 'oread-deliver-'));
  try {
    const source = await readFile(join(here, 'page.mjs'), 'utf8');
    await bundle({ source, resolveDir: here, outdir: directory });
    const runs = [];
    while (runs.length < RUNS)
      runs.push(
        await withPage({ directory }, async (page, origin) => {
          page.on('console', (message) => console.error(message.text()));
          page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
          await page.addScriptTag({ type: 'module', url: `${origin}/app.js` });
          await page.waitForFunction('globalThis.runDeliver !== undefined');
          return page.evaluate((options) => globalThis.runDeliver(options), {
            quick,
            run: runs.length + 1,
          });
        }),
      );
    return medians(runs);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
