// Shows the board with a server and a publisher of its own: node demo.mjs [--port N] [--outages] [OPTION OF THE KIOSK...]
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Pusher from 'pusher';
import { end, run } from '../laravel/processes.mjs';
import { Story } from './story.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const oread = process.env.OREAD_COMMAND ?? `${root}build/demo/native/command/oread`;
const kiosk = process.env.KIOSK ?? `${root}build/demo/examples/kiosk/kiosk`;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const own = { port: { type: 'string', default: '6001' }, outages: { type: 'boolean' } };
const { values, tokens } = parseArgs({ options: own, strict: false, tokens: true });
// Everything else is for the kiosk, as it was typed.
const ours = tokens.filter(({ kind, name }) => kind === 'option' && name in own);
const taken = new Set(
  ours.flatMap(({ index, value, inlineValue }) =>
    value && !inlineValue ? [index, index + 1] : [index],
  ),
);
const forKiosk = process.argv.slice(2).filter((_, index) => !taken.has(index));

const secret = randomBytes(16).toString('hex');
const address = ['--port', values.port, '--app', `1:oread-key:${secret}`];
let server;
const startServer = async () =>
  (server = await run(oread, ['serve', '--quiet', ...address], 'ready'));

const publisher = new Pusher({
  appId: '1',
  key: 'oread-key',
  secret,
  host: '127.0.0.1',
  port: values.port,
  useTLS: false,
});
/** A change as its event, and the whole state on a cache channel, which sends it to every board that comes later. */
const publish = (story, change) =>
  publisher.triggerBatch([
    ...(change ? [{ channel: 'organization.1', ...change }] : []),
    { channel: 'cache-organization.1', name: 'status.published', data: story.state() },
  ]);

async function tell(story) {
  for (;;) {
    await wait(2500 + Math.random() * 2000);
    // While the server is away, life goes on.
    await publish(story, story.next()).catch(() => {});
  }
}
async function interrupt() {
  for (;;) {
    await wait(25_000);
    await end(server);
    await wait(8_000);
    await startServer();
  }
}

// Ctrl-C is for the kiosk; when it has ended, everything else does.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
await startServer();
const story = new Story();
await publish(story);
tell(story);
if (values.outages) interrupt();
const state = ['--state', `${root}build/kiosk-state.json`];
const board = spawn(
  kiosk,
  [
    '--url',
    `ws://127.0.0.1:${values.port}`,
    ...(forKiosk.includes('--state') ? [] : state),
    ...forKiosk,
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => board.kill(signal));
const [code] = await once(board, 'exit');
await end(server);
process.exit(code ?? 1);
