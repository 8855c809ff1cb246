// Starts the real `oread serve` for a test, and stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const command = process.env.OREAD_COMMAND ?? `${root}build/dev/native/command/oread`;

export const app = { appId: '1', key: 'oread-key', secret: 'oread-secret' };

/** Runs `oread` to its end: {code, stdout, stderr}. */
export async function run(...args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => (out.stdout += piece));
  child.stderr.on('data', (piece) => (out.stderr += piece));
  const [code] = await once(child, 'close');
  return { code, ...out };
}

/** Whether a text is a complete HTTP response: its head, and a body of the announced length. */
function isWhole(text) {
  const head = /^HTTP\/1\.[01] [^]*?\r\n\r\n/.exec(text)?.[0];
  return (
    head !== undefined &&
    text.length >= head.length + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  );
}

/** One running dev server; its log lines are objects in `log`. */
export class DevServer {
  log = [];
  #waiting = [];

  static async start(...args) {
    if (!existsSync(command)) throw new Error(`there is no ${command}: ./dev build native`);
    const server = new DevServer();
    server.child = spawn(command, ['serve', '--port', '0', '--json', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, OREAD_SECRET: app.secret },
    });
    server.ended = once(server.child, 'exit');
    createInterface({ input: server.child.stdout }).on('line', (line) => {
      server.log.push(JSON.parse(line));
      server.#waiting = server.#waiting.filter((check) => !check());
    });
    const early = server.ended.then(([code]) => {
      throw new Error(`oread serve ended with ${code} before it was ready`);
    });
    const ready = await Promise.race([server.logged((line) => line.what === 'ready'), early]);
    early.catch(() => {});
    server.url = ready.address;
    server.port = Number(new URL(ready.address).port);
    return server;
  }

  /** The first log line, past or future, that satisfies `wanted`. */
  logged(wanted) {
    return new Promise((resolve) => {
      const check = () => {
        const line = this.log.find(wanted);
        if (line !== undefined) resolve(line);
        return line !== undefined;
      };
      if (!check()) this.#waiting.push(check);
    });
  }

  /** Sends a signal; returns the exit code, or the signal that ended it, once the process has ended. */
  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    const [code, killedBy] = await this.ended;
    return code ?? killedBy;
  }

  async kill() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  request(method, path, { headers = {}, body, agent } = {}) {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: this.port, method, path, headers, agent },
        (response) => {
          const pieces = [];
          response.on('data', (piece) => pieces.push(piece));
          response.on('end', () =>
            resolve({
              status: response.statusCode,
              headers: response.headers,
              body: Buffer.concat(pieces).toString(),
            }),
          );
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** A raw WebSocket with `frames` (parsed) and `next(event)`. */
  async connect({ path = `/app/${app.key}?protocol=7`, headers = {} } = {}) {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}${path}`, { headers });
    const frames = [];
    let check = () => {};
    socket.on('message', (text) => {
      frames.push(JSON.parse(text));
      check();
    });
    const closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on('error', () => {});
    const next = (event) =>
      new Promise((resolve, reject) => {
        // Only names what is missing instead of hanging.
        const names = () => frames.map((frame) => frame.event).join(', ');
        const giveUp = setTimeout(
          () => reject(new Error(`no ${event} in 20 s, but: ${names()}`)),
          20_000,
        );
        giveUp.unref();
        check = () => {
          const at = frames.findIndex((frame) => frame.event === event);
          if (at < 0) return;
          clearTimeout(giveUp);
          check = () => {};
          resolve(frames.splice(at, 1)[0]);
        };
        check();
      });
    const send = (event, data, channel) => socket.send(JSON.stringify({ event, channel, data }));
    return { socket, frames, next, closed, send };
  }

  /** The server's response to these bytes, once `isDone` returns true, or the server closes. */
  raw(bytes, isDone = isWhole) {
    return new Promise((resolve, reject) => {
      const socket = net.connect(this.port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      // Only names what is missing instead of hanging.
      const giveUp = setTimeout(() => reject(new Error(`not all within 20 s: ${answer}`)), 20_000);
      const done = () => {
        clearTimeout(giveUp);
        socket.destroy();
        resolve(answer);
      };
      socket.on('data', (piece) => {
        answer += piece.toString('latin1');
        if (isDone(answer)) done();
      });
      socket.on('error', done);
      socket.on('close', done);
    });
  }

  /** Sends data that may get no response, and gives the server a moment to process it. */
  throwAt(bytes) {
    return new Promise((resolve) => {
      const socket = net.connect(this.port, '127.0.0.1', () => socket.write(bytes));
      const timer = setTimeout(() => socket.destroy(), 150);
      socket.on('error', () => {});
      socket.on('close', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.resume();
    });
  }

  /** The server still works: checked after every hostile act. */
  async assertAlive() {
    const client = await this.connect();
    await client.next('pusher:connection_established');
    client.socket.close();
  }
}
