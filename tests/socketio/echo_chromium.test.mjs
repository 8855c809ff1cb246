// `oread/socket.io` in Chromium, on another origin than the real Socket.IO 2 and 4: both carriers, the upgrade, and a page that
// forbids WebAssembly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPage } from '../../js/tools/chromium.mjs';
import { like } from './process.mjs';
import { Rooms } from './rooms.mjs';

const directory = fileURLToPath(new URL('../../js/dist', import.meta.url));
const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'">`;

/** Runs in the page: returns the payload of the first event. */
async function listen({ host, transports, path = '/socket.io.js' }) {
  const { default: Echo } = await import(path);
  const echo = new Echo({ broadcaster: 'socket.io', host, transports });
  globalThis.echo = echo;
  return new Promise((resolve) => echo.channel('news').listen('É', resolve));
}

/**
 * Opens a page, and lets it hear an event from this server; returns the event, and what the page fetched from its own. The page
 * stays open until the server prints a line for which `until` is true.
 */
async function heard(server, { transports, path, strict = false, until }) {
  const fetched = [];
  const extra = (_request, file) => {
    fetched.push(file);
    return strict && file === '/strict' ? { type: 'text/html', body: policy } : undefined;
  };
  return withPage({ directory, extra }, async (page, origin) => {
    if (strict) await page.goto(`${origin}/strict`);
    const event = page.evaluate(listen, { host: server.url, transports, path });
    await Promise.race([event, server.line(like({ subscribe: 'news' }))]);
    server.send({ emit: ['news', 'App\\Events\\É', { text: 'é€😀' }] });
    const result = [await event, fetched];
    if (until) await server.line(until);
    return result;
  });
}

const start = async (t, version, options = {}) => {
  // Socket.IO 2 allows every origin.
  const cors = version === 4 ? { cors: { origin: true, credentials: true } } : {};
  const server = await Rooms.start(version, { ...cors, ...options });
  t.after(() => server.kill());
  return server;
};

for (const version of [2, 4]) {
  for (const transport of ['websocket', 'polling'])
    test(`Socket.IO ${version} over ${transport}: an event reaches the page`, async (t) => {
      const server = await start(t, version, { transports: [transport] });
      const [event] = await heard(server, { transports: [transport] });
      assert.deepEqual(event, { text: 'é€😀' });
    });

  test(`Socket.IO ${version} without WebSocket: polling takes over`, async (t) => {
    const server = await start(t, version, { transports: ['polling'] });
    const [event] = await heard(server, {});
    assert.deepEqual(event, { text: 'é€😀' });
  });

  test(`Socket.IO ${version}: a WebSocket takes over from polling`, async (t) => {
    const server = await start(t, version);
    const until = (line) => line.includes('"upgraded"');
    const [event] = await heard(server, { transports: ['polling', 'websocket'], until });
    assert.deepEqual(event, { text: 'é€😀' });
  });
}

test('a page that forbids WebAssembly gets the engine as plain JavaScript', async (t) => {
  const server = await start(t, 4);
  const [event, fetched] = await heard(server, { transports: ['websocket'], strict: true });
  assert.deepEqual(event, { text: 'é€😀' });
  assert.ok(fetched.includes('/oread-socketio-plain.js'));
});

test('the build with the Wasm as a file fetches its own', async (t) => {
  const server = await start(t, 4);
  const path = '/wasm/socket.io.js';
  const [event, fetched] = await heard(server, { transports: ['websocket'], path });
  assert.deepEqual(event, { text: 'é€😀' });
  assert.ok(fetched.includes('/wasm/oread-socketio.wasm'));
});
