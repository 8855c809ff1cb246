// The server's side of a fake Echo: what a test lets happen there, and what it may look at.
import { xsalsa20poly1305 } from '@noble/ciphers/salsa';
import { EventFormatter } from '../echo/event-formatter.js';
import { type AuthRequest, type Endpoint, sharedSecret, type User } from './endpoint.js';
import type { Network } from './network.js';
import { People } from './people.js';
import type { Frame, Line } from './socket.js';

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** The server: what happens there, and what it saw. An error that a listener of the app throws comes out of the method. */
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
   * Publishes, as Laravel does. The channel by its full name; the event as `listen()` names it: "OrderShipped", or
   * ".order.shipped" for one with a name of its own. `except` is the socket id of who shall not get it (`toOthers()`). Throws an
   * Error for what the broker refuses, such as a name that is none.
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
  /** Somebody else whispers on a private or presence channel, and joins it first if need be. */
  whisper(
    channel: string,
    event: string,
    payload: unknown = {},
    from: User = { id: 'somebody' },
  ): void {
    this.act_(() => this.people_.whisper(channel, event, payload, from));
  }
  /** Somebody else comes. */
  join(channel: string, user: User): void {
    this.act_(() => this.people_.join(channel, user));
  }
  /** Somebody else goes. */
  leave(channel: string, id: User['id']): void {
    this.act_(() => this.people_.leave(channel, id));
  }

  /** Breaks the clients' connections; with a code they are told why, without one they just end. */
  drop(code = 1006, reason = ''): void {
    this.act_(() => {
      for (const line of [...this.lines_]) line.drop(code, reason);
    });
  }
  /** From now on nothing arrives, either way, and nobody is told: the network went away without a word. */
  silence(): void {
    this.act_(() => (this.network_.silent = true));
  }
  /** Ends the silence. */
  speak(): void {
    this.act_(() => (this.network_.silent = false));
  }
  /** The server ends, with all that it knew; nobody answers until `start()`. */
  stop(): void {
    this.act_(() => {
      this.network_.down = true;
      this.drop();
      this.network_.restart();
      this.people_.forget();
    });
  }
  /** Takes `stop` back: a fresh server answers. */
  start(): void {
    this.act_(() => (this.network_.down = false));
  }
  /** The auth endpoint refuses this channel from now on; "" is signing in. Throws a TypeError for a public channel. */
  deny(channel: string, status = 403): void {
    if (!/^(private-|presence-|$)/.test(channel))
      throw new TypeError(`"${channel}" is a public channel: it needs no authorization.`);
    this.act_(() => this.endpoint_.denied.set(channel, status));
  }
  /** Takes `deny` back. */
  allow(channel: string): void {
    this.act_(() => this.endpoint_.denied.delete(channel));
  }

  /** The channels that the clients are on, as the server sees it, by name. */
  subscriptions(): string[] {
    return this.act_(() => {
      const names = [...this.lines_].flatMap(({ id }) => [
        ...(this.network_.subscriptions.get(id) ?? []),
      ]);
      return [...new Set(names)].sort();
    });
  }
  /** The frames that clients sent, in order: those of this event, or all but pings and pongs. */
  received(event?: string): Frame[] {
    return this.act_(() =>
      this.frames_.filter((frame) =>
        event ? frame.event === event : !/^pusher:p[io]ng$/.test(frame.event),
      ),
    );
  }
  /** What the auth endpoint was asked. */
  authorized(channel?: string): AuthRequest[] {
    return this.act_(() =>
      this.endpoint_.requests.filter((request) => channel == null || request.channel === channel),
    );
  }
  /** How many connections of clients the server holds. */
  connections(): number {
    return this.act_(() => [...this.lines_].filter(({ id }) => id).length);
  }

  /** What was under way arrives first, and what this causes as well. */
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
