// Unpacks the package as npm would publish it, so that the measured files are the shipped ones.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const js = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packs js/ and unpacks it as `root/node_modules/oread`. */
export async function unpackOurs(root) {
  if (!existsSync(join(js, 'dist', 'index.js')))
    throw new Error('js/dist is not built: run ./dev build js first');
  const target = join(root, 'node_modules', 'oread');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', root], {
      cwd: js,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const archive = join(root, filename);
  execFileSync('tar', ['-xzf', archive, '-C', target, '--strip-components=1']);
  await rm(archive);
}
