// The manifests of package.json and of the sub-paths' folders, for tools without support for `exports`, and the checks that
// keep them correct.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test, vi } from 'vitest';
import { makeConsumer, manifest, run } from './support/consumer.js';

const js = fileURLToPath(new URL('../', import.meta.url));
let root: string;
let ours: string;
beforeAll(() => {
  root = makeConsumer(['react', 'vue']);
  ours = join(root, 'node_modules/oread');
});

test('resolves every sub-path by folders, with the plain engine for React Native', () => {
  const { exports } = manifest(root, 'oread');
  const paths = Object.keys(exports).filter((path) => exports[path].types && !path.includes('*'));
  expect(paths.length).toBeGreaterThan(15);
  for (const path of paths) {
    const folder = join(ours, path);
    const found = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const field of ['main', 'module', 'types'])
      expect([path, field, existsSync(join(folder, found[field]))]).toEqual([path, field, true]);
    const mobile = exports[path]['react-native'];
    if (mobile)
      expect(join(folder, found['react-native'])).toBe(join(ours, mobile.default ?? mobile));
  }
});

test('Nitro, which copies the file that Rollup resolves for a server, gets the file that Node loads', () => {
  const { exports } = manifest(root, 'oread');
  const chosen = (target: any, conditions: string[]): string | undefined => {
    if (typeof target === 'string') return target;
    const held = Object.keys(target).filter((one) => [...conditions, 'default'].includes(one));
    return held.map((one) => chosen(target[one], conditions)).find(Boolean);
  };
  for (const path of Object.keys(exports)) {
    const found = chosen(exports[path], ['production', 'node', 'module', 'import']);
    expect([path, found]).toEqual([path, chosen(exports[path], ['node', 'import'])]);
  }
});

test('has pusher-js’s file names under oread/pusher, for aliases that keep the rest of a path', () => {
  const names = ['react-native', 'worker', 'worker/with-encryption', 'node', 'with-encryption'];
  const scripts = ['web/pusher', 'web/pusher.min', 'web/pusher-with-encryption', 'node/pusher'].map(
    (name) => `dist/${name}.js`,
  );
  const code = `const Pusher = require('oread/pusher');
    const same = (one) => import(one).then((all) => all.default === Pusher && require(one) === Pusher);
    Promise.all(${JSON.stringify([...names, ...scripts])}.map((name) => same('oread/pusher/' + name))).then((all) => console.log(all.join()));`;
  const said = run('node', ['--input-type=commonjs', '-e', code], root).trim();
  expect(said).toBe([...names, ...scripts].map(() => 'true').join());
  for (const script of scripts) expect(existsSync(join(ours, 'pusher', script))).toBe(true);
});

test('prepack builds everything, and a package.json that differs from the build’s is rejected', () => {
  const { scripts } = JSON.parse(readFileSync(join(js, 'package.json'), 'utf8'));
  expect(scripts.prepack).toBe('node tools/prepack.mjs');
  const prepack = readFileSync(join(js, 'tools/prepack.mjs'), 'utf8');
  expect(prepack).toMatch(/delete env\.OREAD_WITHOUT_TESTING;[^]*'\.\/dev', \['build', 'js'\]/);
  const code = `import { readFileSync } from 'node:fs'; import { packageText } from './tools/exports.mjs';
    console.log((await packageText()) === readFileSync('package.json', 'utf8'));`;
  expect(run('node', ['--input-type=module', '-e', code], js).trim()).toBe('true');
});

test('Vite’s iife worker has the plain engine and the cipher as separate files', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const { build } = await import('vite');
  const app = join(root, 'worker-app');
  mkdirSync(app);
  writeFileSync(join(app, 'index.html'), '<script type="module" src="./main.js"></script>');
  writeFileSync(
    join(app, 'main.js'),
    `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });`,
  );
  writeFileSync(join(app, 'worker.js'), `import Echo from 'oread'; self.echo = new Echo({});`);
  await build({ root: app, configFile: false, logLevel: 'error' });
  vi.unstubAllEnvs();
  const folder = join(app, 'dist/assets');
  const names = readdirSync(folder);
  const size = (start: string) =>
    names.filter((name) => name.startsWith(start)).map((name) => statSync(join(folder, name)).size);
  expect(size('worker-')[0]).toBeLessThan(50_000);
  expect(size('oread-plain-')[0]).toBeGreaterThan(50_000);
  expect(size('oread-cipher-')).toHaveLength(1);
});

test('the README says how to get the package before it is published', () => {
  const text = readFileSync(join(ours, 'README.md'), 'utf8');
  expect(text).toMatch(/npm install \.\/.*oread-[\d.]+\.tgz.*npm pack --workspace js/);
});
