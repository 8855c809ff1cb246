// What is used where there is no WebSocket.

/** Reported as a connection that failed, so that polling takes over. */
export class NoWebSocket {
  constructor() {
    throw new Error('No WebSocket found: pass the option WebSocket, or install "ws"');
  }
}
