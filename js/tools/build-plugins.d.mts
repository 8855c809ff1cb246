// The types of build-plugins.mjs.
import type { Plugin } from 'esbuild';

/** No Wasm: some hosts reject even code that mentions it. */
export const withoutWasm: Plugin;
