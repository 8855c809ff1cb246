// What js/tools/build-plugins.mjs exports, for TypeScript.
import type { Plugin } from 'esbuild';

/** No Wasm: some hosts refuse even code that speaks of it. */
export const withoutWasm: Plugin;
