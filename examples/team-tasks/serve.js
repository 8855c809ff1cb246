// Builds the client and serves it with the API until Ctrl-C: node serve.js [--port N]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { start } from './server/index.js';

const { values } = parseArgs({ options: { port: { type: 'string', default: '5050' } } });
await build({
  configFile: fileURLToPath(new URL('vite.config.js', import.meta.url)),
  logLevel: 'error',
});
const server = await start({ port: Number(values.port) });
console.log(`ready ${server.url}`);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, async () => {
    await server.close();
    process.exit();
  });
