// How the forms of the package differ: where the engine's bytes are, and what stays a file of its own.

const onLoad = (name, filter, contents) => ({
  name,
  setup: (hooks) => hooks.onLoad({ filter }, () => ({ loader: 'ts', contents })),
});
const onResolve = (name, filter, path, from = /./) => ({
  name,
  setup: (hooks) =>
    hooks.onResolve({ filter }, ({ importer }) =>
      from.test(importer) ? { path, external: true } : undefined,
    ),
});

/** Puts the bytes of the Wasm into the script, in place of `wasm-source.ts`. */
export const inlined = (wasm) =>
  onLoad(
    'inlined-wasm',
    /wasm-source\.ts$/,
    `// At once where that is allowed: older browsers want large modules compiled aside.
    export async function compile() {
      const text = atob('${wasm.toString('base64')}');
      const bytes = new Uint8Array(text.length);
      // A loop: Uint8Array.from with a function takes five times as long.
      for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
      try {
        return new WebAssembly.Module(bytes);
      } catch {
        return WebAssembly.compile(bytes);
      }
    }`,
  );

/** The plain-JS engine from the start: some hosts refuse even code that speaks of Wasm. */
export const withoutWasm = onLoad(
  'without-wasm',
  /host\/load\.ts$/,
  `import start from '../../../build/wasm/oread-plain.mjs';
  export const load = () => start({});`,
);

/** Keeps the plain-JS engine a file of its own, also where the format knows no chunks. */
export const plainAside = (path) => onResolve('plain-aside', /oread-plain\.mjs$/, path);

/** Takes from core.js what all entries share. */
export const coreAside = onResolve(
  'core-aside',
  /^\.\.\/(hooks\/\w+|echo\/null|index)\.js$/,
  './core.js',
  /src[\\/](react|vue|svelte)[\\/]/,
);
