// The server of a fake Echo: what a test makes happen there, and what it can inspect.
import { xsalsa20poly1305 } from '@noble/ciphers/salsa';
import { EventFormatter } from '../echo/event-formatter.js';
import { type AuthRequest, type Endpoint, sharedSecret, type User } from './endpoint.js';
import type { Network } from './network.js';
import { People } from './people.js';
import type { Frame, Line } from './socket.js';

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** The server of a fake Echo. If a listener in the application throws, the method that caused the event throws the error. */
export class FakeServer {
  private people_: People;
  private nonce_ = 0;

  /** @internal */
  constructor(
    private network_: Network,
    private endpoint_: Endpoint,
    private lines_: Set<Line>,
    private frames_: Frame[],
    private formatter_: EventFormatter,
  ) {
    this.people_ = new People(network_);
  }

  /**
   * Publishes an event, as Laravel does. Takes the channel's full name, and the event as for `listen()`: "OrderShipped",
   * or ".order.shipped" for a custom name. `except` is a socket id to exclude (`toOthers()`). Throws an Error if the broker
   * rejects it, for example for an invalid name.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.private('orders.1').listen('OrderShipped', show);
   * server.broadcast('private-orders.1', 'OrderShipped', { carrier: 'Snail Mail' });
   * server.broadcast(['private-orders.1', 'news'], '.order.shipped', {}, { except: echo.socketId() });
   */
  broadcast(
    channel: string | readonly string[],
    event: string,
    payload: unknown = {},
    { except = '' }: { except?: string } = {},
  ): void {
    this.act_(() => {
      for (const name of [channel].flat() as string[])
        this.network_.publish(
          name,
          this.formatter_.format(event),
          this.sealed_(name, JSON.stringify(payload)),
          except,
        );
    });
  }
  /**
   * Sends a whisper from another user on a private or presence channel; the user joins it first if necessary.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.private('chat.1').listenForWhisper('typing', show);
   * server.whisper('private-chat.1', 'typing', { by: 'Grace' });
   */
  whisper(
    channel: string,
    event: string,
    payload: unknown = {},
    from: User = { id: 'somebody' },
  ): void {
    this.act_(() => this.people_.whisper(channel, event, payload, from));
  }
  /**
   * Another user joins a channel. Throws an Error if the server does not allow it.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.join('room.1').joining(show);
   * server.join('presence-room.1', { id: 8, info: { name: 'Grace' } });
   */
  join(channel: string, user: User): void {
    this.act_(() => this.people_.join(channel, user));
  }
  /**
   * Another user leaves a channel. Throws an Error if the user is not on it.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server, clock } = fakeEcho();
   * echo.join('room.1').leaving(show);
   * server.join('presence-room.1', { id: 8 });
   * server.leave('presence-room.1', 8);
   * await clock.advance('1m'); // leaving() waits for `leaveGrace`
   */
  leave(channel: string, id: User['id']): void {
    this.act_(() => this.people_.leave(channel, id));
  }

  /**
   * Ends the clients' connections, with a close code or, without one, abnormally.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server, clock } = fakeEcho();
   * echo.connector.onConnectionChange(show);
   * server.drop(4200, 'restarting'); // reconnecting
   * await clock.advance('1s'); // connected
   */
  drop(code = 1006, reason = ''): void {
    this.act_(() => {
      for (const line of [...this.lines_]) line.drop(code, reason);
    });
  }
  /**
   * Loses all messages in both directions until `speak()`, as when the network fails silently.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { server, clock } = fakeEcho();
   * server.silence();
   * await clock.advance('3m'); // the client notices, and tries again
   * server.speak();
   * await clock.advance('1m');
   * show(server.connections()); // 1
   */
  silence(): void {
    this.act_(() => (this.network_.silent = true));
  }
  /** Ends the silence. */
  speak(): void {
    this.act_(() => (this.network_.silent = false));
  }
  /**
   * Stops the server, which loses its state; connections are refused until `start()`.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { server, clock } = fakeEcho();
   * server.stop();
   * await clock.advance('1h');
   * server.start();
   * await clock.advance('1m');
   */
  stop(): void {
    this.act_(() => {
      this.network_.down = true;
      this.drop();
      this.network_.restart();
      this.people_.forget();
    });
  }
  /** Starts a fresh server after `stop()`. */
  start(): void {
    this.act_(() => (this.network_.down = false));
  }
  /**
   * Makes the auth endpoint refuse this channel; "" is `signin()`. Throws a TypeError for a public channel.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * server.deny('private-orders.1');
   * echo.private('orders.1').error(({ status }) => show(status)); // 403
   * server.allow('private-orders.1');
   * echo.private('orders.1'); // asks again
   */
  deny(channel: string, status = 403): void {
    if (!/^(private-|presence-|$)/.test(channel))
      throw new TypeError(`"${channel}" is a public channel: it needs no authorization.`);
    this.act_(() => this.endpoint_.denied.set(channel, status));
  }
  /** Reverses `deny()`. */
  allow(channel: string): void {
    this.act_(() => this.endpoint_.denied.delete(channel));
  }

  /**
   * Returns the names of the channels that the clients are subscribed to, sorted.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.private('orders.1');
   * show(server.subscriptions()); // ['private-orders.1']
   */
  subscriptions(): string[] {
    return this.act_(() => {
      const names = [...this.lines_].flatMap(({ id }) => [
        ...(this.network_.subscriptions.get(id) ?? []),
      ]);
      return [...new Set(names)].sort();
    });
  }
  /**
   * Returns the frames that clients sent, in order: those of this event, or all except pings and pongs.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.private('chat.1').whisper('typing', { by: me });
   * show(server.received('client-typing')[0]?.data); // { by: … }
   */
  received(event?: string): Frame[] {
    return this.act_(() =>
      this.frames_.filter((frame) =>
        event ? frame.event === event : !/^pusher:p[io]ng$/.test(frame.event),
      ),
    );
  }
  /**
   * Returns the requests to the auth endpoint, for this channel or all.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.private('orders.1');
   * show(server.authorized('private-orders.1').length); // 1
   */
  authorized(channel?: string): AuthRequest[] {
    return this.act_(() =>
      this.endpoint_.requests.filter((request) => channel == null || request.channel === channel),
    );
  }
  /**
   * Returns the number of client connections.
   * @example
   * import { fakeEcho } from 'oread/testing';
   *
   * const { echo, server } = fakeEcho();
   * echo.disconnect();
   * show(server.connections()); // 0
   */
  connections(): number {
    return this.act_(() => [...this.lines_].filter(({ id }) => id).length);
  }

  /** Settles the world before `what`, and again after it. */
  private act_<T>(what: () => T): T {
    this.network_.world.settle();
    const found = what();
    this.network_.world.settle();
    return found;
  }

  private sealed_(channel: string, json: string): string {
    if (!channel.startsWith('private-encrypted-')) return json;
    const key = Uint8Array.from(atob(sharedSecret), (char) => char.charCodeAt(0));
    const nonce = new Uint8Array(24);
    new DataView(nonce.buffer).setUint32(0, ++this.nonce_);
    const box = xsalsa20poly1305(key, nonce).encrypt(new TextEncoder().encode(json));
    return JSON.stringify({ nonce: base64(nonce), ciphertext: base64(box) });
  }
}
