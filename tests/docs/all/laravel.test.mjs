// The first steps for Laravel, Livewire and Inertia, followed in a new application: what Laravel's skeleton on Packagist has,
// installed by Composer and npm. `oread serve` takes Reverb's place, as docs/laravel.md says. The starter kits are not on
// Packagist, so a user can sign in with a route of the test, and the files with which they begin are written here.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fences, freePort, launch, packInto, shell, start, subscribed } from '../server.mjs';
import { read } from '../site.mjs';

const versions = JSON.parse(read('js/packaging-tests/support/versions.json'));

let browser, shared, skeleton, tarball;
before(async () => {
  browser = await launch();
  shared = mkdtempSync(join(tmpdir(), 'oread-laravel-'));
  tarball = packInto(shared);
  skeleton = join(shared, 'skeleton');
  const create = ['create-project', '--no-install', '--no-scripts', 'laravel/laravel:^12.0'];
  composer(shared, ...create, skeleton);
  const manifest = JSON.parse(readFileSync(join(skeleton, 'composer.json'), 'utf8'));
  // Its tools need a newer PHP than Laravel does.
  delete manifest['require-dev'];
  // `composer require` reads the lockfile, which a user's configuration may have turned off.
  manifest.config.lock = true;
  writeFileSync(join(skeleton, 'composer.json'), JSON.stringify(manifest, null, 4));
  cpSync(join(skeleton, '.env.example'), join(skeleton, '.env'));
  writeFileSync(join(skeleton, 'database/database.sqlite'), '');
  composer(skeleton, 'update', '--no-audit');
  run(skeleton, 'php artisan key:generate --no-interaction');
  run(skeleton, 'php artisan migrate --no-interaction');
});
after(async () => {
  await browser.close();
  rmSync(shared, { recursive: true, maxRetries: 5 });
});

