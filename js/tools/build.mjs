// Builds the package into dist/. Every form has the same entries; all entries of one form share one copy of the engine.
//   *.js             ESM for bundlers; fetches oread.wasm, which stands beside it
//   inline/          ESM; the Wasm stands in the script (pages that want one file)
//   inline/dev/      the same with doctor and trace installed (development builds)
//   plain/           ESM; the engine is plain JavaScript, nothing mentions Wasm (edge hosts, React Native)
//   cjs/             CommonJS; the Wasm stands in the script; core.js is the one copy
//   node/            ESM for Node, on cjs/: `import` and `require` meet in one copy
//   echo.iife.js     one classic script
//   watch.js         ESM for all forms, and in cjs/ and node/
//   testing.js       in inline/, cjs/ and node/ only
//   types/, cjs/types/
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appsEcho, clientInWorld } from './build-testing.mjs';
import { coreAside, inlined, plainAside, withoutWasm } from './build-plugins.mjs';
import { commonJs, constructorItself, nodeModule } from './build-wrappers.mjs';

const js = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(js, 'dist');
const wasm = join(js, '../build/wasm/oread.wasm');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const downloaded = {
  index: 'src/index.ts',
  pusher: 'src/pusher/entry.ts',
  leases: 'src/hooks/entry.ts',
  react: 'src/react/index.ts',
  vue: 'src/vue/index.ts',
};
/** What few apps take, and what only development needs. */
const beside = {
  svelte: 'src/svelte/index.ts',
  trace: 'src/trace/index.ts',
  doctor: 'src/doctor/index.ts',
};
const entryPoints = { ...downloaded, ...beside };
const prepared = Object.fromEntries(
  ['index', 'react', 'vue', 'svelte'].map((name) => [`dev/${name}`, `src/development/${name}.ts`]),
);
const common = {
  absWorkingDir: js,
  bundle: true,
  minify: true,
  target: 'es2020',
  external: ['@noble/ciphers/*', 'react', 'vue'],
  legalComments: 'none',
  logLevel: 'warning',
  sourcemap: true,
  // The sources stand in the maps: nothing else of them is published.
  sourcesContent: true,
  // What ends in an underscore is private; one cache, so that it has the same short name everywhere.
  mangleProps: /[^_]_$/,
  mangleCache: {},
};

async function bundle(outdir, options) {
  const { mangleCache, metafile } = await build({
    ...common,
    entryPoints,
    outdir,
    metafile: true,
    ...options,
  });
  common.mangleCache = mangleCache;
  return metafile;
}
const chunked = { format: 'esm', splitting: true, chunkNames: '[name]-[hash]' };
// Only Vite's kind of bundler fills import.meta.env in, and only in modules.
const withoutEnv = { 'import.meta.env': 'undefined' };

async function commonJsForm(exported) {
  const bytes = await readFile(wasm);
  const cjs = { format: 'cjs', define: withoutEnv };
  const core = ['attach', 'config', 'holding', 'leases'].map(
    (name) => `export * from './src/hooks/${name}.ts';`,
  );
  await bundle('dist/cjs', {
    ...cjs,
    entryPoints: undefined,
    outdir: undefined,
    outfile: 'dist/cjs/core.js',
    plugins: [inlined(bytes), plainAside('./plain.js')],
    stdin: {
      contents: `${core.join('\n')}
        export { NullChannel } from './src/echo/null.ts';
        export { default } from './src/index.ts';
        export * as index from './src/index.ts';
        export * as pusher from './src/pusher/entry.ts';
        export * as trace from './src/trace/index.ts';
        export * as doctor from './src/doctor/index.ts';`,
      resolveDir: js,
      sourcefile: 'core.ts',
      loader: 'ts',
    },
  });
  const { react, vue, svelte } = entryPoints;
  const hooks = { react, vue, svelte };
  await bundle('dist/cjs', { ...cjs, entryPoints: hooks, plugins: [coreAside] });
  await bundle('dist/cjs', { ...cjs, entryPoints: { plain: '../build/wasm/oread-plain.mjs' } });
  await writeFile(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
  await mkdir(join(dist, 'node'));
  const parts = {
    index: 'core.index',
    pusher: 'core.pusher',
    leases: 'core',
    trace: 'core.trace',
    doctor: 'core.doctor',
  };
  for (const [name, names] of Object.entries(exported)) {
    if (parts[name])
      await writeFile(join(dist, `cjs/${name}.js`), commonJs(name, parts[name], names));
    await writeFile(join(dist, `node/${name}.js`), nodeModule(name, names));
  }
}

/** Shares nothing with the other entries but private names, so that one file serves all forms. */
async function watch() {
  const alone = { entryPoints: { watch: 'src/watch/index.ts' } };
  await bundle('dist', { ...alone, format: 'esm' });
  await bundle('dist/cjs', { ...alone, format: 'cjs' });
  await writeFile(join(dist, 'node/watch.js'), nodeModule('watch', ['watch']));
}

/** The test kit, on the Echo of the same form. */
async function testKit() {
  const options = { ...common, plugins: [inlined(await readFile(wasm))], define: withoutEnv };
  const form = (outdir, echo, format) =>
    bundle(outdir, {
      format,
      entryPoints: { testing: 'src/testing/index.ts' },
      define: withoutEnv,
      plugins: [clientInWorld(options), appsEcho(echo)],
    });
  await form('dist/inline', `export { default } from './index.js';`, 'esm');
  await form('dist/cjs', `import { index } from './core.js'; export default index.default;`, 'cjs');
  await writeFile(join(dist, 'node/testing.js'), nodeModule('testing', ['fakeEcho']));
}

async function types() {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: js, stdio: 'inherit' });
  // Nothing public speaks of the engine's border.
  await rm(join(dist, 'types/host'), { recursive: true });
  await cp(join(dist, 'types'), join(dist, 'cjs/types'), { recursive: true });
}

await rm(dist, { recursive: true, force: true });
// Short names are given by what most users download, so that the rest changes little there.
await bundle('dist', { ...chunked, entryPoints: downloaded, write: false });
const { outputs } = await bundle('dist', chunked);
const exported = Object.fromEntries(
  Object.keys(entryPoints).map((name) => [name, outputs[`dist/${name}.js`].exports]),
);
const inline = [inlined(await readFile(wasm))];
await bundle('dist/inline', {
  ...{ ...chunked, plugins: inline },
  entryPoints: { ...entryPoints, ...prepared },
});
await bundle('dist/plain', { ...chunked, plugins: [withoutWasm], define: withoutEnv });
for (const form of ['', 'inline/'])
  await writeFile(join(dist, `${form}pusher.cjs`), constructorItself('./pusher.js'));
await commonJsForm(exported);
await watch();
// tools/build leaves it out where nobody wants it.
if (!process.env.OREAD_WITHOUT_TESTING) await testKit();
await bundle('dist', {
  format: 'iife',
  entryPoints: { 'echo.iife': 'src/index.ts' },
  external: [],
  globalName: 'Echo',
  // Both `new Echo()` and `new Echo.default()`.
  footer: { js: 'Echo=Object.assign(Echo.default,Echo);' },
  plugins: [...inline, plainAside('./plain/engine.js')],
});
await bundle('dist/plain', {
  format: 'esm',
  entryPoints: { engine: '../build/wasm/oread-plain.mjs' },
});
await cp(wasm, join(dist, 'oread.wasm'));
await types();
