// The files of each import: `exports` in package.json, and for tools that do not support `exports` (Parcel with its default
// settings, TypeScript's `node10`, Metro with package exports off) a folder with a manifest for each sub-path.
//   node tools/exports.mjs    writes `exports` and `files` into package.json
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'prettier';

const js = dirname(dirname(fileURLToPath(import.meta.url)));

/** Sub-paths and their sources, without `src/` and extension. */
const SOURCES = {
  '.': 'index',
  './pusher': 'pusher/entry',
  './pusher/with-encryption': 'pusher/entry',
  './socket.io': 'socketio/entry',
  './socket.io/client': 'socketio/client',
  './leases': 'hooks/entry',
  './react': 'react/index',
  './vue': 'vue/index',
  './svelte': 'svelte/index',
  './trace': 'trace/index',
  './doctor': 'doctor/index',
  './plain': 'plain-engine',
  './encryption': 'encryption',
};
/** These have doctor and trace installed in development builds. */
const PREPARED = ['index', 'react', 'vue', 'svelte'];
/** The files of pusher-js, to which aliases from `pusher-js` lead if they keep the rest of the path. */
const PUSHER_FILES = ['worker', 'react-native', 'node', 'dist/*'];
const ENCRYPTED_FILES = [
  'worker/with-encryption',
  'dist/*-with-encryption.js',
  'dist/*-with-encryption.min.js',
];
const PUSHER_SCRIPTS = [
  ...['web', 'worker', 'node', 'react-native'].map((kind) => `dist/${kind}/pusher.js`),
  ...['web', 'worker'].flatMap((kind) =>
    ['.min', '-with-encryption', '-with-encryption.min'].map(
      (name) => `dist/${kind}/pusher${name}.js`,
    ),
  ),
];

const nameOf = (path) =>
  ({ '.': 'index', './plain': 'plain-engine', './socket.io/client': 'socket.io-client' })[path] ??
  path.replace(/^.*\//, '');

const types = (source) => ({
  import: `./dist/types/${source}.d.ts`,
  require: `./dist/cjs/types/${source}.d.ts`,
});
/** For bundlers: `require('oread/pusher')` returns the constructor itself, from the module that `import` loads. */
const either = (name, folder) =>
  name === 'pusher' || name === 'with-encryption'
    ? { require: `${folder}${name}.cjs`, default: `${folder}${name}.js` }
    : `${folder}${name}.js`;
const inNode = (name) => ({
  import: `./dist/node/${name}.js`,
  require: `./dist/cjs/${name}.js`,
});

/**
 * For Node, and for bundlers that build for Node. These get the file that Node itself loads, because Nitro (Nuxt) copies the
 * file that it finds with the condition `module`, and Node then looks for its own. Two bundlers cannot use that file: webpack
 * warns if `ws` is not installed, and Vite's development server does not run CommonJS unless Node loads it.
 */
const forServers = (name) => ({
  webpack: either(name, './dist/split/'),
  development: { module: either(name, './dist/split/') },
  ...inNode(name),
});

/** An entry's files by condition; the first matching condition is used. */
function entry(source, name) {
  const plain = `./dist/plain/${name}.js`;
  const dev = PREPARED.includes(name) ? `./dist/split/dev/${name}.js` : undefined;
  return {
    types: types(source),
    'react-native': plain,
    workerd: plain,
    'edge-light': plain,
    node: forServers(name),
    'oread-wasm': either(name, './dist/wasm/'),
    // Rollup's plugin for node_modules sets it unless NODE_ENV is `production`, even for published builds.
    development: { browser: dev ?? either(name, './dist/split/') },
    // For Angular, which splits at `import()` and does not emit files for `new URL()`.
    es2020: either(name, './dist/split/'),
    module: either(name, './dist/'),
    import: `./dist/split/${name}.js`,
    require: `./dist/cjs/${name}.js`,
  };
}

/** One file for all conditions. */
const alone = (name, source, module) => ({
  types: types(source),
  node: inNode(name),
  module,
  import: module,
  require: `./dist/cjs/${name}.js`,
});

/** The same entry with the Wasm as a file, for bundlers that cannot set a condition. */
const withFile = (name, source) => ({
  types: types(source),
  node: inNode(name),
  module: either(name, './dist/wasm/'),
  import: `./dist/wasm/${name}.js`,
  require: `./dist/cjs/${name}.js`,
});

export function exportsMap() {
  const map = {};
  for (const [path, source] of Object.entries(SOURCES)) map[path] = entry(source, nameOf(path));
  map['./watch'] = alone('watch', 'watch/index', './dist/watch.js');
  for (const name of ['react', 'vue', 'svelte'])
    map[`./socket.io/${name}`] = alone(
      `socket.io-${name}`,
      `sockethooks/${name}`,
      `./dist/socket.io-${name}.js`,
    );
  map['./testing'] = alone('testing', 'testing/index', './dist/split/testing.js');
  for (const file of PUSHER_FILES) map[`./pusher/${file}`] = map['./pusher'];
  for (const file of ENCRYPTED_FILES) map[`./pusher/${file}`] = map['./pusher/with-encryption'];
  map['./wasm'] = withFile('index', 'index');
  map['./pusher/wasm'] = withFile('pusher', 'pusher/entry');
  return {
    ...map,
    './iife': './dist/echo.iife.js',
    './oread.wasm': './dist/wasm/oread.wasm',
    './oread-socketio.wasm': './dist/wasm/oread-socketio.wasm',
    './package.json': './package.json',
  };
}

/** The manifest in a sub-path's folder, for tools that do not support `exports`. */
function manifest(map, path) {
  const { types, ...chosen } = map[path];
  const seen = (file) => file.replace('./', '../'.repeat(path.split('/').length - 1));
  return {
    main: seen(chosen.require),
    module: seen(chosen.import),
    ...(chosen['react-native'] && { 'react-native': seen(chosen['react-native']) }),
    types: seen(types.require),
    sideEffects: /plain$|encryption$/.test(path),
  };
}

const folders = (map) =>
  Object.keys(map).filter((path) => map[path].types && path !== '.' && !path.includes('*'));
const tops = (map) => [...new Set(folders(map).map((path) => path.split('/')[1]))];

/** Writes the folders of the sub-paths next to dist/. */
export async function writeFolders() {
  const map = exportsMap();
  for (const name of tops(map)) await rm(join(js, name), { recursive: true, force: true });
  for (const path of folders(map)) {
    await mkdir(join(js, path), { recursive: true });
    const text = JSON.stringify(manifest(map, path), null, 2);
    await writeFile(join(js, path, 'package.json'), `${text}\n`);
  }
  for (const script of PUSHER_SCRIPTS) {
    const place = join(js, 'pusher', script);
    await mkdir(dirname(place), { recursive: true });
    const name = script.includes('encryption') ? 'with-encryption' : 'pusher';
    await writeFile(place, `module.exports = require('../../../../dist/cjs/${name}.js');\n`);
  }
  await writeFile(join(js, 'pusher/dist/package.json'), '{ "type": "commonjs" }\n');
}

/** The contents that package.json should have. */
export async function packageText() {
  const file = join(js, 'package.json');
  const found = JSON.parse(await readFile(file, 'utf8'));
  const map = exportsMap();
  const wanted = { ...found, files: ['dist', ...tops(map)], exports: map };
  return format(JSON.stringify(wanted), { parser: 'json-stringify' });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await writeFile(join(js, 'package.json'), await packageText());
