// `io()` of `oread/socket.io` in Chromium, on another origin than the real Socket.IO 2 and 4: both transports, the upgrade, and a
// page that forbids WebAssembly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPage } from '../../js/tools/chromium.mjs';
import { like } from './process.mjs';
import { Spaces } from './rooms.mjs';

const directory = fileURLToPath(new URL('../../js/dist', import.meta.url));
const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'unsafe-inline'">`;

/** Runs in the page: sends what the server echoes, answers its question, and returns what came back. */
async function talk({ url, transports }) {
  const { io } = await import('/socket.io.js');
  const socket = io(url, { transports });
  const chat = socket.io.socket('/chat');
  globalThis.socket = socket;
  const asked = new Promise((resolve) =>
    socket.on('question', (what, reply) => {
      reply(`${what}!`);
      resolve(what);
    }),
  );
  const [root, other, bytes] = await Promise.all([
    socket.emitWithAck('echo', 'é€😀'),
    chat.emitWithAck('echo', 'chat'),
    socket.emitWithAck('echo', Uint8Array.of(1, 2, 255)),
  ]);
  socket.emit('ready');
  return [root, other, await asked, `${new Uint8Array(bytes)}`];
}

/** Lets a page talk to this server. The page stays open until the server has printed a line for which `until` is true. */
async function talked(server, { transports, strict = false, until }) {
  const fetched = [];
  const extra = (_request, file) => {
    fetched.push(file);
    return strict && file === '/strict' ? { type: 'text/html', body: policy } : undefined;
  };
  return withPage({ directory, extra }, async (page, origin) => {
    if (strict) await page.goto(`${origin}/strict`);
    const result = page.evaluate(talk, { url: server.url, transports });
    await Promise.race([result, server.line(like({ event: ['ready'] }))]);
    server.send({ ask: ['question', 'why'] });
    assert.deepEqual(await result, ['é€😀', 'chat', 'why', '1,2,255']);
    await server.line(like({ answer: ['why!'] }));
    if (until) await server.line(until);
    return fetched;
  });
}

const start = async (t, version, options = {}) => {
  // Without credentials every origin may be allowed, as Socket.IO's documentation shows it.
  const cors = version === 4 ? { cors: { origin: '*' } } : {};
  const server = await Spaces.start(version, { ...cors, ...options });
  t.after(() => server.kill());
  return server;
};

for (const version of [2, 4]) {
  for (const transport of ['websocket', 'polling'])
    test(`Socket.IO ${version} over ${transport}: events and answers both ways`, async (t) => {
      const server = await start(t, version, { transports: [transport] });
      await talked(server, { transports: [transport] });
    });

  test(`Socket.IO ${version}: a WebSocket takes over from polling`, async (t) => {
    const server = await start(t, version);
    const until = (line) => line.includes('"upgraded"');
    await talked(server, { transports: ['polling', 'websocket'], until });
  });
}

test('a page that forbids WebAssembly gets the engine as plain JavaScript', async (t) => {
  const server = await start(t, 4);
  const fetched = await talked(server, { strict: true });
  assert.ok(fetched.includes('/oread-socketio-plain.js'));
});
