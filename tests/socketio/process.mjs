// A server in a process of its own, which prints JSON lines.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export const servers = fileURLToPath(new URL('servers/', import.meta.url));

/** A TCP port that is free now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A program; its lines so far are in `lines`. */
export class Program {
  lines = [];
  errors = '';
  #waiting = [];

  constructor(command, args, options = {}) {
    this.child = spawn(command, args, { stdio: 'pipe', ...options });
    let rest = '';
    this.child.stdout.setEncoding('utf8').on('data', (piece) => {
      const parts = (rest + piece).split('\n');
      rest = parts.pop();
      this.lines.push(...parts);
      this.#check();
    });
    this.child.stderr.setEncoding('utf8').on('data', (piece) => (this.errors += piece));
    this.child.stdin.on('error', () => {});
    this.ended = once(this.child, 'close').then(([code, signal]) => code ?? signal);
  }

  /** The first line, past or future, for which `wanted` is true; an error if the program ends without one. */
  async line(wanted) {
    return (await this.many(wanted, 1))[0];
  }

  /** The first `count` lines for which `wanted` is true. */
  many(wanted, count) {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = this.lines.filter(wanted);
        if (found.length >= count) resolve(found.slice(0, count));
        return found.length >= count;
      };
      if (check()) return;
      this.#waiting.push(check);
      this.ended.then((code) =>
        reject(new Error(`ended with ${code} instead: ${this.errors}${this.lines.join('\n')}`)),
      );
    });
  }

  send(order) {
    this.child.stdin.write(`${JSON.stringify(order)}\n`);
  }

  async kill(signal = 'SIGKILL') {
    this.child.kill(signal);
    await this.ended;
  }

  #check() {
    this.#waiting = this.#waiting.filter((check) => !check());
  }
}

/** Whether a line is a JSON object with these members. */
export const like = (members) => {
  const wanted = Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]);
  return (line) => {
    if (!line.startsWith('{')) return false;
    const seen = JSON.parse(line);
    return wanted.every(([name, value]) => JSON.stringify(seen[name]) === value);
  };
};
