// Builds the package into dist/, and the folders of tools/exports.mjs next to it. Every form has the same entries, and the
// entries of a form share one copy of the engine. The Wasm is embedded in the script, except where stated.
//   *.js             ESM for bundlers; parts that few need are separate files, loaded on demand
//   split/           ESM; parts that few need are chunks, by import() (servers, Angular, tools without `new URL()`)
//   split/dev/       the same with doctor and trace installed (development builds)
//   wasm/            ESM as *.js; fetches oread.wasm, which is next to it
//   plain/           ESM; the engine is plain JavaScript, nothing mentions Wasm (edge hosts, React Native)
//   cjs/             CommonJS; core.js is the one copy
//   node/            ESM for Node, on cjs/: `import` and `require` share one copy
//   echo.iife.js     one classic script
//   watch.js         ESM for all forms, and in cjs/ and node/; so are socket.io-react.js, socket.io-vue.js and
//                    socket.io-svelte.js
//   socket.io.js     in all forms but the classic script; has an engine of its own and shares nothing with core.js
//   testing.js       in split/, cjs/ and node/ only
//   types/, cjs/types/
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appsEcho, clientInWorld } from './build-testing.mjs';
import {
  aside,
  coreAside,
  deflatedText,
  entriesAside,
  folded,
  lazyFiles,
  lazyRequired,
  socketIoEngine,
  socketOfNode,
  tail,
  virtual,
  wasmAtOnce,
  wasmFile,
  withoutWasm,
} from './build-plugins.mjs';
import {
  commonJs,
  constructorItself,
  esModule,
  forNode,
  nodeModule,
  partInScript,
  socketIoClient,
  withEncryption,
} from './build-wrappers.mjs';
import { packageText, writeFolders } from './exports.mjs';

const js = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(js, 'dist');
const wasm = join(js, '../build/wasm/oread.wasm');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Entries whose code is all in core.js, the one file that the entries of a form share. */
const inCore = {
  index: 'src/index.ts',
  pusher: 'src/pusher/entry.ts',
  leases: 'src/hooks/entry.ts',
};
/** Entries that import shared code from core.js. */
const onCore = {
  react: 'src/react/index.ts',
  vue: 'src/vue/index.ts',
  svelte: 'src/svelte/index.ts',
  trace: 'src/trace/index.ts',
  doctor: 'src/doctor/index.ts',
  'plain-engine': 'src/plain-engine.ts',
  encryption: 'src/encryption.ts',
};
/** Scripts without imports. */
const lazy = {
  'oread-plain': '../build/wasm/oread-plain.mjs',
  'oread-cipher': 'src/host/cipher.ts',
};
const socketIo = { 'socket.io': 'src/socketio/entry.ts' };
const lazySocketIo = { 'oread-socketio-plain': '../build/wasm/oread-socketio-plain.mjs' };
const prepared = Object.fromEntries(
  ['index', 'react', 'vue', 'svelte'].map((name) => [`dev/${name}`, `src/development/${name}.ts`]),
);
const common = {
  absWorkingDir: js,
  bundle: true,
  minify: true,
  target: 'es2020',
  external: ['react', 'vue', 'ws'],
  legalComments: 'none',
  logLevel: 'warning',
  sourcemap: true,
  // The maps contain the sources, which are not published otherwise.
  sourcesContent: true,
  // Names that end with an underscore are private. One cache gives each the same short name everywhere.
  mangleProps: /[^_]_$/,
  mangleCache: {},
};

const esm = { format: 'esm' };
const chunked = { format: 'esm', splitting: true, chunkNames: '[name]-[hash]' };
// Only Vite and similar bundlers replace import.meta.env, and only in modules.
const withoutEnv = { 'import.meta.env': 'undefined' };

async function bundle(outdir, { plugins = [], ...options }) {
  const text = options.format === 'esm' ? [folded, tail] : [deflatedText];
  const { mangleCache, metafile } = await build({
    ...common,
    outdir,
    metafile: true,
    ...options,
    plugins: [...text, ...plugins],
  });
  common.mangleCache = mangleCache;
  return metafile;
}

