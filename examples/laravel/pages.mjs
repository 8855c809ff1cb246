// Bundles the front end into public/dist, as Vite would in an application.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

export const buildPages = () =>
  build({
    absWorkingDir: here,
    entryPoints: ['resources/js/app.js'],
    outdir: 'public/dist',
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2020',
    logLevel: 'error',
  });
