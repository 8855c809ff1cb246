// Runs a bundle of React Native in Hermes, line by line in its command line, and simulates the native modules that
// support/device.js uses: sockets, requests and timers.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const { WebSocket } = createRequire(import.meta.url)('ws');

const folders: Record<string, string> = { linux: 'linux64-bin', darwin: 'osx-bin' };

/** The folder of Hermes' programs in the package that contains them. */
export const hermesIn = (path: string, program: string): string =>
  join(path, folders[process.platform]!, program);

export interface Device {
  /** What the application passed to `device.say`. */
  said: string[];
  /** All other output: logs, exceptions. */
  printed: string[];
  stop(): Promise<unknown>;
}

export function runInHermes(program: string, bundle: string, port: number): Device {
  const hermes = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => hermes.once('exit', resolve));
  const device: Device = { said: [], printed: [], stop };
  const timers = new Map<number, NodeJS.Timeout>();
  const sockets = new Map<number, any>();

  const evaluate = (code: string) => hermes.stdin.write(`${code}\n`);
  const call = (member: string, ...given: unknown[]) =>
    evaluate(`void device.${member}(${given.map((one) => JSON.stringify(one)).join()})`);
  const emit = (name: string, event: unknown) => call('emit', name, event);

  function stop() {
    for (const timer of timers.values()) clearTimeout(timer);
    for (const socket of sockets.values()) socket.terminate();
    hermes.kill();
    return ended;
  }

  const natives: Record<string, (...given: any[]) => unknown> = {
    say: (text) => device.said.push(text),
    log: (text) => device.printed.push(text),
    setTimer(id, after, repeated) {
      const set = repeated ? setInterval : setTimeout;
      timers.set(
        id,
        set(() => call('fire', id), after),
      );
    },
    clearTimer: (id) => clearTimeout(timers.get(id)),
    connect(url, protocols, _options, id) {
      const socket = new WebSocket(url, protocols ?? []);
      sockets.set(id, socket);
      socket.on('open', () => emit('websocketOpen', { id, protocol: socket.protocol }));
      socket.on('message', (data: unknown) =>
        emit('websocketMessage', { id, type: 'text', data: String(data) }),
      );
      socket.on('error', ({ message }: Error) => emit('websocketFailed', { id, message }));
      socket.on('close', (code: number, reason: unknown) =>
        emit('websocketClosed', { id, code, reason: String(reason) }),
      );
    },
    send: (text, id) => sockets.get(id)!.send(text),
    close: (code, reason, id) => sockets.get(id)?.close(code, reason),
    async sendRequest(method, url, id, headers, data, kind) {
      const answer = await fetch(url, { method, headers, body: data.string });
      const text = await answer.text();
      const heads = Object.fromEntries(answer.headers);
      emit('didReceiveNetworkResponse', [id, answer.status, heads, url]);
      const blobId = `blob-${id}`;
      call('keep', blobId, text);
      const blob = { blobId, offset: 0, size: text.length };
      emit('didReceiveNetworkData', [id, kind === 'blob' ? blob : text]);
      emit('didCompleteNetworkResponse', [id, '']);
    },
  };
  createInterface({ input: hermes.stdout }).on('line', (line) => {
    const at = line.indexOf('@@');
    const [name, ...given] = at < 0 ? [] : JSON.parse(line.slice(at + 2));
    if (name) natives[name]!(...given);
    else if (!/^(\S{0,4}>> )*(undefined)?$/.test(line)) device.printed.push(line);
  });
  for (const text of [
    readFileSync(fileURLToPath(new URL('device.js', import.meta.url)), 'utf8'),
    `device.port = ${port}`,
    readFileSync(bundle, 'utf8'),
  ])
    evaluate(`void (0, eval)(${JSON.stringify(text)})`);
  return device;
}
