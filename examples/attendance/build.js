// Builds the client, unless it is built already from what is here: node build.js
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { client, next, nextEnvironment } from './page.js';

const stamp = join(client, '.next/built-from');
const sources = [
  client,
  fileURLToPath(new URL('package-lock.json', import.meta.url)),
  fileURLToPath(new URL('dist', import.meta.resolve('oread/package.json'))),
];

/** The files below `path`, without those that Next writes. */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name !== '.next');
  return names.flatMap((name) => filesOf(join(path, name)));
}

const files = sources.flatMap(filesOf);
const state = files.map((path) => `${path} ${statSync(path).mtimeMs}\n`).join('');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
  const options = { env: nextEnvironment(), encoding: 'utf8' };
  const { status, stdout, stderr } = spawnSync(process.execPath, next('build'), options);
  if (status !== 0) throw new Error(`next build ended with ${status}:\n${stdout}${stderr}`);
  // Next empties its folder before it builds, so a build that failed leaves no stamp.
  writeFileSync(stamp, state);
}
console.log('built');
