// The environment of a fault: a server, the application's auth endpoint, and one kind of client, in virtual time.
import { CompareServer, webSocketTo } from './server.mjs';
import { Timeline } from './timeline.mjs';

const HOSTS = ['ws.app.test', 'app.test'];

const options = {
  broadcaster: 'reverb',
  key: 'outage-key',
  wsHost: 'ws.app.test',
  forceTLS: false,
  enabledTransports: ['ws'],
  authEndpoint: 'http://app.test/broadcasting/auth',
  withoutInterceptors: true,
};

let current; // The current world.

export class World extends Timeline {
  server = new CompareServer();
  /** The requests to the auth endpoint: { url, channel, socketId, headers }. */
  asked = [];
  /** The contacted hosts that the application did not configure. */
  foreign = [];
  /** The endpoint's response to the n-th request: `{ status, body, delay }`, each with a default. */
  answer = () => ({});
  #made = [];

  /** Returns both kinds of clients, and sets up the network that they share. */
  static async clients() {
    const socket = webSocketTo(() => current);
    globalThis.WebSocket = socket;
    globalThis.fetch = (url, { body, headers, signal }) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        current.#ask(url, body, headers, ({ status, text }) => {
          if (status) resolve(new Response(text, { status }));
          else reject(new TypeError('Failed to fetch'));
        });
      });
    const { default: PeerEcho } = await import('laravel-echo');
    const { default: PeerPusher } = await import('pusher-js');
    const { default: Echo } = await import('oread');
    const { default: Pusher } = await import('oread/pusher');
    const { leases } = await import('oread/leases');
    const { installDoctor } = await import('oread/doctor');
    PeerPusher.Runtime.getWebSocketAPI = () => socket;
    PeerPusher.Runtime.getXHRAPI = () => VirtualXHR;
    return [
      { kind: 'peer', Echo: PeerEcho, Pusher: PeerPusher, name: 'laravel-echo' },
      { kind: 'ours', Echo, Pusher, name: 'oread', leases, installDoctor },
    ];
  }

  static begin(time, client) {
    return (current = new World(time, client));
  }

  echo(more = {}) {
    const { Echo, Pusher } = this.client;
    const echo = new Echo({ ...options, Pusher, ...more });
    this.#made.push(echo);
    return echo;
  }
  /** The Echo as one component of a page uses it: with its own leases, if the client has leases. */
  holder(echo) {
    return this.client.leases?.(echo) ?? echo;
  }
  /** Returns a connected Echo. */
  async connected(more) {
    const echo = this.echo(more);
    await this.until(() => echo.connectionStatus() === 'connected', 20_000);
    return echo;
  }

  async end() {
    for (const echo of this.#made) echo.disconnect();
    await this.pass(1000);
  }

  #ask(url, body, headers, done) {
    const { hostname } = new URL(url);
    if (!HOSTS.includes(hostname)) this.foreign.push(hostname);
    const form = new URLSearchParams(String(body ?? ''));
    const [channel, socketId] = [form.get('channel_name'), form.get('socket_id')];
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    this.asked.push({ url, channel, socketId, headers: Object.fromEntries(lower) });
    const { status = 200, delay = 20, ...answer } = this.answer(this.asked.length);
    const text = answer.body ?? this.server.sign(socketId, channel);
    setTimeout(() => done({ status, text }), delay);
  }

  /** @internal For VirtualXHR. */
  static ask(...request) {
    current.#ask(...request);
  }
}

/** The part of XMLHttpRequest that pusher-js uses. */
class VirtualXHR {
  readyState = 0;
  status = 0;
  responseText = '';
  onreadystatechange = null;
  #url = '';
  #headers = {};
  open(_method, url) {
    this.#url = url;
  }
  setRequestHeader(name, value) {
    this.#headers[name] = value;
  }
  abort() {}
  send(body) {
    World.ask(this.#url, body, this.#headers, ({ status, text }) => {
      Object.assign(this, { readyState: 4, status, responseText: text });
      this.onreadystatechange?.();
    });
  }
}
