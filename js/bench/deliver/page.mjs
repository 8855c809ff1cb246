// The delivery bench in a page; bundled and opened by ./chromium.mjs. One bundle holds both clients.
import { runCells } from './clients.mjs';
import { FakeWebSocket } from './page-websocket.mjs'; // First: the clients look for WebSocket at import.
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
