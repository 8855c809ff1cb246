// Builds the test kit's entry: it contains the client as a function of its globals, so that each fake Echo has its own clock,
// timers and promises.
import { build } from 'esbuild';

/** In the order in which js/src/testing/index.ts passes them. */
const SURROUNDINGS =
  'setTimeout, clearTimeout, performance, Date, Math, Promise, fetch, WebAssembly';

/** A plugin for `import start from 'client-in-world'`; `options` are for bundling the client. */
export const clientInWorld = (options) => ({
  name: 'client-in-world',
  setup(hooks) {
    hooks.onResolve({ filter: /^client-in-world$/ }, ({ path }) => ({ path, namespace: 'world' }));
    hooks.onLoad({ filter: /./, namespace: 'world' }, async () => {
      const { outputFiles } = await build({
        ...options,
        entryPoints: ['src/testing/client.ts'],
        format: 'iife',
        globalName: 'client',
        // A target without async functions, so that they become calls of the world's Promise.
        target: 'es2016',
        external: [],
        sourcemap: false,
        metafile: false,
        write: false,
      });
      return {
        loader: 'js',
        contents: `export default function start(${SURROUNDINGS}) {\n${outputFiles[0].text}\nreturn client;\n}`,
      };
    });
  },
});

/** The application's own Echo, for `import Echo from '../index.js'`; `code` is its path from dist/. */
export const appsEcho = (code) => ({
  name: 'apps-echo',
  setup(hooks) {
    hooks.onResolve({ filter: /^\.\.\/index\.js$/ }, ({ path }) => ({ path, namespace: 'echo' }));
    hooks.onLoad({ filter: /./, namespace: 'echo' }, () => ({ loader: 'js', contents: code }));
    hooks.onResolve({ filter: /./, namespace: 'echo' }, ({ path }) => ({ path, external: true }));
  },
});
