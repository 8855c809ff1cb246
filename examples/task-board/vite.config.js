// How Vite builds the client.
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname + '/client',
  plugins: [vue()],
});
