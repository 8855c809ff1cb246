// Unit tests in Node, with the real Wasm and a WebSocket that the test controls.
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
      'test/{unit,host,fuzz,drop-in,hooks,react,vue,svelte,sockethooks,testing,watch,trace,doctor,docs}/**/*.test.ts',
    ],
    pool: 'threads',
    // Hours of virtual time take seconds on a busy machine.
    testTimeout: 60_000,
    server: {
      deps: {
        // So that their import of pusher-js can be redirected to Oread.
        inline: [/@laravel\/echo-/],
        // The build is loaded as an application loads it.
        external: [/js\/dist\//],
      },
    },
  },
});
