// What each TypeScript module and each part of the engine contributes to the download, in bytes before compression, so that
// they add up.
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { table } from '../bench/report.mjs';
import { lazyFiles } from './build-plugins.mjs';

const js = dirname(dirname(fileURLToPath(import.meta.url)));

/** Bundled like the package (tools/build.mjs), but from the sources, so that modules keep their names. */
async function modules() {
  const { metafile } = await build({
    absWorkingDir: js,
    entryPoints: ['src/index.ts'],
    bundle: true,
    minify: true,
    mangleProps: /[^_]_$/,
    format: 'esm',
    target: 'es2020',
    splitting: true,
    loader: { '.zz': 'base64' },
    plugins: [lazyFiles],
    write: false,
    outdir: 'dist',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const lines = [];
  for (const [output, { inputs }] of Object.entries(metafile.outputs)) {
    const lazy = !('dist/index.js' === output || isStatic(metafile, output));
    for (const [input, { bytesInOutput }] of Object.entries(inputs))
      if (bytesInOutput > 0) lines.push([input, lazy ? 'on demand' : 'always', bytesInOutput]);
  }
  return lines.sort((a, b) => a[1].localeCompare(b[1]) || b[2] - a[2]);
}

/** Whether the entry imports `output` statically, directly or indirectly. */
function isStatic(metafile, output, from = 'dist/index.js', seen = new Set()) {
  if (seen.has(from)) return false;
  seen.add(from);
  return metafile.outputs[from].imports.some(
    ({ path, kind }) =>
      kind === 'import-statement' && (path === output || isStatic(metafile, output, path, seen)),
  );
}

/** The parts of the engine's Wasm, from a build that keeps function names. */
function wasmParts() {
  const options = { cwd: join(js, '..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
  execFileSync('wasm/build.sh', ['names'], options);
  return execFileSync(process.execPath, ['js/tools/wasm-parts.mjs'], options).trimEnd();
}

export async function modulesReport() {
  const lines = await modules();
  const header = ['JavaScript modules (bytes, minified)', 'loaded', 'bytes'];
  return `${table(header, lines)}\n\nthe engine\n${wasmParts()}`;
}
