// The real `oread serve`, started for a test; it may be restarted on the same port.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../../../build/', import.meta.url));
const known = ['demo', 'dev'].map((preset) => `${build}${preset}/native/command/oread`);

export const app = { appId: '1', key: 'oread-key', secret: 'oread-secret' };

export class DevServer {
  port = 0;
  /** Its log so far. */
  readonly log: { what: string; channel?: string }[] = [];
  private child?: ChildProcess;

  /** Serves `files`; `more` are additional arguments of the command, `--cert` and `--key-file` for TLS. */
  constructor(
    private readonly files: string,
    private readonly more: string[] = [],
  ) {}

  get url(): string {
    return `http${this.more.includes('--cert') ? 's' : ''}://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const command = process.env.OREAD_COMMAND ?? known.find((path) => existsSync(path));
    if (!command) throw new Error('there is no oread command: run ./dev build native');
    const port = String(this.port);
    const child = spawn(
      command,
      ['serve', '--port', port, '--json', '--demo-auth', '--static', this.files, ...this.more],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, OREAD_SECRET: app.secret } },
    );
    this.child = child;
    this.port = await new Promise<number>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`oread serve ended with ${code}`)));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        const entry = JSON.parse(line);
        this.log.push(entry);
        if (entry.what === 'ready') resolve(Number(new URL(entry.address).port));
      });
    });
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
