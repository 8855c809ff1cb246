// A client on a WebSocket that the test controls.
import { Routes } from '../../src/host/routes.js';
import { InputTag } from '../../src/host/border.js';
import { linkAddresses } from '../../src/pusher/link-urls.js';
import { Client, type ClientApp } from '../../src/host/client.js';
import type { AuthAnswer } from '../../src/host/ports/auth.js';
import type { ClientEvent } from '../../src/host/observer.js';

export const addresses = linkAddresses([
  'key',
  'ws.example.test',
  80,
  443,
  true,
  '',
  'oread',
  '2.5.0',
]);

export class FakeSocket {
  readyState = 0;
  sent: string[] = [];
  closed?: number;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown; timeStamp: number }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(readonly url: string) {}

  send(text: string): void {
    this.sent.push(text);
  }
  close(code: number): void {
    this.closed = code;
    this.readyState = 3;
  }

  say(text: string): void {
    this.onmessage?.({ data: text, timeStamp: performance.now() });
  }
  greet(socketId = '1.2'): void {
    this.readyState = 1;
    this.onopen?.();
    const data = JSON.stringify({ socket_id: socketId, activity_timeout: 120 });
    this.say(JSON.stringify({ event: 'pusher:connection_established', data }));
  }
  acknowledge(channel: string): void {
    const event = 'pusher_internal:subscription_succeeded';
    this.say(JSON.stringify({ event, channel, data: '{}' }));
  }
  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }
}

export interface Heard {
  channel: string;
  event: string;
  payload: unknown;
  userId: string | number;
}

export interface Bench {
  client: Client;
  sockets: FakeSocket[];
  /** The newest socket. */
  socket(): FakeSocket;
  heard: Heard[];
  events: ClientEvent[];
}

/** A successful response of an auth endpoint. */
export const answered = (body: string): AuthAnswer => [InputTag.AuthAnswered, 200, false, 0, body];

/** A client with its sockets, messages and events. */
export function bench(app: Partial<ClientApp> = {}): Bench {
  const sockets: FakeSocket[] = [];
  const heard: Heard[] = [];
  const events: ClientEvent[] = [];
  class Socket extends FakeSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  }
  const client = new Client(
    {
      addresses_: addresses,
      early_: addresses[addresses[2] ? 1 : 0],
      WebSocket_: Socket as never,
      authorize_: () => Promise.reject(new Error('no endpoint')),
      listens_: () => true,
      deliver_: (channel, event, payload, userId) =>
        heard.push({ channel, event, payload, userId }),
      event_: (event) => events.push(event),
      ...app,
    },
    new Routes(),
  );
  return { client, sockets, socket: () => sockets.at(-1)!, heard, events };
}

/** Lets promises and timers run until `met`. The limit ends a broken test; it is not an assertion. */
export async function until(met: () => unknown, what = 'it'): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (met()) return;
    await new Promise((done) => setTimeout(done, 1));
  }
  throw new Error(`waited in vain for ${what}`);
}
