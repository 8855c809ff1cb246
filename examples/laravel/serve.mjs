// Runs the application until Ctrl-C; see `run`.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPages } from './pages.mjs';
import { readSettings, startBackend } from './backend.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8000' },
    'no-socket-server': { type: 'boolean', default: false },
  },
});

if (!existsSync(`${here}.env`)) {
  const key = `base64:${randomBytes(32).toString('base64')}`;
  const example = readFileSync(`${here}.env.example`, 'utf8');
  writeFileSync(`${here}.env`, example.replace(/^APP_KEY=$/m, `APP_KEY=${key}`));
}
await buildPages();
const backend = await startBackend({
  settings: readSettings(`${here}.env`),
  data: `${here}storage`,
  port: values.port,
  socketServer: !values['no-socket-server'],
});
console.log(`ready ${backend.url}`);
console.log(
  'sign in as ada@example.com (an administrator) or bob@example.com, password "password"',
);

let ending = false;
async function end(code) {
  if (ending) return;
  ending = true;
  await backend.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
for (const child of backend.children)
  if (child.exitCode === null)
    child.on('exit', (code) => {
      if (ending) return;
      console.error(`${child.spawnargs.slice(0, 3).join(' ')} ended with ${code}`);
      void end(1);
    });
