// The packed package with bundlers that are slow or similar to others: their output receives events on open and encrypted
// channels in Chromium, with and without WebAssembly.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUNDLERS } from '../../tools/bundlers.mjs';
import { launch } from '../../test/browser/page.js';
import { makeConsumer } from '../support/consumer.js';
import { resultAt } from '../support/result.js';
import { serveFiles, serveSocket } from '../support/servers.js';

let browser: Browser;
let port: number;
beforeAll(async () => {
  [browser, port] = await Promise.all([launch(), serveSocket()]);
});
afterAll(() => browser?.close());

/** These do not emit files for `new URL()`, so the application imports what it needs. */
const parts = `import 'oread/plain'; import 'oread/encryption';`;
const app = (without: boolean, needs: string) => `${needs}
  import Echo from 'oread';
  import { witness } from './hear.mjs';
  window.result = '';
  witness(${without})(Echo, new URLSearchParams(location.search).get('port'))
    .catch(String).then((said) => { window.result = said; });`;

test.each([
  ['rspack', ''],
  ['rollup', parts],
  ['parcel', ''],
  ['angular', ''],
] as const)('%s', { timeout: 600_000 }, async (name, needs) => {
  const root = makeConsumer(['react'], 'fixtures');
  for (const without of [false, true]) {
    writeFileSync(join(root, 'app.mjs'), app(without, needs));
    const outdir = join(root, `dist-${without}`);
    mkdirSync(outdir);
    await BUNDLERS[name]!({ root, entry: 'app.mjs', outdir });
    const said = await resultAt(browser, `${await serveFiles(outdir)}/?port=${port}`);
    expect(said).toBe(`news private-encrypted-news ${without ? 'plain' : 'wasm'}`);
  }
});
