// Everything behind the page: Redis, Laravel, laravel-echo-server, and a server for the page itself.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { readSettings, startBackend } from '../laravel/backend.mjs';
import { end, freePort, run } from '../laravel/processes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const echoServer = fileURLToPath(import.meta.resolve('laravel-echo-server/bin/server.js'));

export class Backend {
  /** Port 0 means any that is free. */
  static async start({ port = 0, socketPort = 0 } = {}) {
    const one = new Backend();
    one.folder = mkdtempSync(join(tmpdir(), 'oread-attendance-'));
    one.socketPort = socketPort || (await freePort());
    try {
      await one.#startAll(port);
    } catch (error) {
      await one.stop();
      throw error;
    }
    return one;
  }

  async #startAll(port) {
    const redisPort = String(await freePort());
    const memory = ['--save', '', '--appendonly', 'no', '--dir', this.folder];
    this.redis = await run(
      'redis-server',
      ['--port', redisPort, '--bind', '127.0.0.1', ...memory],
      'Ready to accept connections',
    );
    this.laravel = await startBackend({
      settings: {
        ...readSettings(`${here}../laravel/.env.example`),
        APP_KEY: `base64:${randomBytes(32).toString('base64')}`,
        BROADCAST_CONNECTION: 'redis',
        REDIS_PORT: redisPort,
      },
      data: this.folder,
      socketServer: false,
    });
    const config = {
      authHost: this.laravel.url,
      authEndpoint: '/api/broadcasting/auth',
      clients: [],
      database: 'redis',
      databaseConfig: { redis: { host: '127.0.0.1', port: redisPort } },
      host: '127.0.0.1',
      port: String(this.socketPort),
      protocol: 'http',
      socketio: {},
      subscribers: { http: false, redis: true },
    };
    writeFileSync(join(this.folder, 'laravel-echo-server.json'), JSON.stringify(config));
    await this.startSockets();
    await this.#servePage(port);
  }

  async startSockets() {
    // Node 15 and later end the process when a promise fails unhandled, as happens there if a window closes while it joins a
    // presence channel.
    const args = ['--unhandled-rejections=warn', echoServer, 'start', '--force'];
    this.sockets = await run(process.execPath, args, 'Server ready!', this.folder);
  }
  stopSockets = () => end(this.sockets);

  async #servePage(port) {
    const configFile = `${here}vite.config.js`;
    process.env.VITE_WEBSOCKET_HOST = `http://127.0.0.1:${this.socketPort}`;
    await build({ configFile, logLevel: 'error' });
    const before = process.listeners('SIGTERM');
    this.page = await preview({
      configFile,
      logLevel: 'error',
      preview: { port, host: '127.0.0.1', proxy: { '/api': this.laravel.url } },
    });
    // Vite's own listener ends the process before the other programs have ended.
    for (const listener of process.listeners('SIGTERM'))
      if (!before.includes(listener)) process.off('SIGTERM', listener);
    this.url = `http://127.0.0.1:${this.page.httpServer.address().port}`;
  }

  async stop() {
    await this.page?.close();
    await this.stopSockets();
    await this.laravel?.stop();
    await end(this.redis);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
