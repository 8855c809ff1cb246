// Unit tests: in Node, against the real Wasm, with a WebSocket that the test scripts.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^.*\/wasm-source\.js$/,
        replacement: fileURLToPath(new URL('test/wasm-on-disk.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: [
      'test/{unit,host,fuzz,drop-in,hooks,react,vue,svelte,testing,watch,trace,doctor,docs}/**/*.test.ts',
    ],
    pool: 'threads',
    // Virtual hours take real seconds on a busy machine.
    testTimeout: 60_000,
    server: {
      deps: {
        // Their import of pusher-js is to be ours.
        inline: [/@laravel\/echo-/],
        // What is built is taken as an app takes it.
        external: [/js\/dist\//],
      },
    },
  },
});
