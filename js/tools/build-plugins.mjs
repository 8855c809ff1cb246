// How the forms of the package differ: where the engine's bytes are, and how what few need is loaded.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { minify } from 'terser';

/** Takes another file of ours, or a text, in place of a module of src/host. */
const instead = (module, { file, contents }) => ({
  name: `instead-of-${module}`,
  setup(hooks) {
    const filter = new RegExp(`^\\.\\.?/(host/(ports/)?)?${module}\\.js$`);
    hooks.onResolve({ filter }, ({ resolveDir, path }) => {
      const folder = join(resolveDir, dirname(path));
      return file
        ? { path: join(folder, file) }
        : { path: join(folder, module), namespace: module, pluginData: folder };
    });
    hooks.onLoad({ filter: /./, namespace: module }, ({ pluginData: resolveDir }) => ({
      ...{ contents, loader: 'ts', resolveDir },
    }));
  },
});

/** The Wasm as a file beside the script. */
export const wasmFile = instead('wasm-source', { file: 'wasm-file.ts' });

/** The Wasm in the script as it is, and compiled at once: for the test kit, whose time stands still. */
export const wasmAtOnce = (wasm) =>
  instead('wasm-source', {
    contents: `const bytes = Uint8Array.from(atob('${wasm.toString('base64')}'), (one) => one.charCodeAt(0));
    export const compile = async () => new WebAssembly.Module(bytes);`,
  });

/** No Wasm: some hosts refuse even code that speaks of it. */
export const withoutWasm = instead('load', {
  contents: `import start from '../../../build/wasm/oread-plain.mjs';
  export const load = () => start({});`,
});

/** What few need, in files of their own that no bundler puts into the app's script. */
export const lazyFiles = instead('lazy', { file: 'lazy-url.ts' });

/** The same for CommonJS. */
export const lazyRequired = instead('lazy', {
  contents: `export const importPlain = async () => require('./oread-plain.js').default;
  export const importCipher = async () => require('./oread-cipher.js').default;`,
});

/** `ws`, where there is no WebSocket and the app has that package. */
export const socketOfNode = instead('socket-class', { file: 'socket-class-node.ts' });

/**
 * Keeps what a module imports a file of its own: the one of that name, unless `file` says which, or says it for a name.
 */
export const aside = (filter, file = (path) => path, from = /./) => ({
  name: `aside-${filter}`,
  setup: (hooks) =>
    hooks.onResolve({ filter }, ({ importer, path }) =>
      from.test(importer)
        ? { path: typeof file === 'string' ? file : file(path), external: true }
        : undefined,
    ),
});

/** What entries take from core.js. */
export const coreAside = aside(
  /^\.\.?\/(hooks\/\w+|echo\/(null|echo)|index|host\/(parts|client|engine))\.js$/,
  './core.js',
  /src[\\/]((react|vue|svelte|trace|doctor)[\\/]|plain-engine|encryption)/,
);

/** For entries in dev/: the same entries a folder up (`../react/index.js` is `../react.js` there). */
export const entriesAside = aside(/^\.\.\/(\w+\/)?index\.js$/, (path) =>
  path.replace('/index.js', '.js').replace('...js', '../index.js'),
);

/** An entry point of this name with these contents. */
export const virtual = (name, contents, resolveDir) => ({
  name: `virtual-${name}`,
  setup(hooks) {
    hooks.onResolve({ filter: new RegExp(`^${name}$`) }, ({ path }) => ({ path, namespace: name }));
    hooks.onLoad({ filter: /./, namespace: name }, () => ({
      ...{ contents, resolveDir },
      loader: 'ts',
    }));
  },
});

/**
 * Bytes as text, six bits a character, as wasm-source.ts reads it. The characters are those that scripts consist of, without
 * capitals: an app's script is compressed as a whole, and what occurs in both needs one table. After gzip an app is 360 B
 * smaller with them than with base64's. No quotation mark and no backslash is among them.
 */
const sixBits = (bytes) =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/=+$/, '')
    .replace(/./g, (char) => {
      const value = Buffer.from(`${char}AAA`, 'base64')[0] >> 2;
      return String.fromCharCode(value + (value < 30 ? 35 : 63));
    });

const deflatedIn = (hooks, contents) =>
  hooks.onLoad({ filter: /\.zz$/ }, async ({ path }) => ({
    contents: `export default () => ${contents(JSON.stringify(sixBits(await readFile(path))))}`,
    loader: 'js',
  }));

/** For `import deflated from '….zz'`: the text stands where the import is. */
export const deflatedText = {
  name: 'deflated-text',
  setup: (hooks) => deflatedIn(hooks, (text) => text),
};

/** Folds constants and what is used once into their places, which esbuild leaves where several modules meet. */
export const folded = {
  name: 'folded',
  setup(hooks) {
    hooks.onEnd(async ({ outputFiles, metafile }) => {
      if (outputFiles || !metafile) return;
      for (const path of Object.keys(metafile.outputs).filter((one) => /\/core\.js$/.test(one))) {
        const file = join(hooks.initialOptions.absWorkingDir, path);
        const { code, map } = await minify(await readFile(file, 'utf8'), {
          module: true,
          mangle: false,
          // Not functions that are used once: compressors do better with them where they stand.
          compress: {
            defaults: false,
            ecma: 2020,
            evaluate: true,
            inline: 1,
            reduce_vars: true,
            unused: true,
          },
          // Bundlers drop what nobody uses by them.
          format: { ecma: 2020, preserve_annotations: true },
          sourceMap: {
            content: await readFile(`${file}.map`, 'utf8'),
            includeSources: true,
            url: `${basename(file)}.map`,
          },
        });
        await writeFile(file, `${code}\n`);
        await writeFile(`${file}.map`, map);
      }
    });
  },
};

/**
 * For ES modules: what stands at the end of a file that speaks of it, on a line of its own. The text, because compressors
 * give each stretch of a file a table of its own: in the middle of code it costs gzip up to 1 KB more, and nobody reads
 * it before the file has run. `import()`, because our minifier drops what is said to bundlers in comments.
 */
export const tail = {
  name: 'tail',
  setup(hooks) {
    const lines = {
      oreadImport: '(url) => import(/* @vite-ignore */ /* webpackIgnore: true */ url)',
    };
    deflatedIn(hooks, (text) => {
      lines.oreadWasm = text;
      return 'oreadWasm';
    });
    hooks.onEnd(async ({ outputFiles, metafile }) => {
      if (outputFiles || !metafile) return;
      for (const path of Object.keys(metafile.outputs).filter((one) => one.endsWith('.js'))) {
        const file = join(hooks.initialOptions.absWorkingDir, path);
        const code = await readFile(file, 'utf8');
        const added = Object.entries(lines)
          .filter(([name]) => code.includes(name))
          .map(([name, value]) => `var ${name} = ${value};\n`);
        const end = code.lastIndexOf('//# sourceMappingURL');
        if (added.length)
          await writeFile(file, code.slice(0, end) + added.join('') + code.slice(end));
      }
    });
  },
};
