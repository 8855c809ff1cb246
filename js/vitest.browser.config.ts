// Tests in Chromium, against the dev server.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    // To end what hangs; a busy machine is slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // What is built is taken as an app takes it.
    server: { deps: { external: [/js\/dist\//] } },
  },
});
