// The aliases from docs/migrate.md.
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit({ adapter: adapter() })],
  resolve: {
    alias: {
      'laravel-echo': 'oread',
      'pusher-js/with-encryption': 'oread/pusher/with-encryption',
      'pusher-js': 'oread/pusher',
    },
  },
});
