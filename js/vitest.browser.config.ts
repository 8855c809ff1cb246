// Tests in Chromium, against the dev server.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // What is built is taken as an app takes it.
    server: { deps: { external: [/js\/dist\//] } },
  },
});
