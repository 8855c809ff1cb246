// The socket of one namespace: its listeners, and a copy of its state. The engine connects it, and decides about everything else.
import { InputTag, Limit, type Failure } from '../host/border.js';
import type { PollingClient } from '../host/polling-client.js';
import type { AuthAnswer } from '../host/ports/auth.js';
import { parse } from '../host/routes.js';
import { attempt } from '../host/driver.js';
import { Emitter } from './emitter.js';
import type {
  AllButLast,
  AnyListener,
  DefaultEventsMap,
  DisconnectDescription,
  DisconnectReason,
  EventNames,
  EventParams,
  EventsMap,
  ExtendedError,
  FirstArg,
  Last,
  SocketReservedEvents,
} from './event-types.js';
import { errorOf, refusalOf } from './io-errors.js';
import { type Auth, retriesOption, type SocketOptions, timeOption } from './io-options.js';
import { send } from './outbox.js';

/** What a socket needs of its manager. */
interface Owner {
  /** Connects. */
  open(): unknown;
  /** @internal */
  client_: PollingClient;
  /** @internal A socket has become inactive. */
  left_(): void;
}

/** Names that an application can listen to, but not send. */
const reserved = /^(connect|connect_error|disconnect|disconnecting|newListener|removeListener)$/;

/** The list is not changed while it is gone through: whoever changes it makes a new one. */
const callAll = (listeners: AnyListener[], on: unknown, args: unknown[]): void => {
  for (const listener of listeners) attempt(() => listener.apply(on, args));
};

/** What every socket has, whatever its manager is. */
export class BaseSocket<
  TManager extends Owner,
  ListenEvents extends EventsMap = DefaultEventsMap,
  EmitEvents extends EventsMap = ListenEvents,
