// Tests of the packed tarball: exports, types, contents.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{test/package,packaging-tests}/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
