// The first steps of docs/react.md and docs/vue.md, followed with Vite in an empty folder: the component shows the event
// that the last command publishes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fences, freePort, launch, shell, start } from './server.mjs';
import { read, root } from './site.mjs';

// Of the site's own packages, because VitePress brings the plugin for Vue.
const load = (path) => import(pathToFileURL(join(root, 'docs/node_modules', path)));
const vite = await load('vite/dist/node/index.js');
const { default: vue } = await load('@vitejs/plugin-vue/dist/index.mjs');

const named = /^(?:\/\/|<!--) (src\/[\w.]+)/;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Writes the page's files, with the changes of "Try it without a back end", and runs the app and the commands. */
async function follow(page, languages, place) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'oread-start-'));
  const text = (path) => read(path).replaceAll('8080', `${port}`);
  const trial = text('docs/react.md').split('## Try it without a back end')[1].split('\n## ')[0];
  const [options] = fences(trial, 'tsx');
  const [serve, publish] = fences(trial, 'sh');
  mkdirSync(join(folder, 'src'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const [environment] = fences(trial, 'ini');
  writeFileSync(join(folder, '.env.local'), environment);
  for (const code of languages.flatMap((language) => fences(text(page), language))) {
    const name = named.exec(code)?.[1];
    if (!name) continue;
    const written = code.replace(`configureEcho({ broadcaster: 'reverb' });\n`, options);
    writeFileSync(join(folder, name), written);
    if (/^src\/main/.test(name)) {
      assert.notEqual(written, code);
      writeFileSync(
        join(folder, 'index.html'),
        `${place}<script type="module" src="/${name}"></script>`,
      );
    }
  }
  const app = await vite.createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    plugins: [vue()],
    esbuild: { jsx: 'automatic' },
    cacheDir: join(folder, '.vite'),
    server: { host: 'localhost', port: 0, fs: { strict: false } },
  });
  await app.listen();
  const server = await start(serve, folder);
  try {
    const tab = await browser.newPage();
    const problems = [];
    tab.on('pageerror', ({ message }) => problems.push(message));
    // Not the socket of Vite itself.
    const subscribed = tab
      .waitForEvent('websocket', (socket) => socket.url().includes('/app/'))
      .then((socket) =>
        socket.waitForEvent('framereceived', ({ payload }) =>
          `${payload}`.includes('subscription_succeeded'),
        ),
      );
    await tab.goto(app.resolvedUrls.local[0]);
    await tab.waitForSelector('p');
    assert.match(await tab.textContent('p'), /^ordered/);
    await subscribed;
    execFileSync('bash', ['-ec', publish], shell(folder));
    await tab.waitForSelector('p:has-text("on its way with Snail Mail")');
    assert.deepEqual(problems, []);
    await tab.close();
  } finally {
    await server.stop();
    await app.close();
    rmSync(folder, { recursive: true });
  }
}

test('docs/react.md leads to an event', () =>
  follow('docs/react.md', ['tsx'], '<div id="root"></div>'));
test('docs/vue.md leads to an event', () =>
  follow('docs/vue.md', ['js', 'vue'], '<div id="app"></div>'));
