// Node before 22 has no WebSocket; many applications have the package `ws`.
import type { WebSocketConstructor } from './websocket.js';

declare const require: (name: string) => any;

export function socketClass(): WebSocketConstructor | undefined {
  if (globalThis.WebSocket) return globalThis.WebSocket;
  try {
    return require('ws');
  } catch {
    return undefined;
  }
}
