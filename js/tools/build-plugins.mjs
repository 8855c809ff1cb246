// How the builds of the package differ: where the engine's bytes are, and how the parts that few need are loaded.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';

const js = fileURLToPath(new URL('../', import.meta.url));

/** Replaces a module of src/host by another file of the package, or by source text. */
const instead = (module, { file, contents }) => ({
  name: `instead-of-${module}`,
  setup(hooks) {
    const filter = new RegExp(`^\\.\\.?/(host/)?(ports/)?${module}\\.js$`);
    hooks.onResolve({ filter }, ({ resolveDir, path }) => {
      const folder = join(resolveDir, dirname(path));
      return file
        ? { path: join(folder, file) }
        : // Source maps name it; they must be the same wherever the package is built.
          { path: relative(js, join(folder, module)), namespace: module, pluginData: folder };
    });
    hooks.onLoad({ filter: /./, namespace: module }, ({ pluginData: resolveDir }) => ({
      ...{ contents, loader: 'ts', resolveDir },
    }));
  },
});

/** The Wasm as a file next to the script. */
export const wasmFile = instead('wasm-source', { file: 'wasm-file.ts' });

/** The Wasm in the script, uncompressed and compiled synchronously: for the test kit, whose time does not advance. */
export const wasmAtOnce = (wasm) =>
  instead('wasm-source', {
    contents: `const bytes = Uint8Array.from(atob('${wasm.toString('base64')}'), (one) => one.charCodeAt(0));
    export const compile = async () => new WebAssembly.Module(bytes);`,
  });

/** The name of the Socket.IO engine's file instead of that of the Pusher engine. */
const socketIoName = (text) => text.replace(/\boread(?=[.-])/g, 'oread-socketio');

/** `oread/socket.io`: the engine with the Socket.IO dialect, and only that broadcaster. */
export const socketIoEngine = [
  instead('formats', { file: 'formats-requests.ts' }),
  instead('decrypt', { file: 'decrypt-none.ts' }),
  instead('broadcasters', { file: '../socketio/broadcasters.ts' }),
  {
    name: 'socketio-engine',
    setup(hooks) {
      hooks.onResolve({ filter: /\/oread(-plain)?\.(m?js|wasm\.zz)$/ }, ({ path, resolveDir }) => {
        const file = socketIoName(path);
        return path.startsWith('./')
          ? { path: file, external: true }
          : { path: join(resolveDir, file) };
      });
      // Files that are named by `new URL()`.
      hooks.onLoad({ filter: /host[\\/](lazy-url|wasm-file)\.ts$/ }, async ({ path }) => ({
        contents: socketIoName(await readFile(path, 'utf8')),
        loader: 'ts',
      }));
    },
  },
];

/** No Wasm: some hosts reject even code that mentions it. */
export const withoutWasm = instead('load', {
  contents: `import start from '../../../build/wasm/oread-plain.mjs';
  export const load = () => start({});`,
});

/** The parts that few need, in separate files that bundlers do not put into the application's script. */
export const lazyFiles = instead('lazy', { file: 'lazy-url.ts' });

/** The same for CommonJS. */
export const lazyRequired = instead('lazy', {
  contents: `export const importPlain = async () => require('./oread-plain.js').default;
  export const importCipher = async () => require('./oread-cipher.js').default;`,
});

/** Uses the package `ws` if it is installed and there is no global WebSocket. */
export const socketOfNode = instead('socket-class', { file: 'socket-class-node.ts' });

/**
 * Keeps a module's imports external, as the files of the same names, unless `file` maps them to another file.
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

/** What entries import from core.js. */
export const coreAside = aside(
  /^\.\.?\/(hooks\/\w+|echo\/(null|echo)|index|host\/(parts|observer))\.js$/,
  './core.js',
  /src[\\/]((react|vue|svelte|trace|doctor)[\\/]|plain-engine|encryption)/,
);

/** For entries in dev/: the same entries in the parent folder (`../react/index.js` is `../react.js` there). */
export const entriesAside = aside(/^\.\.\/(\w+\/)?index\.js$/, (path) =>
  path.replace('/index.js', '.js').replace('...js', '../index.js'),
);

/** An entry point with this name and these contents. */
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
 * Encodes bytes as a string, six bits per character, as wasm-source.ts decodes it. The alphabet consists of characters that
 * are frequent in scripts, without capitals: an application's script is compressed as a whole, and shared characters share a
 * table. After gzip an application is 360 B smaller than with base64. Quotation marks and backslashes are excluded.
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

/** For `import deflated from '….zz'`: a module that returns the encoded string. */
export const deflatedText = {
  name: 'deflated-text',
  setup: (hooks) => deflatedIn(hooks, (text) => text),
};

/** Inlines constants and values that are used once, which esbuild does not do across modules. */
export const folded = {
  name: 'folded',
  setup(hooks) {
    hooks.onEnd(async ({ outputFiles, metafile }) => {
      if (outputFiles || !metafile) return;
      for (const path of Object.keys(metafile.outputs).filter((one) =>
        /\/(core|socket\.io|oread-socketio-plain-\w+)\.js$/.test(one),
      )) {
        const file = join(hooks.initialOptions.absWorkingDir, path);
        const { code, map } = await minify(await readFile(file, 'utf8'), {
          module: true,
          mangle: false,
          // Not functions that are used once: the script compresses better without.
          compress: !path.includes('plain-') && {
            defaults: false,
            ecma: 2020,
            evaluate: true,
            inline: 1,
            reduce_vars: true,
            unused: true,
          },
          // Bundlers need them to drop unused code.
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
 * For ES modules: what is appended to a file that refers to it, each on its own line. The encoded string, because
 * compressors build a table for each stretch of a file: in the middle of code it costs gzip up to 1 KB more, and it is read
 * only after the file has run. `import()`, because the minifier drops comments for bundlers.
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
