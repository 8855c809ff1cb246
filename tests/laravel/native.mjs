// `oread listen` for tests: JSON lines that a test can wait for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const command =
  process.env.OREAD_COMMAND ??
  fileURLToPath(new URL('../../build/demo/native/command/oread', import.meta.url));

export class Native {
  lines = [];
  #waiting = new Set();

  constructor({ url, socket }, person, channels) {
    const { tls, host, port, key } = socket;
    const args = ['listen', `${tls ? 'wss' : 'ws'}://${host}:${port}`, '--key', key, '--json']
      .concat(channels.flatMap((name) => ['--channel', name]))
      .concat(['--auth-endpoint', `${url}/api/broadcasting/auth`])
      .concat(['--header', `Authorization: Bearer ${person.token}`]);
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.lines.push(JSON.parse(line));
      for (const look of this.#waiting) look();
    });
    this.child.once('exit', () => {
      for (const look of this.#waiting) look(true);
    });
  }

  /** The first line, past or future, for which `wanted` is true. */
  line(wanted) {
    return new Promise((resolve, reject) => {
      const look = (ended) => {
        const found = this.lines.find(wanted);
        if (!found && !ended) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`oread listen ended; it said ${JSON.stringify(this.lines)}`));
      };
      this.#waiting.add(look);
      look(this.child.exitCode !== null);
    });
  }
  message = (channel, event, wanted = () => true) =>
    this.line(
      (one) =>
        one.type === 'message' &&
        one.channel === channel &&
        one.event === event &&
        wanted(one.data),
    );
  subscribed = (channel) =>
    this.line((one) => one.type === 'subscribed' && one.channel === channel);

  async stop() {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}
