// Runs the test files in this folder.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.{js,jsx}'],
    // In this repository the package is a link to its sources; from npm it is in node_modules, where this is the
    // default.
    server: { deps: { external: [/js\/dist\//] } },
  },
});
