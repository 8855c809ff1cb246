// How Vite builds the client.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname + '/client',
  oxc: { jsx: { runtime: 'automatic' } },
  resolve: { dedupe: ['react', 'react-dom'] },
});
