// Pages for all browsers: the same application, from a bundler and directly from the package, with and without Wasm.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeConsumer } from './consumer.js';
import { serveFiles, serveSocket } from './servers.js';

/** What a page sets as `window.result`. */
const app = (from: string, without: boolean) => `
  import { witness } from './hear.mjs';
  const run = witness(${without});
  const { default: Echo } = await import('${from}');
  window.result = await run(Echo, new URLSearchParams(location.search).get('port')).catch(String);`;

export interface Case {
  name: string;
  url: string;
  says: string;
}

/** Serves all cases: the URL to open, and the expected result. */
export async function pages(): Promise<Case[]> {
  const { build } = await import('vite');
  const root = makeConsumer(['react'], 'fixtures');
  const port = await serveSocket();
  const cases: Case[] = [];
  const page = (folder: string, script: string) =>
    writeFileSync(
      join(folder, 'index.html'),
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
      <script type="module" src="${script}"></script>`,
    );
  const add = async (name: string, folder: string, engine: string, policy = '') => {
    const url = `${await serveFiles(folder, policy)}/?port=${port}`;
    cases.push({ name, url, says: `news private-encrypted-news ${engine}` });
  };

  const given = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  page(root, './main.mjs');
  for (const without of [false, true]) {
    writeFileSync(join(root, 'main.mjs'), app('oread', without));
    const outDir = join(root, `vite-${without}`);
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      build: { outDir, target: 'es2022' },
    });
    await add(`Vite${without ? ', no WebAssembly' : ''}`, outDir, without ? 'plain' : 'wasm');
  }
  process.env.NODE_ENV = given;
  const policy = "default-src 'self'; connect-src *; img-src data:";
  await add('Vite, a policy without Wasm', join(root, 'vite-false'), 'plain', policy);

  const direct = join(root, 'direct');
  mkdirSync(direct);
  for (const name of ['hear.mjs', 'node_modules/oread/dist'])
    cpSync(join(root, name), join(direct, name.replace(/.*\//, '')), { recursive: true });
  writeFileSync(join(direct, 'main.mjs'), app('./dist/index.js', false));
  page(direct, './main.mjs');
  await add('no bundler', direct, 'wasm');
  return cases;
}
