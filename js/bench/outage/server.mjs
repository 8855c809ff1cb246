// A Pusher-compatible server and its network, in virtual time. The scenario sets on the server what goes wrong; it is the
// same for every client.

const KEY = 'outage-key';
const LATENCY = 10; // Milliseconds in each direction.

/** The auth endpoint's signature: readable, so that the server can tell whose it is. */
export const signature = (socketId, channel) => `${KEY}:${socketId}/${channel}`;

export class Server {
  up = true;
  silent = false; // Half open: accepts everything, sends nothing.
  activityTimeout = 30; // Seconds, Reverb's default.
  /** The first text on a new socket; `undefined` for the usual greeting. */
  greet = () => undefined;
  /** Called after the greeting of a socket. */
  greeted = () => {};
  /** The auth endpoint: `{ status, delay }` for the n-th request of a client. */
  authorize = () => ({ status: 200, delay: 2 * LATENCY });

  attempts = 0; // Connection attempts.
  staleSignatures = 0; // Subscriptions signed for another socket.
  sockets = new Set();
  #born = 0;

  /** Stops the server: every socket ends abnormally, and new connections fail. */
  stop() {
    this.up = false;
    this.drop();
  }

  start() {
    this.up = true;
  }

  /** Ends every socket without a close frame. */
  drop() {
    for (const socket of [...this.sockets]) socket.lost(1006);
  }

  connect(socket) {
    this.attempts += 1;
    setTimeout(() => {
      if (!this.up) return socket.refused();
      socket.id = `${++this.#born}.${this.attempts}`;
      this.sockets.add(socket);
      socket.opened();
      const data = JSON.stringify({ socket_id: socket.id, activity_timeout: this.activityTimeout });
      const custom = this.greet(socket);
      this.say(socket, custom ?? JSON.stringify({ event: 'pusher:connection_established', data }));
      if (custom === undefined) setTimeout(() => this.greeted(socket), LATENCY);
      return undefined;
    }, 2 * LATENCY);
  }

  say(socket, text) {
    setTimeout(() => {
      if (!this.silent && this.sockets.has(socket)) socket.heard(text);
    }, LATENCY);
  }

  hear(socket, text) {
    setTimeout(() => {
      if (this.silent || !this.sockets.has(socket)) return;
      const { event, data, channel } = JSON.parse(text);
      if (event === 'pusher:ping') this.say(socket, '{"event":"pusher:pong"}');
      else if (event === 'pusher:subscribe') this.#subscribe(socket, data);
      else if (event.startsWith('client-')) this.#refuseWhisper(socket, channel);
    }, LATENCY);
  }

  #subscribe(socket, { channel, auth }) {
    if (channel.startsWith('private-') && auth !== signature(socket.id, channel)) {
      this.staleSignatures += 1;
      this.say(
        socket,
        '{"event":"pusher:error","data":"{\\"code\\":4009,\\"message\\":\\"Connection is unauthorized\\"}"}',
      );
      return;
    }
    this.say(
      socket,
      JSON.stringify({ event: 'pusher_internal:subscription_succeeded', data: '{}', channel }),
    );
  }

  #refuseWhisper(socket) {
    this.say(
      socket,
      '{"event":"pusher:error","data":"{\\"code\\":4301,\\"message\\":\\"Rate limited\\"}"}',
    );
  }
}

/** A WebSocket class whose sockets connect to `server()`. */
export function webSocketTo(server) {
  return class VirtualWebSocket {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;

    constructor(url) {
      this.url = String(url);
      this.readyState = 0;
      this.binaryType = 'blob';
      this.bufferedAmount = 0;
      this.handlers = { open: [], message: [], error: [], close: [] };
      this.onopen = this.onmessage = this.onerror = this.onclose = null;
      this.server = server();
      this.server.connect(this);
    }

    addEventListener(type, handler) {
      this.handlers[type].push(handler);
    }

    removeEventListener(type, handler) {
      this.handlers[type] = this.handlers[type].filter((one) => one !== handler);
    }

    send(text) {
      if (this.readyState === 1) this.server.hear(this, text);
    }

    close(code = 1000, reason = '') {
      if (this.readyState >= 2) return;
      this.readyState = 2;
      this.server.sockets.delete(this);
      setTimeout(() => this.#ended(code, reason, true), LATENCY);
    }

    // The events that the network causes on this socket.

    opened() {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.#emit('open', {});
    }

    heard(data) {
      if (this.readyState === 1) this.#emit('message', { data });
    }

    refused() {
      if (this.readyState !== 0) return;
      this.#emit('error', { message: 'connect ECONNREFUSED' });
      this.#ended(1006, '', false);
    }

    lost(code, reason = '') {
      this.server.sockets.delete(this);
      if (this.readyState < 2) this.#ended(code, reason, code !== 1006);
    }

    #ended(code, reason, wasClean) {
      this.readyState = 3;
      this.#emit('close', { code, reason, wasClean });
    }

    #emit(type, fields) {
      const event = { type, target: this, timeStamp: performance.now(), ...fields };
      this[`on${type}`]?.call(this, event);
      for (const handler of [...this.handlers[type]]) handler.call(this, event);
    }
  };
}
