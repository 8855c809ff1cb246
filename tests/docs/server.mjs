// What tests of the start pages need: a free port, a shell that has the command `oread`, the packed package, and Chromium.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { root } from './site.mjs';

const command = process.env.OREAD_COMMAND ?? join(root, 'build/demo/native/command/oread');

/** Options for a child process in this folder that finds `oread`. */
export const shell = (folder) => ({
  cwd: folder,
  env: { ...process.env, PATH: `${dirname(command)}:${process.env.PATH}` },
});

export async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  server.close();
  return port;
}

/** Runs a page's `oread serve …` until `stop()`. */
export async function start(line, folder) {
  const server = spawn('bash', ['-ec', `exec ${line}`], {
    ...shell(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const said of createInterface({ input: server.stdout }))
    if (said.startsWith('ready ')) break;
  return {
    async stop() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

/** Packs the npm package into this folder, and returns the archive's path. */
export function packInto(folder) {
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: join(root, 'js') }));
  return join(folder, filename);
}

/** Resolves when a page of this tab has subscribed to the channel. */
export const subscribed = (tab, channel) =>
  new Promise((resolve) =>
    tab.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        const frame = `${payload}`;
        if (/subscription_succeeded/.test(frame) && frame.includes(`"${channel}"`)) resolve();
      }),
    ),
  );

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });

/** The fences of a page in one language, in order. */
export const fences = (text, language) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, code]) => code);
