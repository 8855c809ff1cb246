// The size of one application with each bundler, on Oread and on the peer: all scripts of the first load. Both have a lazy
// route, so that the bundler's helper for import() is counted for both.
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../bench/report.mjs';
import { BUNDLERS } from './bundlers.mjs';
import { APPS } from './size-apps.mjs';

const modules = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'node_modules');
const MARK = 'a route that is loaded later';

/** Scripts that the first load does not need: the lazy route, the plain engine and the cipher, whatever their names. */
const later = (text) =>
  text.includes(MARK) ||
  (/expand 32-byte k|new Int8Array\(/.test(text) && !text.includes('makeEcho'));

async function app(root, ours) {
  await rm(root, { recursive: true, force: true });
  await mkdir(join(root, 'node_modules'), { recursive: true });
  for (const name of ['laravel-echo', 'pusher-js', 'tweetnacl'])
    await symlink(join(modules, name), join(root, 'node_modules', name));
  await cp(ours, join(root, 'node_modules/oread'), { recursive: true });
  await writeFile(join(root, 'package.json'), '{ "private": true }');
  await writeFile(join(root, 'later.mjs'), `export default document.title = '${MARK}';\n`);
  for (const side of ['ours', 'peer'])
    await writeFile(
      join(root, `${side}.mjs`),
      `${APPS.oread[side]}window.goLater = () => import('./later.mjs');\n`,
    );
}

async function measure(folder, sizes) {
  const total = { gzip: 0, brotli: 0 };
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.m?js$|\.wasm$/.test(name)) continue;
    const bytes = await readFile(join(folder, name));
    if (later(bytes.toString())) continue;
    for (const [kind, size] of Object.entries(sizes)) total[kind] += size(bytes);
  }
  return total;
}

/** Rows for the report, and the table as text. `sizes`: `{ gzip, brotli }`, each measures bytes. */
export async function matrix(root, ours, sizes, law) {
  const rows = [];
  const lines = [];
  for (const bundler of Object.keys(BUNDLERS)) {
    const found = {};
    for (const side of ['ours', 'peer']) {
      const at = join(root, bundler);
      await app(at, ours);
      const outdir = join(root, `${bundler}-${side}`);
      await rm(outdir, { recursive: true, force: true });
      await BUNDLERS[bundler]({ root: at, entry: `${side}.mjs`, outdir });
      found[side] = await measure(outdir, sizes);
    }
    for (const kind of Object.keys(sizes))
      lines.push([
        `${bundler}  ${kind}`,
        found.ours[kind],
        found.peer[kind],
        found.ours[kind] - found.peer[kind],
      ]);
    // Angular itself is in both.
    const goal = bundler === 'angular' ? found.peer.gzip : law;
    rows.push({
      ...{ name: `oread in ${bundler}`, unit: 'B gzip -9' },
      ...{ ours: found.ours.gzip, peer: found.peer.gzip, goal },
      ...{ ratio: found.ours.gzip / found.peer.gzip, ok: found.ours.gzip <= goal },
    });
  }
  const header = ['one app, first load (bytes)', 'ours', 'peer', 'difference'];
  return { rows, text: table(header, lines) };
}
