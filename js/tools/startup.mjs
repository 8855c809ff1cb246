// How soon a page's client is there, in Chromium: from the start of the script to the first WebSocket, and to
// `connected` on a server that answers at once. Medians of fresh pages, the clients in turn.
//   node js/tools/startup.mjs [ROUNDS]
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { withPage } from './chromium.mjs';

const js = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(js, '../build/startup');
const rounds = Number(process.argv[2] ?? 25);

const clients = {
  oread: `import Echo from 'oread';`,
  'oread/inline': `import Echo from 'oread/inline';`,
  'laravel-echo + pusher-js': `import Echo from 'laravel-echo'; import Pusher from 'pusher-js'; window.Pusher = Pusher;`,
};
const folder = (name) => name.replace(/\W+/g, '-');

/** A WebSocket whose server is here: it greets in the next task. */
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
  for (let round = 0; round < rounds; round++)
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

console.log(`from the script's arrival, ms (medians of ${rounds})   first WebSocket   connected`);
for (const [name, times] of Object.entries(seen)) {
  const column = (key) => median(times.map((one) => one[key])).toFixed(1);
  console.log(
    `${name.padEnd(46)}${column('socket').padStart(19)}${column('connected').padStart(12)}`,
  );
}
