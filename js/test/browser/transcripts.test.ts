// Runs the transcripts of tests/transcripts on the Wasm in Chromium: the result must be that of the native engine.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transcripts } from '../host/transcript-files.js';
import { launch } from './page.js';

declare const run: (transcript: unknown) => Promise<unknown>;

const js = fileURLToPath(new URL('../../', import.meta.url));
let browser: Browser;
let page: Page;

/** `run`, with the engine in it, as one script. */
async function script(): Promise<string> {
  const wasm = await readFile(new URL('../../../build/wasm/oread.wasm', import.meta.url));
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import start from '../build/wasm/oread.mjs';
        import { replay } from './test/host/transcript-run.ts';
        const bytes = Uint8Array.from(atob('${wasm.toString('base64')}'), (c) => c.charCodeAt(0));
        const compiled = WebAssembly.compile(bytes);
        window.run = async (transcript) => replay(transcript, await start({ wasm: await compiled }));`,
      resolveDir: js,
    },
    bundle: true,
    write: false,
    format: 'iife',
  });
  return outputFiles[0]!.text;
}

beforeAll(async () => {
  browser = await launch();
  page = await browser.newPage();
  await page.addScriptTag({ content: await script() });
});
afterAll(() => browser.close());

it.each(transcripts)('%s', async (_file, transcript) => {
  expect(await page.evaluate((given) => run(given), transcript)).toEqual(transcript);
});
