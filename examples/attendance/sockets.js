// The two socket servers that the example runs on, and what the page must know to reach them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from '../laravel/backend.mjs';
import { run } from '../laravel/processes.mjs';

const echoServer = fileURLToPath(import.meta.resolve('laravel-echo-server/bin/server.js'));

/**
 * `start({ port, redisPort, laravel, settings, folder })` resolves with the process once it listens; `page(port, settings)` is the
 * environment from which Next tells the page the address.
 */
export const servers = {
  'laravel-echo-server': {
    start({ port, redisPort, laravel, folder }) {
      const config = {
        authHost: laravel,
        authEndpoint: '/api/broadcasting/auth',
        clients: [],
        database: 'redis',
        databaseConfig: { redis: { host: '127.0.0.1', port: redisPort } },
        host: '127.0.0.1',
        port: String(port),
        protocol: 'http',
        socketio: {},
        subscribers: { http: false, redis: true },
      };
      writeFileSync(join(folder, 'laravel-echo-server.json'), JSON.stringify(config));
      // Node 15 and later end the process when a promise fails unhandled, as happens there if a window closes while it joins a
      // presence channel.
      const args = ['--unhandled-rejections=warn', echoServer, 'start', '--force'];
      return run(process.execPath, args, 'Server ready!', { cwd: folder });
    },
    page: (port) => ({ WEBSOCKET_HOST: `http://127.0.0.1:${port}` }),
  },

  oread: {
    start({ port, redisPort, settings, folder }) {
      const { REVERB_APP_ID: id, REVERB_APP_KEY: key, REVERB_APP_SECRET: secret } = settings;
      const address = ['--host', '127.0.0.1', '--port', String(port)];
      const from = ['--redis', `redis://127.0.0.1:${redisPort}`, '--app', `${id}:${key}:${secret}`];
      return run(command, ['serve', '--quiet', ...address, ...from], 'ready ', { cwd: folder });
    },
    page: (port, { REVERB_APP_KEY }) => ({
      REVERB_APP_KEY,
      REVERB_HOST: '127.0.0.1',
      REVERB_PORT: String(port),
      REVERB_SCHEME: 'http',
    }),
  },
};

export function serverNamed(name) {
  if (!Object.hasOwn(servers, name))
    throw new RangeError(
      `there is no socket server '${name}'; choose ${Object.keys(servers).join(' or ')}`,
    );
  return servers[name];
}
