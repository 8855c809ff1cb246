// Bundles an application for browsers, for comparisons by size and bench: the same bundler and settings for every client.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

const ASSET = /new URL\(\s*["'`]([^"'`]+)["'`]\s*,\s*import\.meta\.url\s*\)/g;

/**
 * Vite, webpack and Rollup emit the file that `new URL("…", import.meta.url)` names; esbuild does not. This plugin copies
 * such files next to the bundle and lists them.
 */
function assetPlugin(outdir, assets) {
  return {
    name: 'assets',
    setup(hooks) {
      hooks.onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
        const contents = await readFile(path, 'utf8');
        for (const [, name] of contents.matchAll(ASSET)) {
          const from = join(dirname(path), name);
          const to = join(outdir, basename(name));
          await mkdir(outdir, { recursive: true });
          await copyFile(from, to);
          assets.push({ file: basename(to), from });
        }
        const flat = contents.replace(ASSET, (all, name) =>
          all.replace(name, `./${basename(name)}`),
        );
        return { contents: flat, loader: 'js' };
      });
    },
  };
}

/**
 * Bundles `source`, an app file that imports from `resolveDir`, into `outdir/app.js` and chunks.
 * Returns the metafile and the assets that were copied.
 */
export async function bundle({ source, resolveDir, outdir, minify = true, external = [] }) {
  const assets = [];
  const { metafile } = await build({
    stdin: { contents: source, resolveDir, sourcefile: 'app.js', loader: 'js' },
    bundle: true,
    minify,
    platform: 'browser',
    format: 'esm',
    target: 'es2020',
    splitting: true,
    outdir,
    entryNames: 'app',
    chunkNames: '[name]-[hash]',
    metafile: true,
    legalComments: 'none',
    external,
    logLevel: 'warning',
    plugins: [assetPlugin(outdir, assets)],
  });
  const outputs = Object.fromEntries(
    Object.entries(metafile.outputs).map(([path, output]) => [
      relative(outdir, join(process.cwd(), path)),
      output,
    ]),
  );
  return { outputs, assets };
}