/** The names that entries export. */
async function names(entryPoints, plugins = []) {
  const { outputs } = await bundle('dist', { ...chunked, entryPoints, plugins, write: false });
  const path = (name) => `dist/${name}.js`;
  return Object.fromEntries(
    Object.keys(entryPoints).map((name) => [name, outputs[path(name)].exports]),
  );
}

/** Builds one form: core.js, the entries that import from it, and thin files, by `thin`, for the entries that it contains. */
async function form(outdir, exported, { thin, plugins, ...options }) {
  const shared = ['attach', 'config', 'holding', 'leases'].map((name) => `hooks/${name}`);
  const taken = ['echo/null', 'echo/echo', 'host/observer', 'host/parts'];
  const entries = Object.entries(inCore).flatMap(([entry, source]) =>
    exported[entry].map((name) => `export { ${name} as ${entry}_${name} } from './${source}';`),
  );
  const contents = [
    ...[...shared, ...taken].map((name) => `export * from './src/${name}.ts';`),
    ...entries,
  ];
  await bundle(outdir, {
    ...options,
    entryPoints: [{ in: 'core', out: 'core' }],
    plugins: [virtual('core', contents.join('\n'), js), ...plugins],
  });
  await bundle(outdir, { ...options, entryPoints: onCore, plugins: [coreAside] });
  for (const entry of Object.keys(inCore))
    await writeFile(join(js, outdir, `${entry}.js`), thin(entry, exported[entry]));
  await writeFile(
    join(js, outdir, 'with-encryption.js'),
    withEncryption(options.format, exported.pusher),
  );
}

/**
 * `oread/socket.io`, in one form. In ES modules esbuild leaves white space to terser (`folded`), because it would drop the
 * annotations with it by which bundlers leave out `io()` or Echo.
 */
async function socketIoForm(outdir, { plugins, ...options }) {
  await bundle(outdir, {
    ...options,
    minify: options.format === 'cjs',
    minifySyntax: true,
    minifyIdentifiers: true,
    entryPoints: socketIo,
    plugins: [...socketIoEngine, ...plugins],
  });
  await writeFile(join(js, outdir, 'socket.io-client.js'), socketIoClient(options.format));
}

async function commonJsForm(exported) {
  const cjs = { format: 'cjs', define: withoutEnv };
  const plugins = [lazyRequired, socketOfNode, aside(/^\.\/oread-\w+\.js$/)];
  await form('dist/cjs', exported, { ...cjs, thin: commonJs, plugins });
  await socketIoForm('dist/cjs', { ...cjs, plugins });
  await bundle('dist/cjs', { ...cjs, entryPoints: lazySocketIo });
  await bundle('dist/cjs', { ...cjs, entryPoints: lazy });
  const { mangleCache } = common;
  for (const [name, member, file] of [
    ['plain-engine', mangleCache.plain_, './oread-plain.js'],
    ['encryption', mangleCache.cipher_, './oread-cipher.js'],
  ])
    await writeFile(join(dist, `cjs/${name}.js`), partInScript(member, file));
  await writeFile(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  for (const [name, names] of Object.entries(exported)) await nodeForm(name, names);
  await nodeForm('with-encryption', exported.pusher);
  const ofClient = ['connect', 'default', 'io', 'Manager', 'protocol', 'Socket'];
  await nodeForm('socket.io-client', ofClient);
}

/** An entry for `import` in Node, which wraps the one of cjs/. */
async function nodeForm(name, names) {
  for (const folder of ['node', 'cjs/node']) await mkdir(join(dist, folder), { recursive: true });
  await writeFile(join(dist, `cjs/node/${name}.js`), forNode(name));
  await writeFile(join(dist, `node/${name}.js`), nodeModule(name, names));
}

/** It shares only private names with the other entries, so that one file serves all forms. */
async function watch() {
  const alone = { entryPoints: { watch: 'src/watch/index.ts' } };
  await bundle('dist', { ...alone, format: 'esm' });
  await bundle('dist/cjs', { ...alone, format: 'cjs' });
  await nodeForm('watch', ['watch']);
}

/** Hooks for sockets use only what is public, so that one file serves all forms, too. */
async function socketHooks() {
  const sources = ['react', 'vue', 'svelte'].map((name) => [
    `socket.io-${name}`,
    `src/sockethooks/${name}.ts`,
  ]);
  const alone = { entryPoints: Object.fromEntries(sources) };
  await bundle('dist', { ...alone, format: 'esm' });
  await bundle('dist/cjs', { ...alone, format: 'cjs' });
  for (const [name, exported] of Object.entries(await names(alone.entryPoints)))
    await nodeForm(name, exported);
}

/** The test kit, on the Echo of the same form. */
async function testKit() {
  const options = { ...common, plugins: [wasmAtOnce(await readFile(wasm))], define: withoutEnv };
  const kit = (outdir, echo, format) =>
    bundle(outdir, {
      format,
      entryPoints: { testing: 'src/testing/index.ts' },
      define: withoutEnv,
      plugins: [clientInWorld(options), appsEcho(echo)],
    });
  await kit('dist/split', `export { default } from './index.js';`, 'esm');
  await kit('dist/cjs', `import { Echo } from './core.js'; export default Echo;`, 'cjs');
  await nodeForm('testing', ['fakeEcho']);
}

async function types() {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: js, stdio: 'inherit' });
  // The public types do not refer to the engine's border.
  await rm(join(dist, 'types/host'), { recursive: true });
  await cp(join(dist, 'types'), join(dist, 'cjs/types'), { recursive: true });
}

