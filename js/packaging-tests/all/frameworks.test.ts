// The packed package in fresh applications of server-rendering frameworks: they build without warnings, render disconnected,
// and receive events in Chromium on public, private and encrypted channels, in production and development.
import { test } from 'vitest';
import { freshApp, tryApp } from '../support/fresh-app.js';
import { tryNext } from '../support/next.js';

test('Next with webpack', { timeout: 600_000 }, () => tryNext('--webpack'));

test('Nuxt', { timeout: 600_000 }, () => {
  const nuxt = (...given: string[]) => ['node_modules/nuxt/bin/nuxt.mjs', ...given];
  return tryApp(freshApp('nuxt'), {
    build: nuxt('build'),
    start: ['.output/server/index.mjs'],
    dev: nuxt('dev', '--port', '0', '--host', '127.0.0.1'),
    route: '/api/oread',
  });
});

test('SvelteKit', { timeout: 600_000 }, () => {
  const vite = (...given: string[]) => ['node_modules/vite/bin/vite.js', ...given];
  return tryApp(freshApp('sveltekit'), {
    build: vite('build'),
    start: ['build'],
    dev: vite('dev', '--port', '0', '--host', '127.0.0.1'),
    route: '/api',
  });
});
