// Everything behind the page: Laravel, `oread serve`, and a server for the page itself.
import { Site } from '../laravel/site.mjs';

export const startBackend = (options) =>
  Site.start({
    example: import.meta.dirname,
    proxy: (laravel) => ({ '/api': laravel }),
    ...options,
  });