> extends Emitter<ListenEvents, SocketReservedEvents> {
  /** The id that the server gave to this socket, while it is connected. */
  id: string | undefined;
  /** Whether the namespace is connected now. */
  connected = false;
  /** Whether the server recovered the session of the previous connection, and sent the missed events. */
  recovered = false;
  /** Whether the socket is connected, or will be as soon as the server can be reached. */
  active = false;
  /** What the server sees as `socket.handshake.auth`; read each time the namespace is connected. */
  auth: Auth;
  /** @internal */
  client_: PollingClient;
  /** @internal */
  flags_: { volatile_?: boolean; within_?: number } = {};
  private ackTimeout_?: number;
  private retries_: number;
  /** What the server knows the session by, if it can recover it. */
  private session_?: string;
  /** What a server sends of a recovered session comes before it says so. */
  private early_: unknown[][] = [];
  private any_: AnyListener[] = [];
  private outgoing_: AnyListener[] = [];

  /** Made by `io()` and by `manager.socket()`. */
  constructor(
    /** The manager, whose connection this socket uses. */
    readonly io: TManager,
    /** The namespace. */
    readonly nsp: string,
    options?: Partial<SocketOptions>,
  ) {
    super();
    this.auth = options?.auth ?? {};
    this.ackTimeout_ = timeOption('ackTimeout', options?.ackTimeout);
    this.retries_ = retriesOption(options?.retries);
    this.client_ = io.client_;
  }

  /** Whether the namespace is not connected now. */
  get disconnected(): boolean {
    return !this.connected;
  }
  /**
   * Connects; if an attempt is scheduled, starts it now.
   * @example
   * import { io } from 'oread/socket.io';
   *
   * const orders = io('https://example.com/orders', { autoConnect: false });
   * orders.auth = { token: 'the token' };
   * orders.connect();
   */
  connect(): this {
    if (this.connected) return this;
    this.active = true;
    this.client_.subscribe(this.nsp);
    this.io.open();
    return this;
  }
  /** The same as `connect()`. */
  open(): this {
    return this.connect();
  }
  /**
   * Disconnects the namespace; closes the connection if no other socket uses it.
   * @example
   * socket.disconnect();
   * show(socket.connected, socket.active); // false, false: it stays so until connect()
   */
  disconnect(): this {
    if (this.active) this.leave_('io client disconnect');
    return this;
  }
  /** The same as `disconnect()`. */
  close(): this {
    return this.disconnect();
  }

  /**
   * Sends an event, now or as soon as the namespace is connected. If the last argument is a function, it is called with the
   * server's answer. Throws an Error for a reserved name, and a TypeError for a Blob.
   * @example
   * socket.emit('join', 'orders');
   * socket.emit('create', { carrier: 'Snail Mail' }, ({ id }) => show(id)); // the server's answer
   */
  emit<Ev extends EventNames<EmitEvents>>(ev: Ev, ...args: EventParams<EmitEvents, Ev>): this {
    const { volatile_: volatile, within_: within = this.ackTimeout_ } = this.flags_;
    this.flags_ = {};
    if (reserved.test(String(ev))) throw new Error(`"${String(ev)}" is a reserved event name`);
    send(this, [ev, ...args], !!volatile, within, volatile ? 0 : this.retries_);
    return this;
  }
  /**
   * Sends an event; the promise resolves with the first value of the answer, or rejects if there will be none.
   * @example
   * try {
   *   const { id } = await socket.timeout(5000).emitWithAck('create', { carrier: 'Snail Mail' });
   *   show(id);
   * } catch {
   *   show('no answer in 5 seconds');
   * }
   */
  emitWithAck<Ev extends EventNames<EmitEvents>>(
    ev: Ev,
    ...args: AllButLast<EventParams<EmitEvents, Ev>>
  ): Promise<FirstArg<Last<EventParams<EmitEvents, Ev>>>> {
    return new Promise((resolve, reject) => {
      const ack = (error: unknown, value: any) => (error ? reject(error) : resolve(value));
      ack.withError_ = true;
      this.emit(ev, ...([...args, ack] as any));
    });
  }
  /**
   * `emit('message', ...args)`.
   * @example
   * socket.send('hello'); // the server listens to 'message'
   */
  send(...args: any[]): this {
    return this.emit('message', ...(args as any));
  }
  /**
   * Drops the next event if the namespace is not connected now.
   * @example
   * document.onmousemove = ({ x, y }) => socket.volatile.emit('cursor', x, y);
   */
  get volatile(): this {
    this.flags_.volatile_ = true;
    return this;
  }
  /** Has no effect: the connection decides about compression. */
  compress(_compress: boolean): this {
    return this;
  }

  /**
   * Calls `listener` with the name and the arguments of every event that arrives, before other listeners.
   * @example
   * const log = (event, ...args) => show(event, args);
   * socket.onAny(log);
   * socket.offAny(log);
   */
  onAny(listener: AnyListener): this {
    this.any_ = [...this.any_, listener];
    return this;
  }
  /**
   * Adds `listener` as `onAny` does, but before the other ones.
   * @example
   * socket.prependAny((event) => show('first', event));
   * show(socket.listenersAny().length);
   */
  prependAny(listener: AnyListener): this {
    this.any_ = [listener, ...this.any_];
    return this;
  }
  /** Removes a listener of `onAny`, or all of them. */
  offAny(listener?: AnyListener): this {
    this.any_ = without(this.any_, listener);
    return this;
  }
  /** The listeners of `onAny`. */
  listenersAny(): AnyListener[] {
    return this.any_;
  }
  /**
   * Calls `listener` with the name and the arguments of every event that is sent.
   * @example
   * const log = (event, ...args) => show('sent', event, args);
   * socket.onAnyOutgoing(log);
   * socket.offAnyOutgoing(log);
   */
  onAnyOutgoing(listener: AnyListener): this {
    this.outgoing_ = [...this.outgoing_, listener];
    return this;
  }
  /**
   * Adds `listener` as `onAnyOutgoing` does, but before the other ones.
   * @example
   * socket.prependAnyOutgoing((event) => show('first', event));
   * show(socket.listenersAnyOutgoing().length);
   */
  prependAnyOutgoing(listener: AnyListener): this {
    this.outgoing_ = [listener, ...this.outgoing_];
    return this;
  }
  /** Removes a listener of `onAnyOutgoing`, or all of them. */
  offAnyOutgoing(listener?: AnyListener): this {
    this.outgoing_ = without(this.outgoing_, listener);
    return this;
  }
  /** The listeners of `onAnyOutgoing`. */
  listenersAnyOutgoing(): AnyListener[] {
    return this.outgoing_;
  }

  /** @internal */
  async authorize_(): Promise<AuthAnswer> {
    const { auth } = this;
    const data =
      typeof auth === 'function'
        ? await new Promise((resolve, reject) => {
            // A callback's function returns nothing.
            Promise.resolve((auth as any).call(this, resolve)).then(
              (given) => given && resolve(given),
              reject,
            );
          })
        : auth;
    const body = JSON.stringify(data ?? {});
    return [InputTag.AuthAnswered, 200, false, 0, body.slice(0, Limit.AuthBytes + 1)];
  }
  /** @internal */
  hears_(event: string): boolean {
    return this.active && (this.any_.length > 0 || this.hasListeners(event));
  }
  /** @internal */
  receive_(args: unknown[]): void {
    if (!this.active) return;
    if (!this.connected) return void this.early_.push(args);
    callAll(this.any_, this, args);
    this.fire_(String(args[0]), args.slice(1));
  }
  /** @internal */
  sent_(args: unknown[]): void {
    callAll(this.outgoing_, this, args);
  }
  /** @internal `said`: what the server said about it. */
  subscribed_(said: string, connectionId: string): void {
    if (!this.active) return;
    const { sid = connectionId, pid }: { sid?: string; pid?: string } = said
      ? Object(parse(said))
      : {};
    this.id = sid;
    this.recovered = !!pid && pid === this.session_;
    this.session_ = pid;
    this.connected = true;
    for (const args of this.early_.splice(0)) this.receive_(args);
    // A listener may have disconnected it.
    if (this.connected) this.tell_('connect');
  }
  /** @internal */
  refused_(why: Failure, retrying: boolean, said: string): void {
    if (!this.active) return;
    if (retrying) this.failed_(errorOf(why));
    else if (this.connected) this.leave_('io server disconnect');
    else {
      this.leave_();
      this.tell_('connect_error', refusalOf(why, said));
    }
  }
  /** @internal An attempt to connect failed. */
  failed_(error: ExtendedError): void {
    if (this.active && !this.connected) this.tell_('connect_error', error);
  }
  /** @internal The connection is lost. */
  lost_(reason: DisconnectReason, details?: DisconnectDescription): void {
    const { connected } = this;
    this.connected = false;
    this.id = undefined;
    this.early_ = [];
    if (connected) this.tell_('disconnect', reason, details);
  }
  /** Becomes inactive. */
  private leave_(reason?: DisconnectReason): void {
    const { connected } = this;
    this.active = this.connected = false;
    this.id = this.session_ = undefined;
    this.early_ = [];
    this.client_.unsubscribe(this.nsp);
    this.io.left_();
    if (connected) this.tell_('disconnect', reason);
  }
}

function without(listeners: AnyListener[], listener?: AnyListener): AnyListener[] {
  const at = listeners.indexOf(listener!);
  return listener ? listeners.filter((_, index) => index !== at) : [];
}
