// Test setup: `oread serve`, events by its HTTP API, and boards in a terminal of their own.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { end, freePort, run } from '../../laravel/processes.mjs';
import { Screen } from './screen.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const kiosk = process.env.KIOSK ?? `${root}build/demo/examples/kiosk/kiosk`;
const oread = process.env.OREAD_COMMAND ?? `${root}build/demo/native/command/oread`;
const secret = 'kiosk-secret';

/** The environment without what would change a test. */
const bare = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(OREAD_|KIOSK|NO_COLOR$)/.test(name)),
);
const environment = { ...bare, TERM: 'xterm-256color', TZ: 'UTC' };

export class Stage {
  folder = mkdtempSync(join(tmpdir(), 'oread-kiosk-'));
  boards = [];

  /** A place for a server; `tls` has the files of its certificate. */
  async reserve(tls) {
    this.port = await freePort();
    this.tls = tls;
    this.url = tls ? `wss://localhost:${this.port}` : `ws://127.0.0.1:${this.port}`;
  }
  async startServer(...more) {
    const secure = this.tls ? ['--cert', this.tls.cert, '--key-file', this.tls.key] : [];
    const app = ['--app', `1:oread-key:${secret}`];
    const args = ['serve', '--quiet', '--port', String(this.port), ...app, ...secure, ...more];
    this.server = await run(oread, args, 'ready');
  }
  async killServer() {
    if (!this.server) return;
    this.server.kill('SIGKILL');
    await once(this.server, 'exit');
    this.server = undefined;
  }
  async publish(channel, event, data) {
    const secure = this.tls ? ['--ca', this.tls.ca] : [];
    const url = this.url.replace('ws', 'http');
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    await promisify(execFile)(oread, ['publish', '-u', url, ...secure, channel, event, text], {
      env: { ...environment, OREAD_SECRET: secret },
    });
  }

  board(args = [], options) {
    const board = new Board(['--url', this.url, ...args], options);
    this.boards.push(board);
    return board;
  }
  /** The same without a terminal. */
  log() {
    const log = new Log(['--url', this.url]);
    this.boards.push(log);
    return log;
  }
  path(name) {
    return join(this.folder, name);
  }

  async stop() {
    // A board that did not even start must not keep the server, and with it the tests, alive.
    await Promise.allSettled(this.boards.map((board) => board.kill()));
    await end(this.server);
    rmSync(this.folder, { recursive: true });
  }
}

/** A board in a terminal that `script` has made, between two lines of a shell that compares the terminal's settings. */
export class Board {
  raw = '';
  #waiting = [];

  constructor(args, { columns = 100, rows = 24, env = {} } = {}) {
    this.screen = new Screen(columns, rows);
    const words = [kiosk, ...args].map((word) => `'${word}'`).join(' ');
    const shell =
      `trap : INT; stty cols ${columns} rows ${rows}; before=$(stty -g); sh -c "echo \\$\\$ $(tty); exec ${words}"; code=$?; ` +
      'test "$before" = "$(stty -g)" && echo restored; exit $code';
    this.child = spawn(
      'script',
      ['--quiet', '--flush', '--return', '--command', shell, '/dev/null'],
      {
        env: { ...environment, SHELL: '/bin/sh', ...env },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    this.child.stdout.setEncoding('utf8').on('data', (piece) => {
      this.raw += piece;
      try {
        this.screen.write(piece);
      } catch (error) {
        this.error ??= error;
      }
      this.#waiting = this.#waiting.filter((check) => !check());
    });
    this.ended = once(this.child, 'close').then(([code]) => code);
  }

  /** Waits until the screen shows this. */
  shows(pattern) {
    return this.until(() => pattern.test(this.screen.text), String(pattern));
  }
  until(isSo, name) {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (this.error) reject(this.error);
        else if (!isSo()) return false;
        else resolve();
        return true;
      };
      if (check()) return;
      this.#waiting.push(check);
      this.ended.then((code) => reject(new Error(`no ${name}, ended with ${code}: ${this.raw}`)));
    });
  }

  async #process() {
    await this.until(() => /\d+ \/dev/.test(this.raw), 'process');
    return /(\d+) (\/dev\S+)/.exec(this.raw);
  }
  async signal(name) {
    const [, pid] = await this.#process();
    process.kill(Number(pid), name);
    return this.ended;
  }
  type(text) {
    this.child.stdin.write(text);
  }
  /** The window gets another size; the kernel tells the board. */
  async resize(columns, rows) {
    const [, , tty] = await this.#process();
    this.screen.resize(columns, rows);
    execFileSync('stty', ['-F', tty, 'cols', String(columns), 'rows', String(rows)]);
  }
  /** Also when a test has failed. */
  async kill() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const [, pid] = /(\d+) \/dev/.exec(this.raw) ?? [];
    if (pid) process.kill(Number(pid), 'SIGKILL');
    else this.child.kill('SIGKILL');
    await this.ended;
  }
}

class Log {
  lines = [];
  complaints = '';
  #waiting = [];

  constructor(args) {
    this.child = spawn(kiosk, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr.on('data', (piece) => (this.complaints += piece));
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#waiting = this.#waiting.filter((check) => !check());
    });
    this.ended = once(this.child, 'close').then(([code]) => code);
  }
  says(pattern) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const isSo = this.lines.some((line) => pattern.test(line));
        if (isSo) resolve();
        return isSo;
      };
      if (check()) return;
      this.#waiting.push(check);
      this.ended.then((code) => reject(new Error(`no ${pattern}, ended with ${code}`)));
    });
  }
  signal(name) {
    this.child.kill(name);
    return this.ended;
  }
  kill() {
    return this.signal('SIGKILL');
  }
}

/** Runs it without a terminal, to its end. */
export async function runKiosk(args, env = {}) {
  const child = spawn(kiosk, args, {
    env: { ...environment, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => (out.stdout += piece));
  child.stderr.on('data', (piece) => (out.stderr += piece));
  const [code] = await once(child, 'close');
  return { code, ...out };
}

/** A private CA and a certificate of it for localhost. */
export function makeAuthority(folder, name) {
  const [ca, caKey, cert, key, request, names] = [
    'ca',
    'ca-key',
    'cert',
    'key',
    'csr',
    'names',
  ].map((part) => join(folder, `${name}-${part}.pem`));
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-keyout',
    caKey,
    '-out',
    ca,
    '-subj',
    `/CN=${name} CA`,
  );
  openssl('req', ...newKey, '-keyout', key, '-out', request, '-subj', '/CN=localhost');
  writeFileSync(names, 'subjectAltName=DNS:localhost');
  openssl(
    'x509',
    '-req',
    '-in',
    request,
    '-CA',
    ca,
    '-CAkey',
    caKey,
    '-days',
    '2',
    '-out',
    cert,
    '-extfile',
    names,
  );
  return { ca, cert, key };
}
