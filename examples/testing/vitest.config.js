// Runs the two test files beside it.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['*.test.js'],
    // In this repository the package is a link to its sources; from npm it stands in node_modules, and this is the rule.
    server: { deps: { external: [/js\/dist\//] } },
  },
});
