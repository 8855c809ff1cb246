// Everything behind the page: Redis, Laravel, a socket server, and Next, which serves the page.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, startBackend } from '../laravel/backend.mjs';
import { end, freePort, run } from '../laravel/processes.mjs';
import { servePage } from './page.js';
import { serverNamed } from './sockets.js';

const here = fileURLToPath(new URL('.', import.meta.url));

export class Backend {
  /** Port 0 means any that is free; `server` is a name in sockets.js; `settings` are for Laravel. */
  static async start({
    port = 0,
    socketPort = 0,
    server = 'laravel-echo-server',
    settings = {},
  } = {}) {
    const one = new Backend();
    one.server = server;
    one.kind = serverNamed(server);
    one.folder = mkdtempSync(join(tmpdir(), 'oread-attendance-'));
    one.socketPort = socketPort || (await freePort());
    try {
      await one.#startAll(port, settings);
    } catch (error) {
      await one.stop();
      throw error;
    }
    return one;
  }

  async #startAll(port, settings) {
    this.redisPort = String(await freePort());
    const memory = ['--save', '', '--appendonly', 'no', '--dir', this.folder];
    this.redis = await run(
      'redis-server',
      ['--port', this.redisPort, '--bind', '127.0.0.1', ...memory],
      'Ready to accept connections',
    );
    this.settings = {
      ...readSettings(`${here}../laravel/.env.example`),
      APP_KEY: `base64:${randomBytes(32).toString('base64')}`,
      BROADCAST_CONNECTION: 'redis',
      REDIS_PORT: this.redisPort,
      ...settings,
    };
    this.laravel = await startBackend({
      settings: this.settings,
      data: this.folder,
      socketServer: false,
    });
    await this.startSockets();
    this.page = await servePage({
      port,
      environment: {
        ...this.kind.page(this.socketPort, this.settings),
        SOCKET_SERVER: this.server,
        LARAVEL_URL: this.laravel.url,
      },
    });
    this.url = this.page.url;
  }

  async startSockets() {
    this.sockets = await this.kind.start({
      port: this.socketPort,
      redisPort: this.redisPort,
      laravel: this.laravel.url,
      settings: this.settings,
      folder: this.folder,
    });
  }
  stopSockets = () => end(this.sockets);

  async stop() {
    await this.page?.stop();
    await this.stopSockets();
    await this.laravel?.stop();
    await end(this.redis);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
