// A consumer of the package: an empty project with the packed tarball and other dependencies.
import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const js = join(here, '../..');
const made: string[] = [];
let tarball: string | undefined;

export const run = (file: string, args: string[], cwd: string): string =>
  execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Runs a program asynchronously, so that the servers in this process can respond. */
export const runAside = promisify(execFile);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'oread-consumer-'));
  made.push(path);
  return path;
}

/** The package, packed as npm would publish it. */
export function pack(): string {
  if (tarball) return tarball;
  const target = folder();
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', target];
  const [{ filename }] = JSON.parse(run('npm', args, js));
  return (tarball = join(target, filename));
}

/** The folder of a package that is installed in this repository. */
export function installed(name: string): string {
  for (let at = js; ; at = dirname(at)) {
    const path = join(at, 'node_modules', name);
    if (existsSync(path)) return path;
    if (at === dirname(at)) throw new Error(`${name} is not installed`);
  }
}

/** Makes a project with an application of this folder, the package as `oread`, and the named packages of the repository. */
export function makeConsumer(needs = ['react', 'ws'], app = 'app'): string {
  const root = folder();
  cpSync(join(here, '..', app), root, { recursive: true });
  const ours = join(root, 'node_modules/oread');
  mkdirSync(ours, { recursive: true });
  run('tar', ['-xzf', pack(), '-C', ours, '--strip-components=1'], root);
  for (const name of needs) {
    const path = join(root, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(installed(name), path);
  }
  // An older package that requires what Oread replaces.
  mkdirSync(join(root, 'node_modules/legacy'));
  writeFileSync(
    join(root, 'node_modules/legacy/index.js'),
    `module.exports = require('pusher-js');`,
  );
  writeFileSync(join(root, 'node_modules/legacy/package.json'), '{ "name": "legacy" }');
  writeFileSync(join(root, 'package.json'), '{ "private": true }');
  return root;
}

/** Makes an empty project with these dependencies, installed by npm; `more` is added to its manifest. */
export function installConsumer(dependencies: Record<string, string>, more: object = {}): string {
  const root = folder();
  const project = { private: true, ...more, dependencies };
  writeFileSync(join(root, 'package.json'), JSON.stringify(project));
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
  run('npm', ['install', ...flags], root);
  return root;
}

export const manifest = (root: string, name: string): any =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));

// Whole installations of frameworks take a while to delete.
afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
  tarball = undefined;
}, 600_000);

/** The path of a program from an npm package of this repository. */
export const binary = (name: string): string => join(dirname(installed(name)), '.bin', name);
