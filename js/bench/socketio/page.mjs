// The Socket.IO delivery bench in a page; bundled and opened by ../deliver/chromium.mjs. One bundle contains both clients.
import { runCells } from './clients.mjs';
import { FakeWebSocket } from './page-websocket.mjs'; // First, because the clients read WebSocket when imported.
import { io as peerIo } from 'socket.io-client';
import { io as ourIo } from 'oread/socket.io';

globalThis.runDeliver = ({ quick, run }) =>
  runCells({
    peerIo,
    ourIo,
    sockets: FakeWebSocket.opened,
    quick,
    progress: (name) => console.log(`  chromium, run ${run}: ${name}`),
  });
