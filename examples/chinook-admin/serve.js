// Serves the example until Ctrl-C: node serve.js [--port N] [--socket-port N] [--sell SECONDS]
import { parseArgs } from 'node:util';
import { stopOnSignals } from '../laravel/processes.mjs';
import { startBackend } from './backend.js';
import { Customers } from './customers.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    'socket-port': { type: 'string', default: '6001' },
    sell: { type: 'string' },
  },
});
const seconds = Number(values.sell ?? 1);
if (!(seconds > 0)) {
  console.error(`--sell needs a number of seconds greater than 0, got '${values.sell}'`);
  process.exit(2);
}
const backend = await startBackend({
  port: Number(values.port),
  socketPort: Number(values['socket-port']),
});
console.log(`ready ${backend.url}`);
let timer;
if (values.sell) {
  const customers = new Customers(backend.laravel.url);
  const buy = () => customers.buy().catch(({ message }) => console.error(message));
  timer = setInterval(buy, 1000 * seconds);
}
stopOnSignals(() => {
  clearInterval(timer);
  return backend.stop();
});
