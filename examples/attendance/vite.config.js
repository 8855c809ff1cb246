// How Vite builds the client, in dist/NAME. SOCKET_SERVER chooses the connection, so that the page downloads one engine only.
import { defineConfig } from 'vite';

const root = import.meta.dirname + '/client';
const connections = { 'laravel-echo-server': 'echo.js', oread: 'reverb.js' };

// A function, because one process may build for both servers.
export default defineConfig(() => {
  const server = process.env.SOCKET_SERVER ?? 'laravel-echo-server';
  return {
    root,
    resolve: { alias: { '#echo': `${root}/services/${connections[server]}` } },
    oxc: { jsx: { runtime: 'automatic' } },
    build: { outDir: `../dist/${server}`, emptyOutDir: true },
  };
});