/** The environment of a shell, without the test runner's variables. */
function environment(folder) {
  const given = Object.entries(shell(folder).env).filter(
    ([name]) => !/^(NODE_ENV|NODE_TEST_CONTEXT|APP_\w+)$/.test(name),
  );
  return { ...Object.fromEntries(given), COMPOSER_ALLOW_SUPERUSER: '1', NO_COLOR: '1' };
}
function run(folder, commands) {
  const options = { cwd: folder, env: environment(folder), stdio: ['ignore', 'pipe', 'pipe'] };
  return execFileSync('bash', ['-ec', commands], options);
}
function composer(folder, ...given) {
  const quiet = ['--no-interaction', '--no-progress', '--quiet'];
  execFileSync('composer', [...given, ...quiet], {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The part of a page below this heading. */
const section = (page, heading) => {
  const [, rest] = read(page).split(`\n## ${heading}\n`);
  assert.ok(rest, `${page} has a section "${heading}"`);
  return rest.split('\n## ')[0];
};

/** Writes the files that these fences name; `: add` after the name adds the rest to the file. */
function writeFiles(folder, text) {
  for (const [code] of text.matchAll(/(?<=^```\w+\n)[^]*?(?=^```)/gm)) {
    const [line, path, add] =
      /^(?:<\?php )?(?:\/\/|\{\{--) ([\w./-]+\.\w+)(: add)?.*\n/.exec(code) ?? [];
    if (!path) continue;
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (add) writeFileSync(file, `\n${code.slice(line.length)}`, { flag: 'a' });
    else writeFileSync(file, code);
  }
}

/** Applies a fence with changes to the file, which must have exactly the lines that it shows. */
function change(file, diff) {
  const lines = diff.trimEnd().split('\n');
  const side = (other) =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(1))
      .join('\n');
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(side('+')), `${file} does not contain\n${side('+')}\nbut is\n${text}`);
  writeFileSync(
    file,
    text.replace(side('+'), () => side('-')),
  );
}

/** Starts a program in a process group of its own, and waits for these words. */
async function launchProgram(folder, command, words, more = {}) {
  const child = spawn('bash', ['-ec', command], {
    cwd: folder,
    env: { ...environment(folder), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  const [, found] = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said}`)));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        const match = words.exec(said);
        if (match) resolve(match);
      });
  });
  return {
    found,
    async stop() {
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    },
  };
}

/**
 * Follows docs/laravel.md and then `more`. `template` writes what the application has at first; `config` is the file with Echo's
 * options, and the changes to it; `opened` opens a page in the tab, in which a user is signed in, and returns a function that waits
 * for the event.
 */
async function follow({
  template = () => {},
  config,
  usesScript = false,
  more = () => {},
  opened,
}) {
  const folder = mkdtempSync(join(tmpdir(), 'oread-laravel-app-'));
  const ends = [() => rmSync(folder, { recursive: true, maxRetries: 5 })];
  try {
    cpSync(skeleton, folder, { recursive: true, verbatimSymlinks: true });
    const signIn = `
Route::get('/sign-in', function () {
    Illuminate\\Support\\Facades\\Auth::login(App\\Models\\User::forceCreate([
        'name' => 'Ada', 'email' => 'ada@example.com', 'password' => 'password',
    ]));
});
`;
    writeFileSync(join(folder, 'routes/web.php'), signIn, { flag: 'a' });
    template(folder);

    const port = await freePort();
    const withoutReverb = section('docs/laravel.md', 'Without Reverb: `oread serve`')
      .split('\nIn an application that')[0]
      .replaceAll('8080', `${port}`);
    const [install, serve] = fences(withoutReverb, 'sh');
    const installPackage = /^npm install oread$/m;
    assert.match(install, installPackage);
    const flags = '--no-audit --no-fund --prefer-offline --ignore-scripts';
    run(folder, install.replace(installPackage, `npm install ${flags} '${tarball}'`));
    const [addresses] = fences(withoutReverb, 'ini');
    writeFileSync(join(folder, '.env'), `\n${addresses}`, { flag: 'a' });
    const first = section('docs/laravel.md', 'Send and receive the first event');
    change(join(folder, config.file), fences(config.changes(), 'diff')[0]);
    // Livewire and the hooks listen themselves.
    writeFiles(folder, usesScript ? first : first.replace(/```js\n[^]*?```/, ''));
    more(folder);

    const server = await start(serve, folder);
    ends.push(server.stop);
    const [programs, send] = fences(first, 'sh');
    const [reverb, application, scripts] = programs.trim().split('\n');
    assert.equal(reverb, 'php artisan reverb:start');
    const vite = await launchProgram(folder, scripts, /Local: +(\S+)/);
    ends.push(vite.stop);
    const laravel = await launchProgram(folder, application, /Server running on \[(\S+)\]/, {
      SERVER_PORT: `${await freePort()}`,
    });
    ends.push(laravel.stop);

    const tab = await browser.newPage();
    ends.push(() => tab.close());
    const problems = [];
    tab.on('pageerror', ({ message }) => problems.push(message));
    await tab.goto(`${laravel.found}/sign-in`);
    const listens = subscribed(tab, 'private-orders.1');
    const seen = await opened(tab, laravel.found);
    await listens;
    run(folder, send);
    await seen();
    assert.deepEqual(problems, []);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

const echoScript = {
  file: 'resources/js/echo.js',
  changes: () => section('docs/laravel.md', 'Connect to Reverb'),
};
const patience = { timeout: 120_000 };

async function ordered(tab, address) {
  await tab.goto(`${address}/orders/1`, patience);
  await tab.waitForSelector('p:has-text("ordered")', patience);
  return () => tab.waitForSelector('p:has-text("on its way with Snail Mail")');
}

test('docs/laravel.md leads to an event', () =>
  follow({
    config: echoScript,
    usesScript: true,
    async opened(tab, address) {
      const said = tab.waitForEvent('console', (message) =>
        message.text().includes('on its way with Snail Mail'),
      );
      await tab.goto(address, patience);
      return () => said;
    },
  }));

test('docs/livewire.md leads to an event', () =>
  follow({
    config: echoScript,
    more(folder) {
      const text = section('docs/livewire.md', 'Livewire in five minutes');
      const [install] = fences(text, 'sh');
      run(folder, install);
      writeFiles(folder, text);
    },
    opened: ordered,
  }));

test('docs/inertia.md leads to an event', () =>
  follow({
    // As in the starter kit for React.
    template(folder) {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      manifest.dependencies = versions.inertia;
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
      composer(folder, 'require', 'inertiajs/inertia-laravel', '--no-audit');
      run(folder, 'php artisan inertia:middleware');
      change(
        join(folder, 'bootstrap/app.php'),
        `     ->withMiddleware(function (Middleware $middleware): void {
-        //
+        $middleware->web(append: [App\\Http\\Middleware\\HandleInertiaRequests::class]);`,
      );
      writeFileSync(
        join(folder, 'resources/views/app.blade.php'),
        `<!doctype html>
<html lang="en">
  <head>
    @viteReactRefresh
    @vite('resources/js/app.tsx')
    @inertiaHead
  </head>
  <body>@inertia</body>
</html>`,
      );
      writeFileSync(
        join(folder, 'resources/js/app.tsx'),
        `import { createInertiaApp } from '@inertiajs/react';
import { createRoot } from 'react-dom/client';

createInertiaApp({
    resolve: (name) => import.meta.glob('./pages/**/*.tsx')['./pages/' + name + '.tsx'](),
    setup: ({ el, App, props }) => createRoot(el).render(<App {...props} />),
});
`,
      );
      writeFileSync(
        join(folder, 'vite.config.js'),
        `import react from '@vitejs/plugin-react';
import laravel from 'laravel-vite-plugin';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [laravel({ input: 'resources/js/app.tsx' }), react()] });
`,
      );
    },
    config: {
      file: 'resources/js/app.tsx',
      changes: () => section('docs/inertia.md', 'Connect'),
    },
    more: (folder) => writeFiles(folder, section('docs/inertia.md', 'Listen on a page')),
    opened: ordered,
  }));
