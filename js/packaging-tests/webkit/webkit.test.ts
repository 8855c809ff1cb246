// The packed package in WebKit, Safari's engine, by WebDriver.
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, pages } from '../support/pages.js';

const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let cases: Case[];
let session: string;
let driver: string;

async function ask(method: string, path: string, body?: object): Promise<any> {
  const answer = await fetch(`${driver}${path}`, { method, body: body && JSON.stringify(body) });
  const { value } = (await answer.json()) as any;
  if (!answer.ok) throw new Error(JSON.stringify(value));
  return value;
}

beforeAll(async () => {
  cases = await pages();
  const port = await freePort();
  driver = `http://127.0.0.1:${port}`;
  const served = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: {
      ...process.env,
      // Without a GPU, and possibly as root.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  ends.push(() => process.kill(-served.pid!));
  const options = {
    binary: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
    args: ['--automation'],
  };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  for (let tries = 0; !session; tries++)
    try {
      ({ sessionId: session } = await ask('POST', '/session', { capabilities }));
    } catch (error) {
      if (tries > 100) throw error;
      await pause(100);
    }
  ends.push(() => ask('DELETE', `/session/${session}`));
});

test.each([0, 1, 2, 3])(
  'receives events on open and encrypted channels (page %i of 4)',
  async (number) => {
    const { name, url, says: elsewhere } = cases[number]!;
    // In WebKit `script-src` does not forbid WebAssembly.
    const says = name.includes('policy') ? elsewhere.replace('plain', 'wasm') : elsewhere;
    await ask('POST', `/session/${session}/url`, { url });
    const script = { script: 'return window.result', args: [] };
    let result;
    for (let tries = 0; !result && tries < 600; tries++) {
      result = await ask('POST', `/session/${session}/execute/sync`, script);
      await pause(100);
    }
    expect(`${name}: ${result}`).toBe(`${name}: ${says}`);
  },
);