if ((await readFile(join(js, 'package.json'), 'utf8')) !== (await packageText()))
  throw new Error('package.json is not what tools/exports.mjs says: run node js/tools/exports.mjs');
await rm(dist, { recursive: true, force: true });
// Build what most users download first, so that other parts hardly change its short names.
const exported = await names(inCore);
Object.assign(exported, await names(onCore));
const forBrowsers = { ...esm, thin: esModule, plugins: [lazyFiles] };
await form('dist', exported, forBrowsers);
await bundle('dist', { ...esm, entryPoints: lazy });
Object.assign(exported, await names(socketIo, socketIoEngine));
await socketIoForm('dist', { ...esm, plugins: [lazyFiles] });
await bundle('dist', { ...esm, entryPoints: lazySocketIo });
await form('dist/split', exported, { ...chunked, thin: esModule, plugins: [] });
await socketIoForm('dist/split', { ...chunked, plugins: [] });
await bundle('dist/split', { ...esm, entryPoints: prepared, plugins: [entriesAside] });
await form('dist/wasm', exported, { ...forBrowsers, plugins: [lazyFiles, wasmFile] });
await bundle('dist/wasm', { ...esm, entryPoints: lazy });
await cp(wasm, join(dist, 'wasm/oread.wasm'));
await socketIoForm('dist/wasm', { ...esm, plugins: [lazyFiles, wasmFile] });
await bundle('dist/wasm', { ...esm, entryPoints: lazySocketIo });
await cp(wasm.replace('oread.wasm', 'oread-socketio.wasm'), join(dist, 'wasm/oread-socketio.wasm'));
const plain = { ...chunked, thin: esModule, plugins: [withoutWasm], define: withoutEnv };
await form('dist/plain', exported, plain);
await socketIoForm('dist/plain', { ...chunked, plugins: [withoutWasm], define: withoutEnv });
for (const folder of ['', 'split/', 'wasm/'])
  for (const name of ['pusher', 'with-encryption'])
    await writeFile(join(dist, `${folder}${name}.cjs`), constructorItself(`./${name}.js`));
await commonJsForm(exported);
await watch();
await socketHooks();
// tools/build omits it if it is not needed.
if (!process.env.OREAD_WITHOUT_TESTING) await testKit();
await bundle('dist', {
  format: 'iife',
  entryPoints: { 'echo.iife': 'src/index.ts' },
  external: [],
  globalName: 'Echo',
  // Supports both `new Echo()` and `new Echo.default()`.
  footer: { js: 'Echo=Object.assign(Echo.default,Echo);' },
  plugins: [aside(/oread-plain\.mjs$/, './oread-plain.js')],
});
await cp(join(js, '../THIRD_PARTY_NOTICES.md'), join(dist, 'THIRD_PARTY_NOTICES.md'));
await types();
await writeFolders();
