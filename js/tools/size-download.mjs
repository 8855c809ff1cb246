// What a browser downloads to run an application: opens it in Chromium, lets it connect and receive one event, and lists the
// files that were fetched, independent of the bundler's metadata.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import nacl from 'tweetnacl';
import { withPage } from './chromium.mjs';

const fake = new URL('../bench/deliver/fake-websocket.mjs', import.meta.url);
const base64 = (bytes) => Buffer.from(bytes).toString('base64');

/** A payload encrypted with `key`, as a server sends it on an encrypted channel. */
function sealed(key, text) {
  const nonce = randomBytes(24);
  return JSON.stringify({
    nonce: base64(nonce),
    ciphertext: base64(nacl.secretbox(Buffer.from(text), nonce, key)),
  });
}

/** Runs in the page: a WebSocket without a network, to a Socket.IO server that publishes one event. */
function fakeSocketIo() {
  globalThis.WebSocket = class {
    readyState = 0;
    constructor() {
      setTimeout(() => {
        this.readyState = 1;
        this.onopen(new Event('open'));
        this.#say('0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}');
      });
    }
    send(text) {
      if (text.startsWith('40')) this.#say('40{"sid":"b"}');
      if (text.startsWith('42["subscribe"')) this.#say('42["measured","size",{"size":1}]');
    }
    close() {}
    #say(data) {
      setTimeout(() => this.onmessage(new MessageEvent('message', { data })));
    }
  };
}

/** Runs in the page, on that socket: returns the payload of the event. */
function useSocketIo() {
  const { origin } = location;
  const echo = globalThis.makeEcho({
    broadcaster: 'socket.io',
    host: origin,
    transports: ['websocket'],
  });
  return new Promise((resolve) => echo.channel('size').listen('.measured', resolve));
}

/** Runs in the page: connects, subscribes, and returns the payload of the first event. */
async function useApp({ encrypted, data }) {
  const echo = globalThis.makeEcho({
    broadcaster: 'reverb',
    key: 'size-key',
    wsHost: location.hostname,
    wsPort: 6001,
    forceTLS: false,
    enabledTransports: ['ws'],
    authEndpoint: '/auth',
  });
  const channel = encrypted ? echo.encryptedPrivate('size') : echo.channel('size');
  const heard = new Promise((resolve) => channel.listen('.measured', resolve));
  await new Promise((resolve) => channel.subscribed(resolve));
  const text = JSON.stringify({ event: 'measured', data, channel: channel.name });
  globalThis.WebSocket.opened.at(-1).emit('message', new MessageEvent('message', { data: text }));
  return heard;
}

/** The names of the files of `directory` (with app.js in it) that the app fetched. */
export async function downloads({ directory, encrypted, socketIo }) {
  const key = randomBytes(32);
  const fetched = new Set();
  const extra = (_request, path) => {
    if (path === '/auth')
      return {
        type: 'application/json',
        body: JSON.stringify({ auth: 'size-key:00', shared_secret: base64(key) }),
      };
    fetched.add(path.slice(1));
    return undefined;
  };
  await withPage({ directory, extra }, async (page, origin) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const fakeClass = (await readFile(fake, 'utf8')).replaceAll(/^export /gm, '');
    if (socketIo) await page.evaluate(fakeSocketIo);
    else await page.evaluate(`${fakeClass}; globalThis.WebSocket = fakeWebSocketClass(reverb);`);
    await page.addScriptTag({ type: 'module', url: `${origin}/app.js` });
    await page.waitForFunction('globalThis.makeEcho !== undefined', undefined, { timeout: 10_000 });
    const text = '{"size":1}';
    const heard = await Promise.race([
      page.evaluate(socketIo ? useSocketIo : useApp, {
        encrypted,
        data: encrypted ? sealed(key, text) : text,
      }),
      new Promise((resolve) => setTimeout(resolve, 10_000, 'nothing within 10 s')),
    ]);
    if (JSON.stringify(heard) !== text)
      throw new Error(
        `size: the app heard ${JSON.stringify(heard)}; ${errors.join('; ') || 'no error in the page'}`,
      );
    // Files that are fetched when idle count as well.
    await page.waitForLoadState('networkidle');
  });
  return [...fetched].sort();
}
