// Builds the package into dist/:
//   index.js, pusher.js and chunks   ESM; fetches oread.wasm, which stands beside them
//   inline/                          ESM; the Wasm stands in the script (Node, and pages that want one file)
//   cjs/                             CommonJS; the same
//   types/, cjs/types/               declarations
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const js = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(js, 'dist');
const wasm = join(js, '../build/wasm/oread.wasm');
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

const common = {
  absWorkingDir: js,
  entryPoints: { index: 'src/index.ts', pusher: 'src/pusher/entry.ts' },
  bundle: true,
  minify: true,
  target: 'es2020',
  external: ['@noble/ciphers/*'],
  legalComments: 'none',
  logLevel: 'warning',
  // What ends in an underscore is private; one cache, so that it has the same short name everywhere.
  mangleProps: /[^_]_$/,
  mangleCache: {},
};

/** Puts the bytes of the Wasm into the script, in place of `wasm_source.ts`. */
const inlined = {
  name: 'inlined-wasm',
  setup(hooks) {
    hooks.onLoad({ filter: /wasm_source\.ts$/ }, async () => ({
      loader: 'ts',
      contents: `
        // At once where that is allowed: older browsers want large modules compiled aside.
        export async function compile() {
          const text = atob('${(await readFile(wasm)).toString('base64')}');
          const bytes = new Uint8Array(text.length);
          // A loop: Uint8Array.from with a function takes five times as long.
          for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
          try {
            return new WebAssembly.Module(bytes);
          } catch {
            return WebAssembly.compile(bytes);
          }
        }`,
    }));
  },
};

/** Keeps the plain-JS engine a file of its own, also where the format knows no chunks. */
const plainAside = {
  name: 'plain-aside',
  setup(hooks) {
    hooks.onResolve({ filter: /oread-plain\.mjs$/ }, () => ({
      path: './plain.js',
      external: true,
    }));
  },
};

async function bundle(outdir, options) {
  const { mangleCache } = await build({ ...common, outdir, ...options });
  common.mangleCache = mangleCache;
}

async function types() {
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: js, stdio: 'inherit' });
  // Nothing public speaks of the engine's border.
  await rm(join(dist, 'types/host'), { recursive: true });
  await cp(join(dist, 'types'), join(dist, 'cjs/types'), { recursive: true });
}

await rm(dist, { recursive: true, force: true });
await bundle('dist', { format: 'esm', splitting: true, chunkNames: '[name]-[hash]' });
await bundle('dist/inline', {
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: [inlined],
});
const cjs = { format: 'cjs', plugins: [inlined, plainAside] };
await bundle('dist/cjs', { ...cjs, entryPoints: { index: 'src/index.ts' } });
await bundle('dist/cjs', {
  ...cjs,
  entryPoints: { pusher: 'src/pusher/entry.ts' },
  // `require('oread/pusher')` is the constructor itself, as `require('pusher-js')` is.
  footer: {
    js: 'module.exports=Object.assign(module.exports.default,module.exports,{__esModule:true});',
  },
});
await build({
  ...common,
  entryPoints: { plain: join(js, '../build/wasm/oread-plain.mjs') },
  outdir: 'dist/cjs',
  format: 'cjs',
});
await writeFile(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
await cp(wasm, join(dist, 'oread.wasm'));
await types();
