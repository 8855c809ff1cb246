// `oread listen` for the tests of examples with this back end: what a native client receives.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { command } from './backend.mjs';
import { end } from './processes.mjs';

/** Listens to a public channel of this site. `messages` fills up; `has(count)` waits until there are so many. */
export async function listen({ socketPort, settings }, channel) {
  const url = `http://127.0.0.1:${socketPort}`;
  const args = ['listen', url, '--key', settings.REVERB_APP_KEY, '-c', channel, '--json'];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const messages = [];
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('oread listen ended')));
    lines.on('line', (line) => {
      const one = JSON.parse(line);
      if (one.type === 'subscribed') resolve();
      if (one.type !== 'message') return;
      messages.push({ ...one, at: Date.parse(one.time) });
      child.emit('heard');
    });
  });
  return {
    messages,
    async has(count) {
      while (messages.length < count) await once(child, 'heard');
    },
    stop: () => end(child),
  };
}

/** The middle one of the delays between two lists of times, in milliseconds. */
export function median(sent, seen) {
  const delays = seen.map((time, index) => time - sent[index]).sort((a, b) => a - b);
  return delays[Math.floor(delays.length / 2)];
}
