// Builds one application with each bundler, with plain production settings. Parcel and Angular are large; they are installed
// from npm into build/bundlers on first use.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kept = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'build/bundlers');

const INSTALLED = {
  parcel: { parcel: '2.16.4' },
  angular: Object.fromEntries(
    ['core', 'common', 'compiler', 'compiler-cli', 'platform-browser', 'build', 'cli']
      .map((name) => [`@angular/${name}`, '^20.0.0'])
      .concat([
        ['rxjs', '^7.8.0'],
        ['tslib', '^2.8.0'],
        ['typescript', '~5.9.0'],
      ]),
  ),
};

/** A folder whose node_modules contains what this bundler needs. */
async function folderOf(name) {
  const folder = join(kept, name);
  if (!existsSync(join(folder, 'node_modules/.package-lock.json'))) {
    console.error(`fetching ${name} from npm into build/bundlers`);
    await mkdir(folder, { recursive: true });
    const manifest = { private: true, dependencies: INSTALLED[name] };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    const flags = ['--no-audit', '--no-fund', '--prefer-offline'];
    execFileSync('npm', ['install', ...flags], { cwd: folder, stdio: ['ignore', 2, 2] });
  }
  return folder;
}

const page = (outdir, script) =>
  writeFile(
    join(outdir, 'index.html'),
    `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="${script}"></script>`,
  );

async function packed(compiler, { root, entry, outdir }) {
  const config = {
    ...{ mode: 'production', context: root, entry: `./${entry}`, devtool: false },
    output: { path: outdir, filename: 'app.js' },
    performance: { hints: false },
  };
  const stats = await new Promise((resolve, reject) =>
    compiler(config, (error, found) => (error ? reject(error) : resolve(found))),
  );
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  if (errors.length || warnings.length)
    throw new Error([...errors, ...warnings].map(({ message }) => message).join('\n'));
  await page(outdir, './app.js');
}

/** Each takes `{ root, entry, outdir }`: a folder with node_modules, the application's module in it, the output folder. */
export const BUNDLERS = {
  async vite({ root, entry, outdir }) {
    const { build } = await import('vite');
    await page(root, `./${entry}`);
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      build: { outDir: outdir, emptyOutDir: true },
    });
    process.env.NODE_ENV = before;
  },
  webpack: async (app) => packed((await import('webpack')).default, app),
  rspack: async (app) => packed((await import('@rspack/core')).rspack, app),
  async rollup({ root, entry, outdir }) {
    const [{ rollup }, resolve, commonjs, terser] = await Promise.all([
      import('rollup'),
      import('@rollup/plugin-node-resolve'),
      import('@rollup/plugin-commonjs'),
      import('@rollup/plugin-terser'),
    ]);
    // As on a command line: the plugin reads NODE_ENV.
    process.env.NODE_ENV = 'production';
    const plugins = [resolve.default({ browser: true }), commonjs.default(), terser.default()];
    const bundle = await rollup({ input: join(root, entry), plugins });
    await bundle.write({ dir: outdir, format: 'es', entryFileNames: 'app.js' });
    await bundle.close();
    await page(outdir, './app.js');
  },
  async esbuild({ root, entry, outdir }) {
    const { build } = await import('esbuild');
    await build({
      ...{ absWorkingDir: root, entryPoints: { app: entry }, outdir, bundle: true, minify: true },
      ...{ format: 'esm', splitting: true, logLevel: 'error', target: 'es2020' },
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    await page(outdir, './app.js');
  },
  async parcel({ root, entry, outdir }) {
    const folder = await folderOf('parcel');
    const app = join(folder, 'app');
    await rm(app, { recursive: true, force: true });
    await cp(root, app, {
      recursive: true,
      dereference: true,
      filter: (path) => !/dist-|\.cache/.test(path.slice(root.length)),
    });
    await page(app, `./${entry}`);
    const args = ['build', 'index.html', '--dist-dir', outdir, '--no-source-maps', '--no-cache'];
    execFileSync(join(folder, 'node_modules/.bin/parcel'), [...args, '--public-url', './'], {
      ...{ cwd: app, stdio: ['ignore', 'ignore', 2] },
      env: { ...process.env, NODE_ENV: 'production' },
    });
  },
  async angular({ root, entry, outdir }) {
    const folder = await folderOf('angular');
    // The workspace is Angular's; the application's imports are copied into it.
    for (const name of ['oread', 'laravel-echo', 'pusher-js', 'tweetnacl'])
      if (existsSync(join(root, 'node_modules', name))) {
        const place = join(folder, 'node_modules', name);
        await rm(place, { recursive: true, force: true });
        await cp(join(root, 'node_modules', name), place, { recursive: true, dereference: true });
      }
    await rm(join(folder, 'src'), { recursive: true, force: true });
    await mkdir(join(folder, 'src'));
    for (const name of [entry, 'later.mjs', 'hear.mjs'])
      if (existsSync(join(root, name))) await cp(join(root, name), join(folder, 'src', name));
    await writeFile(join(folder, 'src/main.ts'), angularMain(entry));
    await writeFile(
      join(folder, 'src/index.html'),
      '<link rel="icon" href="data:,"><app-root></app-root>',
    );
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(angularTypes));
    await writeFile(join(folder, 'angular.json'), JSON.stringify(angularWorkspace(outdir)));
    execFileSync(join(folder, 'node_modules/.bin/ng'), ['build', '--configuration', 'production'], {
      ...{ cwd: folder, stdio: ['ignore', 2, 2] },
      env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: 'true' },
    });
  },
};

const angularMain = (entry) => `import { Component } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
// @ts-ignore
import './${entry}';
@Component({ selector: 'app-root', template: 'app' })
class App {}
bootstrapApplication(App);
`;
const angularTypes = {
  compilerOptions: {
    ...{ target: 'ES2022', module: 'preserve', moduleResolution: 'bundler', skipLibCheck: true },
    ...{ allowJs: true, importHelpers: true, experimentalDecorators: true },
  },
  files: ['src/main.ts'],
};
const angularWorkspace = (outputPath) => ({
  version: 1,
  projects: {
    app: {
      ...{ projectType: 'application', root: '', sourceRoot: 'src' },
      architect: {
        build: {
          builder: '@angular/build:application',
          options: {
            ...{ browser: 'src/main.ts', index: 'src/index.html', tsConfig: 'tsconfig.json' },
            ...{ outputPath: { base: outputPath, browser: '' }, baseHref: './' },
          },
          configurations: { production: { outputHashing: 'none' } },
        },
      },
    },
  },
});
