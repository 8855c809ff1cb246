// Runs the commands of examples/laravel/README.md, "On Reverb", unchanged, with a package that replaces Reverb.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Native } from './native.mjs';
import { Person } from './people.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'examples/laravel/README.md'), 'utf8');
const commands = /## On Reverb\n[^]*?\n\n((?: {4}.*\n)+)/
  .exec(page)[1]
  .trim()
  .split('\n')
  .map((line) => line.replace(/#.*/, '').trim());

let clone;
let app;
let listener;
const children = [];

// Runs the page's instructions in a copy, because they change composer.json.
before(() => {
  clone = mkdtempSync(join(tmpdir(), 'oread-reverb-'));
  app = join(clone, 'examples/laravel');
  for (const name of ['tools', 'build', 'js', 'node_modules', 'package-lock.json'])
    symlinkSync(join(root, name), join(clone, name));
  mkdirSync(dirname(app));
  cpSync(join(root, 'examples/laravel'), app, {
    recursive: true,
    filter: (path) =>
      !/examples\/laravel\/(storage|\.env$|composer\.lock|bootstrap\/cache\/.)/.test(path),
  });
});
after(async () => {
  await listener?.stop();
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    }
  rmSync(clone, { recursive: true, force: true });
});

const env = { ...process.env, COMPOSER_ALLOW_SUPERUSER: '1' };
env.OREAD_COMMAND ??= join(root, 'build/demo/native/command/oread');
const run = (command) =>
  execFileSync('bash', ['-c', command], { cwd: app, env, encoding: 'utf8', stdio: 'pipe' });

/** Starts a command that keeps running, and returns the first line that matches. */
async function started(command, cwd, pattern) {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const child = spawn('bash', ['-c', `exec ${command}`], { cwd, env, stdio, detached: true });
  children.push(child);
  const said = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const found = pattern.exec(line);
    if (found) {
      child.stdout.resume();
      return found[1];
    }
  }
  throw new Error(`${command}: ended before it was ready: ${said.join('\n')}`);
}
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

test('the page has the commands that are followed here', () => {
  assert.deepEqual(commands, [
    'cd examples/laravel',
    'composer require laravel/reverb',
    'php artisan reverb:start',
    'examples/laravel/run --no-socket-server',
  ]);
});

test('its commands lead to a running application whose events arrive', async () => {
  const port = await freePort();
  const key = Buffer.alloc(32, 'k').toString('base64');
  // The file that the first run creates, with a port of this test's own.
  const settings = readFileSync(join(app, '.env.example'), 'utf8')
    .replace(/^APP_KEY=$/m, `APP_KEY=base64:${key}`)
    .replace(/^REVERB_PORT=.*$/m, `REVERB_PORT=${port}\nREVERB_SERVER_PORT=${port}`);
  writeFileSync(join(app, '.env'), settings);
  const standIn = { type: 'path', url: join(root, 'tests/laravel/reverb') };
  run(`composer config repositories.reverb '${JSON.stringify(standIn)}'`);

  const [, require, start, serve] = commands;
  run(`${require} --no-interaction`);
  assert.match(run('php artisan list reverb'), /reverb:start/);
  await started(start, app, /ready (\S+)/);
  const url = await started(`${serve} --port ${await freePort()}`, clone, /ready (\S+)/);

  const ada = await Person.signIn(url, 'ada');
  const socket = { host: '127.0.0.1', port, key: 'oread-key' };
  listener = new Native({ url, socket }, ada, ['organization.1']);
  await listener.subscribed('organization.1');
  await ada.ask('PATCH', '/services/1', { status: 'degraded' });
  await listener.message('organization.1', 'service.status.changed');
});
