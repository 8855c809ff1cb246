// The page: Next builds it once, and serves it with the addresses of its environment.
import { fileURLToPath } from 'node:url';
import { end, freePort, run } from '../laravel/processes.mjs';

export const client = fileURLToPath(new URL('client', import.meta.url));
const program = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
const build = fileURLToPath(new URL('build.js', import.meta.url));

/** The arguments of Node to run a command of Next, and the environment, without Next's telemetry. */
export const next = (command, ...options) => [program, command, client, ...options];
export const nextEnvironment = (environment) => ({
  ...process.env,
  NODE_ENV: 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  ...environment,
});

/** Port 0 means any that is free. `environment` is what client/services/environment.js and client/proxy.js read. */
export async function servePage({ port = 0, environment }) {
  // Test files run at once, and only one of them may build.
  await run('flock', [client, process.execPath, build], 'built');
  port ||= await freePort();
  const args = next('start', '--hostname', '127.0.0.1', '--port', String(port));
  const server = await run(process.execPath, args, 'Ready', { env: nextEnvironment(environment) });
  return { url: `http://127.0.0.1:${port}`, stop: () => end(server) };
}
