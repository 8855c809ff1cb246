// The first steps for Next, Nuxt, Svelte, SvelteKit and Angular, followed in an empty folder that has what the framework's own
// command creates: the page shows the event that the last command publishes. The packed package is installed from npm's side, so
// this takes minutes.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fences, freePort, launch, packInto, shell, start, subscribed } from '../server.mjs';
import { read, root } from '../site.mjs';

const apps = join(root, 'js/packaging-tests/apps');
const versions = JSON.parse(read('js/packaging-tests/support/versions.json'));
const old = Number(process.versions.node.split('.')[0]) < 22;

let browser, packed, tarball;
before(async () => {
  browser = await launch();
  packed = mkdtempSync(join(tmpdir(), 'oread-packed-'));
  tarball = packInto(packed);
});
after(async () => {
  await browser.close();
  rmSync(packed, { recursive: true });
});

/** Installs the framework, and what the page says: its first command. */
function install(folder, framework, text) {
  const [command] = fences(text, 'sh');
  assert.match(command, /^npm install oread\n/);
  const own = `node-${process.platform}-${process.arch}`;
  const dependencies = { ...versions[framework], ...(old && { [own]: versions.node }) };
  const project = { private: true, type: 'module', dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(project));
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  execFileSync('npm', ['install', ...flags, tarball], { cwd: folder, stdio: 'pipe' });
  return old ? join(folder, 'node_modules', own, 'bin/node') : process.execPath;
}

/** Writes each fence that begins with the name of its file. */
function writeFiles(folder, text, change = (code) => code) {
  const names = [];
  for (const [, code] of text.matchAll(/```(?:jsx?|ts|vue|svelte|html)\n([^]*?)```/g)) {
    const name = /^(?:\/\/|<!--) ([\w./[\]+-]+\.\w+)/.exec(code)?.[1];
    // Each page shows the first steps first; a file that comes again is another way.
    if (!name || names.includes(name)) continue;
    names.push(name);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), change(code));
  }
  return names;
}

/** The first steps only, with a free port instead of 8080. */
function firstSteps(page, port, end) {
  const [steps] = read(page).split(end);
  return steps.replaceAll('8080', `${port}`);
}

/** Starts the framework's own development server, and returns its address. */
async function develop(folder, node, command, port) {
  const ours = /^(NODE_ENV|NODE_TEST_CONTEXT|PORT|HOST)$/;
  const given = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
  const child = spawn(node, command, {
    cwd: folder,
    env: { ...Object.fromEntries(given), ...quiet },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)));
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      if (said.includes(`http://localhost:${port}`)) resolve();
    });
  });
  return async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
}

/** Opens the page, and runs the command that publishes once the page has subscribed. */
async function hears(address, publish, folder) {
  const tab = await browser.newPage();
  const problems = [];
  tab.on('pageerror', ({ message }) => problems.push(message));
  const listens = subscribed(tab, 'private-orders.1');
  // A development server builds the page now.
  await tab.goto(address, { timeout: 120_000 });
  await tab.waitForSelector('p:has-text("ordered")', { timeout: 120_000 });
  await listens;
  execFileSync('bash', ['-ec', publish], shell(folder));
  await tab.waitForSelector('p:has-text("on its way with Snail Mail")');
  assert.deepEqual(problems, []);
  await tab.close();
}

/**
 * Follows a page: `template` writes what the framework's own command creates, `environment` is the file for the addresses, and
 * `end` the heading after the first steps.
 */
