// Starts the application and everything it needs: the socket server, the web server, the queue worker.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const app = fileURLToPath(new URL('.', import.meta.url));
const stockRouter = `${app}vendor/laravel/framework/src/Illuminate/Foundation/resources/server.php`;
/** The `oread` command. */
export const command =
  process.env.OREAD_COMMAND ??
  fileURLToPath(new URL('../../build/demo/native/command/oread', import.meta.url));

/** Parses a file like `.env`. */
export function readSettings(path) {
  const lines = readFileSync(path, 'utf8').matchAll(/^([A-Z_]+)=(?:"(.*)"|(.*))$/gm);
  return Object.fromEntries([...lines].map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

/** Resolves with the first line of `stream` that `pattern` matches; fails if the program ends first. */
function lineOf(child, stream, pattern) {
  return new Promise((resolve, reject) => {
    const said = [];
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.join('\n')}`)));
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line);
      const found = pattern.exec(line);
      if (found) resolve(found);
    });
  });
}

/**
 * Starts everything, with `settings` as Laravel's environment and the folder `data` for what it writes.
 * With `socketServer: false`, another server already listens at the configured address; `router` is the script for PHP's web server.
 */
export async function startBackend({
  settings,
  data,
  host = '127.0.0.1',
  port = 0,
  socketPort = Number(settings.REVERB_PORT),
  socketServer = true,
  router = stockRouter,
}) {
  const children = [];
  const env = { ...process.env, ...settings, LARAVEL_STORAGE_PATH: data };
  env.DB_DATABASE ||= join(data, 'database.sqlite');
  for (const folder of ['framework/views', 'framework/sessions', 'framework/cache/data', 'logs'])
    mkdirSync(join(data, folder), { recursive: true });
  writeFileSync(env.DB_DATABASE, '', { flag: 'a' });
  // What `artisan optimize` writes holds the settings of this run, so it must not lie in the application's folder.
  for (const name of ['CONFIG', 'EVENTS', 'ROUTES'])
    env[`APP_${name}_CACHE`] = join(data, `framework/cache/${name.toLowerCase()}.php`);
  const log = openSync(join(data, 'logs/processes.log'), 'a');

  // Each in its own process group: PHP's web server leaves its workers behind if only the server itself is ended.
  function start(program, args, options) {
    const child = spawn(program, args, { cwd: app, env, detached: true, ...options });
    children.push(child);
    return child;
  }
  const artisan = (...args) =>
    start('php', ['artisan', ...args, '--no-interaction'], { stdio: ['ignore', log, 'inherit'] });

  async function stop() {
    await Promise.all(
      children
        .filter(({ exitCode, signalCode, pid }) => pid && exitCode === null && signalCode === null)
        .map(async (child) => {
          const ended = once(child, 'exit');
          process.kill(-child.pid, 'SIGTERM');
          await ended;
        }),
    );
  }

  try {
    if (socketServer) {
      const { REVERB_APP_ID: id, REVERB_APP_KEY: key, REVERB_APP_SECRET: secret } = settings;
      const child = start(
        command,
        ['serve', '--quiet', '--host', host, '--port', `${socketPort}`].concat([
          '--app',
          `${id}:${key}:${secret}`,
        ]),
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [, address] = await lineOf(child, child.stdout, /^ready (\S+)/);
      env.REVERB_PORT = new URL(address).port;
    }
    for (const step of [['optimize'], ['migrate', '--force', '--seed']]) {
      const [code] = await once(artisan(...step), 'exit');
      if (code) throw new Error(`artisan ${step[0]} ended with ${code}`);
    }

    artisan('queue:work', '--sleep=0.05', '--tries=1');
    const web = start('php', ['-S', `${host}:${port}`, router], {
      cwd: `${app}public`,
      env: { ...env, PHP_CLI_SERVER_WORKERS: '4' },
      stdio: ['ignore', log, 'pipe'],
    });
    const [, url] = await lineOf(web, web.stderr, /Server \((\S+)\) started/);
    return {
      url,
      socket: { host: settings.REVERB_HOST, port: env.REVERB_PORT, key: settings.REVERB_APP_KEY },
      children,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
