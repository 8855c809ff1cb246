// Serves the example until Ctrl-C: node serve.js [--port N] [--socket-port N]
import { parseArgs } from 'node:util';
import { stopOnSignals } from '../laravel/processes.mjs';
import { startBackend } from './backend.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    'socket-port': { type: 'string', default: '6001' },
  },
});
const backend = await startBackend({
  port: Number(values.port),
  socketPort: Number(values['socket-port']),
});
console.log(`ready ${backend.url}`);
stopOnSignals(() => backend.stop());
