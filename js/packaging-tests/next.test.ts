// The packed package in a Next application, with Next's default bundler.
import { test } from 'vitest';
import { tryNext } from './support/next.js';

test(
  'Next: prerendered disconnected, then connected with one engine; doctor in development only',
  {
    timeout: 240_000,
  },
  () => tryNext('--turbopack'),
);
