// The Next application with one of Next's bundlers.
import { freshApp, tryApp } from './fresh-app.js';

export function tryNext(bundler: '--turbopack' | '--webpack'): Promise<void> {
  const next = (...given: string[]) => ['node_modules/next/dist/bin/next', ...given];
  const at = ['--port', '0', '--hostname', '127.0.0.1'];
  return tryApp(freshApp('next'), {
    build: next('build', bundler),
    start: next('start', ...at),
    dev: next('dev', bundler, ...at),
    route: '/api',
  });
}
