// Serves the demo until Ctrl-C: the dev server with the page and the built package, and a publisher. With --all the other
// examples, too.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startSystems, systems } from './systems.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const command = process.env.OREAD_COMMAND ?? `${root}build/demo/native/command/oread`;
const dist = process.env.OREAD_DIST ?? `${root}js/dist`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '6001' },
    host: { type: 'string', default: '127.0.0.1' },
    'no-publisher': { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

for (const [path, part] of [
  [command, 'native'],
  [dist, 'js'],
]) {
  if (existsSync(path)) continue;
  console.error(`demo: ${path} not found; build it with ./dev build ${part}`);
  process.exit(1);
}

const others = values.all ? await startSystems() : { list: systems, stop: async () => {} };
const folder = mkdtempSync(join(tmpdir(), 'oread-demo-'));
writeFileSync(join(folder, 'list.json'), JSON.stringify(others.list));

// The publisher needs it, and web pages must not have it.
const env = {
  ...process.env,
  OREAD_SECRET: process.env.OREAD_SECRET ?? randomBytes(16).toString('hex'),
};
const server = spawn(
  command,
  ['serve', '--quiet', '--demo-auth', '--port', values.port, '--host', values.host].concat([
    '--static',
    `${here}public`,
    '--static',
    `/oread=${dist}`,
    '--static',
    `/systems=${folder}`,
    // For the page that compares both.
    '--static',
    `/peer=${root}node_modules/pusher-js/dist/web`,
  ]),
  { stdio: ['ignore', 'pipe', 'inherit'], env, detached: true },
);
let publisher;

createInterface({ input: server.stdout }).on('line', (line) => {
  console.log(line);
  if (!line.startsWith('ready ') || publisher) return;
  const address = line.slice('ready '.length).trim();
  if (!values['no-publisher']) {
    publisher = spawn(process.execPath, [`${here}publisher.mjs`], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...env, OREAD_URL: address },
      detached: true,
    });
  }
  openBrowser(address);
});

/** Only on a desktop with a person at a terminal; never for a script or over ssh. */
function openBrowser(address) {
  if (!process.stdout.isTTY || process.env.SSH_CONNECTION || process.env.CI) return;
  const desktop = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = process.platform === 'darwin' ? 'open' : desktop ? 'xdg-open' : undefined;
  if (!opener) return;
  const child = spawn(opener, [address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function stop() {
  publisher?.kill();
  void others.stop();
  // A second signal also reaches the server, which then exits immediately.
  server.kill('SIGTERM');
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

server.on('exit', async (code, signal) => {
  publisher?.kill();
  await others.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? (signal ? 1 : 0));
});
