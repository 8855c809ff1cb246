// The environment of a fault: a Socket.IO server and one kind of client, in virtual time.
import { createRequire } from 'node:module';
import { webSocketTo } from '../outage/server.mjs';
import { IoServer } from './server.mjs';
import { Timeline } from '../compare/timeline.mjs';

let current; // The current world.

export class World extends Timeline {
  server = new IoServer();
  #made = [];

  /** Returns both kinds of clients, and sets up the network that they share. */
  static async clients() {
    // Of listeners that the peer calls in a microtask, and of promises that it ignores.
    process.on('unhandledRejection', (error) => current.uncaught.push(error));
    globalThis.WebSocket = webSocketTo(() => current.server);
    globalThis.XMLHttpRequest = VirtualXHR;
    globalThis.fetch = (url, { method = 'GET', body, signal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        current.server.request(method, String(url), body, (status, text) => {
          if (status) resolve(new Response(text, { status }));
          else reject(new TypeError('Failed to fetch'));
        });
      });
    // The peer's file for browsers: that for Node has network code of its own.
    const { io: peer } = createRequire(import.meta.url)('socket.io-client/dist/socket.io.js');
    const { io: ours } = await import('oread/socket.io');
    return [
      { kind: 'peer', io: peer },
      { kind: 'ours', io: ours },
    ];
  }

  static begin(time, client) {
    return (current = new World(time, client));
  }

  io(more = {}) {
    const options = { transports: ['websocket'], forceNew: true, ...more };
    const socket = this.client.io('http://io.test', options);
    this.#made.push(socket);
    return socket;
  }
  /** Returns a connected socket. */
  async connected(more) {
    const socket = this.io(more);
    await this.until(() => socket.connected, 20_000);
    return socket;
  }

  async end() {
    for (const socket of this.#made) socket.disconnect();
    await this.pass(1000);
  }
}

/** The part of XMLHttpRequest that the peer uses. */
class VirtualXHR {
  readyState = 0;
  status = 0;
  responseText = '';
  withCredentials = false;
  onreadystatechange = null;
  #request = [];
  open(method, url) {
    this.#request = [method, url];
  }
  setRequestHeader() {}
  getResponseHeader() {
    return null;
  }
  abort() {}
  send(body) {
    current.server.request(...this.#request, body, (status, text) => {
      Object.assign(this, { readyState: 4, status, responseText: text });
      this.onreadystatechange?.();
    });
  }
}
