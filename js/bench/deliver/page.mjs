// The delivery bench in a page; bundled and opened by ./chromium.mjs. One bundle contains both clients.
import { runCells } from './clients.mjs';
import { FakeWebSocket } from './page-websocket.mjs'; // First, because the clients read WebSocket when imported.
import PeerEcho from 'laravel-echo';
import Pusher from 'pusher-js';
import OurEcho from 'oread';

globalThis.runDeliver = ({ quick, run }) =>
  runCells({
    makePeer: (options) => new PeerEcho({ ...options, Pusher }),
    makeOurs: (options) => new OurEcho(options),
    sockets: FakeWebSocket.opened,
    quick,
    progress: (name) => console.log(`  chromium, run ${run}: ${name}`),
  });
