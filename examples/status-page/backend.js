// Everything behind the page: Laravel, `oread serve`, and a server for the page itself.
import { Site } from '../laravel/site.mjs';

// Laravel answers Inertia's requests and forms. When a browser opens an address, it gets Vite's page, as it would get Laravel's root
// view in an application.
const isOfBrowser = ({ method, headers }) => method === 'GET' && !headers['x-inertia'];

export const startBackend = (options) =>
  Site.start({
    example: import.meta.dirname,
    proxy: (target) => ({
      '/': { target, bypass: (request) => (isOfBrowser(request) ? request.url : undefined) },
    }),
    ...options,
  });
