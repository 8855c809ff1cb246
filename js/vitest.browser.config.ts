// Tests in Chromium, against the dev server.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    // Ends a test that hangs; long, because a busy machine is slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // The build is loaded as an application loads it.
    server: { deps: { external: [/js\/dist\//] } },
  },
});
