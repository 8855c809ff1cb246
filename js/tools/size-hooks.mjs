// What hooks add to an application: its size with hooks minus its size with Echo alone. React and Vue are not counted.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { APPS } from './size-apps.mjs';

/** Bytes after gzip -9 that hooks may add. */
const GOAL = 1500;
const FRAMEWORKS = ['react', 'vue'];

const app = (from) =>
  `import { configureEcho, useEcho } from '${from}';
  window.setUp = configureEcho;\nwindow.useOrder = (id, call) => useEcho('order.' + id, 'OrderShipped', call);\n`;

/** One row for each framework, measured by `gzip`. */
export async function hookRows(root, gzip) {
  const measure = async (name, source) => {
    const outdir = join(root, name);
    await rm(outdir, { recursive: true, force: true });
    await mkdir(outdir, { recursive: true });
    await bundle({ source, resolveDir: root, outdir, external: FRAMEWORKS });
    return gzip(await readFile(join(outdir, 'app.js')));
  };
  const ours = await measure('echo-ours', APPS.oread.ours);
  const peer = await measure('echo-peer', APPS.oread.peer);
  const rows = [];
  for (const name of FRAMEWORKS) {
    const added = (await measure(`${name}-ours`, app(`oread/${name}`))) - ours;
    const theirs = (await measure(`${name}-peer`, app(`@laravel/echo-${name}`))) - peer;
    rows.push({
      name: `oread/${name}`,
      unit: 'B gzip -9 added',
      ours: added,
      peer: theirs,
      ratio: added / theirs,
      goal: GOAL,
      ok: added <= GOAL,
    });
  }
  return rows;
}
