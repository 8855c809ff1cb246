// What an example with this back end needs: Laravel, `oread serve`, and a page that Vite builds and serves.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { command, readSettings, startBackend } from './backend.mjs';
import { end, freePort, run } from './processes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

export class Site {
  /**
   * `example` is the folder with `vite.config.js`; `proxy(laravelUrl)` returns Vite's `proxy` option. Port 0 means any that is free.
   * With `pageSocketPort`, the page connects there instead of to `socketPort`.
   */
  static async start({ example, proxy, port = 0, socketPort = 0, pageSocketPort = 0 }) {
    const one = new Site();
    one.folder = mkdtempSync(join(tmpdir(), 'oread-example-'));
    one.socketPort = socketPort || (await freePort());
    one.settings = {
      ...readSettings(`${here}.env.example`),
      APP_KEY: `base64:${randomBytes(32).toString('base64')}`,
      REVERB_PORT: String(one.socketPort),
    };
    try {
      await one.startSockets();
      one.laravel = await startBackend({
        settings: one.settings,
        data: one.folder,
        socketServer: false,
      });
      await one.#servePage(example, proxy, port, pageSocketPort || one.socketPort);
    } catch (error) {
      await one.stop();
      throw error;
    }
    return one;
  }

  async startSockets() {
    const { REVERB_APP_ID: id, REVERB_APP_KEY: key, REVERB_APP_SECRET: secret } = this.settings;
    const app = ['--app', `${id}:${key}:${secret}`];
    const args = ['serve', '--quiet', '--port', String(this.socketPort), ...app];
    this.sockets = await run(command, args, 'ready');
  }
  stopSockets = () => end(this.sockets);

  async #servePage(example, proxy, port, socketPort) {
    process.env.VITE_REVERB_APP_KEY = this.settings.REVERB_APP_KEY;
    process.env.VITE_REVERB_HOST = this.settings.REVERB_HOST;
    process.env.VITE_REVERB_PORT = String(socketPort);
    process.env.VITE_REVERB_SCHEME = 'http';
    const common = { configFile: join(example, 'vite.config.js'), logLevel: 'error' };
    // Not in the example's folder: two runs have different ports in their pages.
    const output = { outDir: join(this.folder, 'page'), emptyOutDir: true };
    await build({ ...common, build: output });
    const before = process.listeners('SIGTERM');
    this.page = await preview({
      ...common,
      build: output,
      preview: { port, host: '127.0.0.1', proxy: proxy(this.laravel.url) },
    });
    // Vite's own listener ends the process before the other programs have ended.
    for (const listener of process.listeners('SIGTERM'))
      if (!before.includes(listener)) process.off('SIGTERM', listener);
    this.url = `http://127.0.0.1:${this.page.httpServer.address().port}`;
  }

  async stop() {
    await this.page?.close();
    await this.laravel?.stop();
    await this.stopSockets();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
