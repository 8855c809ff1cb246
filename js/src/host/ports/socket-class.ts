// Which WebSocket there is. The form for Node has socket-class-node.ts in this one's place.
import type { WebSocketConstructor } from './websocket.js';

export const socketClass = (): WebSocketConstructor | undefined => globalThis.WebSocket;
