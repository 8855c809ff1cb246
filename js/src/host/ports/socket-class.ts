// The runtime's WebSocket class. The build for Node uses socket-class-node.ts instead.
import type { WebSocketConstructor } from './websocket.js';

export const socketClass = (): WebSocketConstructor | undefined => globalThis.WebSocket;