async function follow({ page, framework, template, environment, end, command, path = '' }) {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), `oread-${framework}-`));
  const ends = [() => rmSync(folder, { recursive: true, maxRetries: 5 })];
  try {
    const text = firstSteps(page, port, end);
    const trial = firstSteps('docs/react.md', port, '\n## All hooks').split(
      '## Try it without a back end',
    )[1];
    const [serve, publish] = fences(trial, 'sh');
    const [options] = fences(trial, 'tsx');
    const node = install(folder, framework, text);
    template(folder);
    const [addresses] = fences(text, 'ini').concat(fences(trial, 'ini'));
    writeFileSync(join(folder, environment), addresses);
    writeFiles(folder, text, (code) =>
      code.replace(/configureEcho\(\{ broadcaster: 'reverb' \}\);\n/, options),
    );
    const server = await start(serve, folder);
    ends.push(server.stop);
    const own = await freePort();
    ends.push(await develop(folder, node, command(own), own));
    await hears(`http://localhost:${own}${path}`, publish, folder);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const vite = (port) => ['node_modules/vite/bin/vite.js', '--port', port, '--host', 'localhost'];

test('docs/next.md leads to an event', () =>
  follow({
    page: 'docs/next.md',
    framework: 'next',
    template: (folder) => cpSync(join(apps, 'next/app/layout.jsx'), join(folder, 'app/layout.jsx')),
    environment: '.env.local',
    end: '\n## ',
    command: (port) => ['node_modules/next/dist/bin/next', 'dev', '--port', port],
    path: '/orders/1',
  }));

test('docs/nuxt.md leads to an event', () =>
  follow({
    page: 'docs/nuxt.md',
    framework: 'nuxt',
    template: () => {},
    environment: '.env',
    end: '\n## ',
    command: (port) => [
      ...['node_modules/nuxt/bin/nuxt.mjs', 'dev', '--port', port, '--host', 'localhost'],
    ],
  }));

test('docs/svelte.md leads to an event', () =>
  follow({
    page: 'docs/svelte.md',
    framework: 'svelte',
    template(folder) {
      const entry = '<div id="app"></div><script type="module" src="/src/main.js"></script>';
      writeFileSync(join(folder, 'index.html'), `<!doctype html>${entry}`);
      const config = `import { svelte } from '@sveltejs/vite-plugin-svelte';
export default { plugins: [svelte()] };`;
      writeFileSync(join(folder, 'vite.config.js'), config);
    },
    environment: '.env.local',
    end: '\n## ',
    command: vite,
  }));

test('docs/svelte.md leads to an event in SvelteKit', () =>
  follow({
    page: 'docs/svelte.md',
    framework: 'sveltekit',
    template(folder) {
      mkdirSync(join(folder, 'src'));
      cpSync(join(apps, 'sveltekit/src/app.html'), join(folder, 'src/app.html'));
      const config = `import { sveltekit } from '@sveltejs/kit/vite';
export default { plugins: [sveltekit()] };`;
      writeFileSync(join(folder, 'vite.config.js'), config);
    },
    environment: '.env.local',
    end: '\n## No such heading',
    command: vite,
  }));

// Angular's compiler runs in the browser here, with the decorators translated by Vite: what `ng serve` does beforehand.
test('docs/angular.md leads to an event', async () => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'oread-angular-'));
  const ends = [() => rmSync(folder, { recursive: true, maxRetries: 5 })];
  try {
    const text = read('docs/angular.md').replaceAll('8080', `${port}`);
    const [steps, trial] = text.split('## Try it without a back end');
    const options = /new Echo\(\{[^]*?\}\)/;
    const [serve, publish] = fences(
      firstSteps('docs/react.md', port, '\n## All hooks').split('## Try it')[1],
      'sh',
    );
    install(folder, 'angular', text);
    writeFiles(folder, steps, (code) => code.replace(options, options.exec(trial)[0]));
    const scripts =
      '<script type="module">import "@angular/compiler"; await import("/main.ts");</script>';
    writeFileSync(join(folder, 'index.html'), `<app-order></app-order>${scripts}`);
    const { createServer } = await import(
      pathToFileURL(join(root, 'docs/node_modules/vite/dist/node/index.js'))
    );
    const app = await createServer({
      root: folder,
      configFile: false,
      logLevel: 'error',
      esbuild: { tsconfigRaw: { compilerOptions: { experimentalDecorators: true } } },
      server: { host: 'localhost', port: 0, fs: { strict: false } },
    });
    await app.listen();
    ends.push(() => app.close());
    const server = await start(serve, folder);
    ends.push(server.stop);
    await hears(app.resolvedUrls.local[0], publish, folder);
  } finally {
    for (const end of ends.reverse()) await end();
  }
});
