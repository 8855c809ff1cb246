// Everything behind the page: Laravel, which makes the pages; `oread serve`; and a server for the script and the styles.
import { Site } from '../laravel/site.mjs';

const isAsset = ({ url }) => url.startsWith('/assets/');

export const startBackend = (options) =>
  Site.start({
    example: import.meta.dirname,
    proxy: (target) => ({
      '^/$': { target, rewrite: () => '/chinook' },
      '/': { target, bypass: (request) => (isAsset(request) ? request.url : undefined) },
    }),
    ...options,
  });
