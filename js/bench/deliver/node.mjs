// The delivery bench in this Node process. ../deliver.mjs runs it as a separate process and reads the rounds as JSON from its
// standard output.
import { parseArgs } from 'node:util';
import { installFakeWebSocket, runCells } from './clients.mjs';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, run: { type: 'string' } },
});
const FakeWebSocket = installFakeWebSocket();
const { default: PeerEcho } = await import('laravel-echo');
const { default: Pusher } = await import('pusher-js');
// pusher-js for Node includes its own WebSocket.
Pusher.Runtime.getWebSocketAPI = () => FakeWebSocket;
const { default: OurEcho } = await import('oread');

const results = await runCells({
  makePeer: (options) => new PeerEcho({ ...options, Pusher }),
  makeOurs: (options) => new OurEcho(options),
  sockets: FakeWebSocket.opened,
  quick: options.quick,
  progress: (name) => console.error(`  node, run ${options.run}: ${name}`),
});
process.stdout.write(JSON.stringify(results), () => process.exit());
