// A delivery bench in Chromium: bundles its page with both clients and runs it in new browsers.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../tools/bundle.mjs';
import { withPage } from '../../tools/chromium.mjs';
import { RUNS } from './clients.mjs';
import { medians } from './medians.mjs';

/** `page`: the URL of the module that makes `runDeliver` global. */
export async function runInChromium({ quick, page = new URL('page.mjs', import.meta.url) }) {
  const path = fileURLToPath(page);
  const directory = await mkdtemp(join(tmpdir(), 'oread-deliver-'));
  try {
    const source = await readFile(path, 'utf8');
    await bundle({ source, resolveDir: dirname(path), outdir: directory });
    const runs = [];
    while (runs.length < RUNS)
      runs.push(
        await withPage({ directory }, async (tab, origin) => {
          tab.on('console', (message) => console.error(message.text()));
          tab.on('pageerror', (error) => console.error(`  page: ${error.message}`));
          await tab.addScriptTag({ type: 'module', url: `${origin}/app.js` });
          await tab.waitForFunction('globalThis.runDeliver !== undefined');
          return tab.evaluate((options) => globalThis.runDeliver(options), {
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
