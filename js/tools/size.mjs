// ./dev size: everything that a browser downloads to run an application on Oread, compared with the same application on
// laravel-echo + pusher-js, bundled by the same bundler in the same run.
//   --quick     with esbuild only; otherwise also an application with a lazy route in every bundler (tools/size-matrix.mjs)
//   --json      rows as JSON on standard output
//   --modules   also what each module and each part of the engine contributes
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { report, table } from '../bench/report.mjs';
import { bundle } from './bundle.mjs';
import { APPS } from './size-apps.mjs';
import { downloads } from './size-download.mjs';
import { hookRows } from './size-hooks.mjs';
import { matrix } from './size-matrix.mjs';
import { modulesReport } from './size-modules.mjs';
import { unpackOurs } from './size-package.mjs';

const root = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'build', 'size');

// The goals, in bytes after gzip -9. The aim is to stay below the peer.
const GOALS = { oread: 22_500, 'oread+encryption': 26_000, 'oread/socket.io': 16_000 };

// The gzip program, because the output of Node's zlib differs by a percent.
const gzip = (input) => execFileSync('gzip', ['-9', '-n', '-c'], { input }).length;
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

async function measure(name, side) {
  const outdir = join(root, `${name}-${side}`);
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  await bundle({ source: APPS[name][side], resolveDir: root, outdir });
  const files = [];
  for (const file of await downloads({ directory: outdir, ...APPS[name] })) {
    const bytes = await readFile(join(outdir, file));
    files.push({ file, raw: bytes.length, gzip: gzip(bytes), brotli: brotli(bytes) });
  }
  const sum = (what) => files.reduce((total, file) => total + file[what], 0);
  return { files, raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    modules: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
  },
});
const print = options.json ? console.error : console.log;

await mkdir(root, { recursive: true });
await unpackOurs(root);
const rows = [];
const lines = [];
for (const name of Object.keys(APPS)) {
  const [ours, peer] = [await measure(name, 'ours'), await measure(name, 'peer')];
  const goal = GOALS[name];
  rows.push({
    name,
    unit: 'B gzip -9',
    ours: ours.gzip,
    peer: peer.gzip,
    ratio: ours.gzip / peer.gzip,
    goal,
    ok: ours.gzip <= goal,
  });
  for (const [side, size] of Object.entries({ ours, peer })) {
    for (const file of size.files)
      lines.push([`${name}  ${side}  ${file.file}`, file.raw, file.gzip, file.brotli]);
    if (size.files.length > 1)
      lines.push([`${name}  ${side}  together`, size.raw, size.gzip, size.brotli]);
  }
}

rows.push(...(await hookRows(root, gzip)));

print(`${table(['what a browser fetches (bytes)', 'raw', 'gzip -9', 'brotli 11'], lines)}\n`);
if (!options.quick && !options.modules) {
  const found = await matrix(root, join(root, 'node_modules/oread'), { gzip, brotli }, GOALS.oread);
  rows.push(...found.rows);
  print(`${found.text}\n`);
}
if (options.modules) print(`${await modulesReport()}\n`);
report(rows, {
  json: options.json,
  goalText: (row) => `≤ ${row.goal.toLocaleString('en-US')}`,
  note: 'ratio: ours / peer; ours must not exceed the goal, and should be below the peer',
});
