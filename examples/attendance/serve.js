// Serves the example until Ctrl-C: node serve.js [--port N] [--socket-port N] [--socket-server laravel-echo-server|oread]
import { parseArgs } from 'node:util';
import { stopOnSignals } from '../laravel/processes.mjs';
import { Backend } from './backend.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    'socket-port': { type: 'string', default: '6001' },
    'socket-server': { type: 'string', default: 'laravel-echo-server' },
  },
});
const backend = await Backend.start({
  port: Number(values.port),
  socketPort: Number(values['socket-port']),
  server: values['socket-server'],
});
console.log(`ready ${backend.url}`);
stopOnSignals(() => backend.stop());
