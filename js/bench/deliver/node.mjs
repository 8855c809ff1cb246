// The delivery bench in this Node process. Run by ../deliver.mjs as a process of its own, with the
// results as JSON on standard output.
import { installFakeWebSocket, runCells } from './clients.mjs';

const FakeWebSocket = installFakeWebSocket();
const { default: PeerEcho } = await import('laravel-echo');
const { default: Pusher } = await import('pusher-js');
// pusher-js for Node brings a WebSocket of its own.
Pusher.Runtime.getWebSocketAPI = () => FakeWebSocket;
const { default: OurEcho } = await import('oread');

const results = await runCells({
  makePeer: (options) => new PeerEcho({ ...options, Pusher }),
  makeOurs: (options) => new OurEcho(options),
  sockets: FakeWebSocket.opened,
  quick: process.argv.includes('--quick'),
  progress: (name) => console.error(`  node ${name}`),
});
process.stdout.write(JSON.stringify(results), () => process.exit());
