// How Vite builds the client, in dist/.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname + '/client',
  oxc: { jsx: { runtime: 'automatic' } },
  build: { outDir: '../dist', emptyOutDir: true },
});
