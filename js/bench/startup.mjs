// ./dev bench startup: how soon a page's client is ready, in Chromium: from the arrival of the script to the first WebSocket,
// which for `oread` must not come later than the peer's, and to `connected` on a server that responds immediately. Medians of
// fresh pages, with the clients in turn.
//   --json   rows as JSON on standard output
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle } from '../tools/bundle.mjs';
import { withPage } from '../tools/chromium.mjs';
import { report } from './report.mjs';

const ROUNDS = 25;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const js = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(js, '../build/startup');

const clients = {
  oread: `import Echo from 'oread';`,
  'oread/wasm': `import Echo from 'oread/wasm';`,
  peer: `import Echo from 'laravel-echo'; import Pusher from 'pusher-js'; window.Pusher = Pusher;`,
};
const folder = (name) => name.replace(/\W+/g, '-');

/** A WebSocket with a built-in server, which greets in the next task. */
const page = `<!doctype html><body><script>
  const times = (window.times = {});
  window.WebSocket = class {
    readyState = 0;
    constructor() {
      times.socket ??= performance.now();
      setTimeout(() => {
        this.readyState = 1;
        this.onopen?.({});
        const data = JSON.stringify({ socket_id: '1.2', activity_timeout: 30 });
        this.onmessage?.({ data: JSON.stringify({ event: 'pusher:connection_established', data }), timeStamp: performance.now() });
      });
    }
    send() {}
    close() {}
  };
</script><script type="module" src="app.js"></script>`;
const app = `
  const echo = new Echo({ broadcaster: 'reverb', key: 'k', wsHost: 'h', enabledTransports: ['ws', 'wss'] });
  echo.connector.pusher.connection.bind('connected', () => (times.connected = performance.now()));`;

await rm(root, { recursive: true, force: true });
for (const [name, imports] of Object.entries(clients)) {
  const outdir = join(root, folder(name));
  await mkdir(outdir, { recursive: true });
  await bundle({ source: imports + app, resolveDir: js, outdir });
  await writeFile(join(outdir, 'index.html'), page);
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const seen = Object.fromEntries(Object.keys(clients).map((name) => [name, []]));
await withPage({ directory: root }, async (tab, origin) => {
  for (let round = 0; round < ROUNDS; round++)
    for (const name of Object.keys(clients)) {
      await tab.goto(`${origin}/${folder(name)}/index.html`);
      await tab.waitForFunction(() => window.times.connected);
      const { socket, connected, script } = await tab.evaluate(() => {
        const [entry] = performance.getEntriesByName(new URL('app.js', location).href);
        return { ...window.times, script: entry.responseEnd };
      });
      seen[name].push({ socket: socket - script, connected: connected - script });
    }
});

const medians = (name, what) => median(seen[name].map((times) => times[what]));
const rows = [];
for (const [what, named] of Object.entries({ socket: 'first-websocket', connected: 'connected' }))
  for (const name of Object.keys(clients).filter((one) => one !== 'peer')) {
    const [ours, peer] = [medians(name, what), medians('peer', what)];
    const goal = what === 'socket' && name === 'oread' ? peer : null;
    rows.push({
      name: `startup/${folder(name)}/${named}`,
      unit: 'ms',
      ours,
      peer,
      ratio: ours / peer,
      goal,
      ok: goal === null || ours <= goal,
    });
  }

report(rows, {
  json: options.json,
  goalText: ({ goal }) => (goal === null ? null : '≤ peer'),
  note: `peer: laravel-echo + pusher-js; from the script's arrival, medians of ${ROUNDS} pages; ratio: ours / peer`,
});
