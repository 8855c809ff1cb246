// Runs `oread` as a user would: arguments, environment, standard input, signals.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const command = process.env.OREAD_COMMAND ?? `${root}build/dev/native/command/oread`;

const bare = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('OREAD_')),
);

/** A running `oread`; its lines so far are in `lines` and `complaints`. */
export class Oread {
  lines = [];
  complaints = '';
  #waiting = [];

  constructor(args, { env = {}, input } = {}) {
    this.child = spawn(command, args, {
      env: { ...bare, OREAD_SECRET: 'oread-secret', ...env },
      stdio: 'pipe',
    });
    this.child.stdin.on('error', () => {}).end(input ?? '');
    let rest = '';
    this.child.stdout.setEncoding('utf8').on('data', (piece) => {
      const parts = (rest + piece).split('\n');
      rest = parts.pop();
      this.lines.push(...parts);
      this.#waiting = this.#waiting.filter((check) => !check());
    });
    this.child.stderr.setEncoding('utf8').on('data', (piece) => {
      this.complaints += piece;
      this.#waiting = this.#waiting.filter((check) => !check());
    });
    this.ended = once(this.child, 'close').then(([code, signal]) => code ?? signal);
  }

  /** The first line, past or future, that matches; an error if it ends without one. */
  line(pattern) {
    return this.#wait(pattern, () => this.lines);
  }

  /** The same for standard error, which carries connection changes. */
  complaint(pattern) {
    return this.#wait(pattern, () => this.complaints.split('\n').slice(0, -1));
  }

  #wait(pattern, lines) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = lines().find((line) => pattern.test(line));
        if (found !== undefined) resolve(found);
        return found !== undefined;
      };
      if (check()) return;
      this.#waiting.push(check);
      this.ended.then((code) =>
        reject(new Error(`no ${pattern}, ended with ${code}: ${this.complaints}`)),
      );
    });
  }

  signal(name) {
    this.child.kill(name);
    return this.ended;
  }
}

/** Runs it to its end: {code, lines, complaints}. */
export async function run(args, how) {
  const oread = new Oread(args, how);
  const code = await oread.ended;
  return { code, lines: oread.lines, complaints: oread.complaints };
}
