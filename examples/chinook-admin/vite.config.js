// How Vite builds the script and the styles that Laravel's pages ask for.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname + '/client',
  build: {
    rolldownOptions: {
      input: import.meta.dirname + '/client/admin.js',
      // Names without a hash, for the layout of the pages. In an application, `@vite` in the layout finds hashed ones.
      output: {
        entryFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
});
