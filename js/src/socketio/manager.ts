// A connection and its sockets. Calls become inputs, and the engine's events come back in order.
import { ConnectionStatus, Errc, EventTag, type Failure } from '../host/border.js';
import { attempt, rethrow } from '../host/driver.js';
import type { ClientEvent } from '../host/observer.js';
import { type CarrierName, PollingClient, type PollingApp } from '../host/polling-client.js';
import type { AuthAnswer, AuthRequest } from '../host/ports/auth.js';
import { socketClass } from '../host/ports/socket-class.js';
import { words } from '../pusher/words.js';
import { base64Of, decode, encode } from './arguments.js';
import { Emitter } from './emitter.js';
import type {
  DecorateAcknowledgements,
  DefaultEventsMap,
  DisconnectDescription,
  EventsMap,
  ManagerReservedEvents,
} from './event-types.js';
import { IoEngine } from './io-engine.js';
import { errorOf, reasonOf } from './io-errors.js';
import {
  badIoOption,
  ioEngineOptions,
  type ManagerOptions,
  type SocketOptions,
  timeOption,
} from './io-options.js';
import { BaseSocket } from './io-socket.js';
import { namespaceOf, partsOf } from './io-url.js';
import { NoWebSocket } from './no-web-socket.js';
import { addresses, cookies } from './options.js';

/** The options that may be read and set at the manager. */
type Setting =
  | 'reconnection'
  | 'reconnectionAttempts'
  | 'reconnectionDelay'
  | 'reconnectionDelayMax'
  | 'randomizationFactor'
  | 'timeout';

// TypeScript has no `Socket` yet where `Manager` is declared, and the other way round; in one file they may name each other.

/**
 * The client's end of a namespace, as in socket.io-client. `ListenEvents` are the events that the server sends, and `EmitEvents`
 * those that the client sends.
 * @example
 * import { io, type Socket } from 'oread/socket.io';
 *
 * interface FromServer {
 *   order: (order: { id: number; carrier: string }) => void;
 * }
 * interface ToServer {
 *   join: (room: string, joined: (members: number) => void) => void;
 * }
 * const orders: Socket<FromServer, ToServer> = io('https://example.com/orders');
 * orders.on('connect', () => orders.emit('join', 'orders', (members) => show(members)));
 * orders.on('order', ({ carrier }) => show(carrier));
 * orders.on('connect_error', ({ message }) => show(message, orders.active));
 */
export class Socket<
  ListenEvents extends EventsMap = DefaultEventsMap,
  EmitEvents extends EventsMap = ListenEvents,
> extends BaseSocket<Manager<any, any>, ListenEvents, EmitEvents> {
  /**
   * Limits the time for the acknowledgement of the next event, in milliseconds. The acknowledgement's first parameter is then an
   * error, which is set if no answer arrives in time.
   * @example
   * socket.timeout(5000).emit('create', { carrier: 'Snail Mail' }, (error, created) => {
   *   show(error ? 'no answer in 5 seconds' : created.id);
   * });
   */
  timeout(timeout: number): Socket<ListenEvents, DecorateAcknowledgements<EmitEvents>> {
    this.flags_.within_ = timeOption('timeout', timeout);
    return this as any;
  }
}

/**
 * A connection to a server, which the sockets of several namespaces share.
 * @example
 * import { Manager } from 'oread/socket.io';
 *
 * const manager = new Manager('https://example.com', { autoConnect: false, timeout: 10_000 });
 * manager.on('reconnect_attempt', (attempt) => show(attempt));
 * manager.reconnectionAttempts(10).reconnectionDelay(1000).reconnectionDelayMax(30_000);
 * manager.open((error) => show(error ? error.message : 'connected'));
 * const orders = manager.socket('/orders'); // on the same connection
 * const users = manager.socket('/users');
 * orders.connect();
 * users.connect();
 */
export class Manager<
  ListenEvents extends EventsMap = DefaultEventsMap,
  EmitEvents extends EventsMap = ListenEvents,
> extends Emitter<object, ManagerReservedEvents> {
  /** The options as given, with those that were set later. */
  opts: Partial<ManagerOptions>;
  /** @internal The members from here on implement `PollingApp`. */
  addresses_: PollingApp['addresses_'];
  /** @internal */
  early_: string;
  /** @internal */
  options_: NonNullable<PollingApp['options_']>;
  /** @internal */
  WebSocket_: PollingApp['WebSocket_'];
  /** @internal */
  client_: PollingClient;
  private sockets_ = new Map<string, Socket>();
  private opening_: ((error?: Error) => void)[] = [];
  private wanted_ = false;
  private isOpen_ = false;
  private isTrying_ = false;
  /** The number of further attempts since the connection was lost, or first wanted. */
  private retry_ = 0;
  private link_ = 0;
  /** The current or last connection; `undefined` before the first `open()`. */
  engine!: IoEngine;

  /** Connects immediately, unless `autoConnect` is `false`. */
  constructor(options?: Partial<ManagerOptions>);
  /** The same for the server at this URL; its path has no effect here. */
  constructor(uri?: string, options?: Partial<ManagerOptions>);
  constructor(uri?: string | Partial<ManagerOptions>, given?: Partial<ManagerOptions>) {
    super();
    const [host, , query] = partsOf(typeof uri === 'string' ? uri : undefined);
    const options = { ...(uri && typeof uri === 'object' ? uri : given) };
    const { upgrade, extraHeaders, WebSocket } = options;
    options.query ??= query;
    this.opts = options;
    const wished = options.transports;
    const transports = upgrade === false && Array.isArray(wished) ? wished.slice(0, 1) : wished;
    const [url, , wanted] = (this.addresses_ = addresses({ ...options, host, transports }, true));
    this.early_ = wanted.startsWith('websocket') ? url : '';
    this.options_ = ioEngineOptions(options);
    this.WebSocket_ = WebSocket ?? socketClass() ?? NoWebSocket;
    // eslint-disable-next-line no-console -- the server misses them
    if (extraHeaders) console.warn('extraHeaders has no effect, use auth or query');
    this.client_ = new PollingClient(this, cookies(options.withCredentials));
    if (options.autoConnect !== false) this.open();
  }

  /** Connects; calls `callback` when the attempt has succeeded or failed. */
  open(callback?: (error?: Error) => void): this {
    if (this.isOpen_) return this;
    if (callback) this.opening_.push(callback);
    if (!this.wanted_) this.renew_();
    this.wanted_ = true;
    this.client_.connect();
    return this;
  }
  /** The same as `open()`. */
  connect(callback?: (error?: Error) => void): this {
    return this.open(callback);
  }
  /**
   * Closes the connection. `open()` connects its sockets again.
   * @example
   * socket.io.disconnect(); // all namespaces
   * socket.io.connect((error) => show(error ? error.message : 'connected'));
   */
  disconnect(): void {
    this.wanted_ = false;
    this.opening_ = [];
    this.client_.disconnect();
    this.isTrying_ = false;
    this.retry_ = 0;
    this.closed_('forced close');
  }
  /** The same as `disconnect()`. @hidden */
  _close(): void {
    this.disconnect();
  }
  /** The socket of a namespace. It is made, or connected again, if necessary. */
  socket(nsp: string, options?: Partial<SocketOptions>): Socket<ListenEvents, EmitEvents> {
    const name = namespaceOf(nsp);
    let socket = this.sockets_.get(name);
    if (!socket) this.sockets_.set(name, (socket = new Socket(this, name, options)));
    if (this.opts.autoConnect !== false && !socket.active) socket.connect();
    return socket as Socket<any, any>;
  }
  /** @internal */
  has_(nsp: string): boolean {
    return this.sockets_.has(nsp);
  }
  private renew_(): void {
    const engine = new IoEngine(this.early_ ? 'websocket' : 'polling', () => {
      // Not if it is one of an earlier connection.
      if (engine === this.engine) this.client_.cut();
    });
    this.engine = engine;
  }

  /**
   * Reads or sets the option.
   * @example
   * socket.io.reconnection(false); // the next loss of the connection is final
   * show(socket.io.reconnection(), socket.io.timeout());
   */
  reconnection(value: boolean): this;
  reconnection(): boolean;
  reconnection(value?: boolean): this | boolean {
    return this.setting_('reconnection', value, true);
  }
  /** Reads the option, or sets it, which has an effect until the first connection is made. */
  reconnectionAttempts(value: number): this;
  reconnectionAttempts(): number;
  reconnectionAttempts(value?: number): this | number {
    return this.setting_('reconnectionAttempts', value, Infinity);
  }
  /** Reads the option, or sets it, which has an effect until the first connection is made. */
  reconnectionDelay(value: number): this;
  reconnectionDelay(): number;
  reconnectionDelay(value?: number): this | number {
    return this.setting_('reconnectionDelay', value, 500);
  }
  /** Reads the option, or sets it, which has an effect until the first connection is made. */
  reconnectionDelayMax(value: number): this;
  reconnectionDelayMax(): number;
  reconnectionDelayMax(value?: number): this | number {
    return this.setting_('reconnectionDelayMax', value, 5000);
  }
  /** Reads or sets the option, which has no effect. */
  randomizationFactor(value: number): this;
  randomizationFactor(): number;
  randomizationFactor(value?: number): this | number {
    return this.setting_('randomizationFactor', value, 0.5);
  }
  /** Reads the option, or sets it, which has an effect until the first connection is made. */
  timeout(value: number | boolean): this;
  timeout(): number | boolean;
  timeout(value?: number | boolean): this | number | boolean {
    return this.setting_('timeout', value, 20_000);
  }
  private setting_(name: Setting, value: unknown, otherwise: unknown): any {
    if (value === undefined) return this.opts[name] ?? otherwise;
    const opts = { ...this.opts, [name]: value };
    this.options_ = ioEngineOptions(opts);
    this.opts = opts;
    return this;
  }

  /** @internal A socket has become inactive. */
  left_(): void {
    if (this.wanted_ && ![...this.sockets_.values()].some(({ active }) => active))
      this.disconnect();
  }

  /** @internal */
  async authorize_({ channel }: AuthRequest): Promise<AuthAnswer> {
    return this.sockets_.get(channel)!.authorize_();
  }
  /** @internal */
  listens_(nsp: string, event: string): boolean {
    return !!this.sockets_.get(nsp)?.hears_(event);
  }
  /** @internal */
  deliver_(nsp: string, _event: string, args: unknown): void {
    this.sockets_.get(nsp)!.receive_(args as unknown[]);
  }
  /** @internal */
  called_(
    nsp: string,
    data: string,
    attachments: string,
    answer?: (json: string, attachments: string) => void,
  ): void {
    const args = decode(data, attachments);
    let isAnswered = false;
    if (answer)
      args.push((...values: unknown[]) => {
        if (!isAnswered) answer(...encode(values));
        isAnswered = true;
      });
    this.sockets_.get(nsp)?.receive_(args);
  }
  /** @internal */
  base64_(bytes: Uint8Array): string {
    return base64Of(bytes);
  }
  /** @internal The engine's replacement numbers its links from 1. */
  restarted_(reason: unknown): void {
    rethrow(reason);
    this.link_ = 0;
    this.lost_([Errc.LinkFailed, 0, '']);
  }
  /** @internal */
  uses_(link: number, carrier: CarrierName, sent?: string): void {
    if (sent === '2' || sent === '3') this.tell_('ping');
    // A link that is opened beside an open one is to replace it, and does so with this message.
    if (this.isOpen_ && sent === '5') {
      this.engine.transport = { name: carrier };
      this.engine.tell_('upgrade', this.engine.transport);
    }
    if (link <= this.link_) return;
    this.link_ = link;
    if (this.isOpen_) return;
    if (this.engine.isUsed_) this.renew_();
    this.engine.isUsed_ = true;
    this.engine.transport.name = carrier;
    this.isTrying_ = true;
    if (this.retry_) this.tell_('reconnect_attempt', this.retry_);
  }

  /** @internal Updates the state that applications read, and calls the listeners. */
  event_(event: ClientEvent): void {
    switch (event[0]) {
      case EventTag.ConnectionChanged: {
        const [, previous, current, socketId, why] = event;
        if (!this.wanted_) break;
        if (current === ConnectionStatus.Connected) this.opened_(socketId);
        if (previous === ConnectionStatus.Connected) this.lost_(why);
        if (current === ConnectionStatus.Disconnected && why[0] !== Errc.Stopped) this.gaveUp_(why);
        break;
      }
      case EventTag.RetryScheduled: {
        const [, attempt, , why] = event;
        if (!this.wanted_) break;
        this.failed_(why);
        this.retry_ = attempt;
        if (!this.reconnection()) this.client_.disconnect();
        break;
      }
      case EventTag.ConnectionError: {
        const [, why] = event;
        const [code, status, text] = why;
        if (code === Errc.BadOption) rethrow(new RangeError(text || badIoOption(status)));
        // A bad handshake is a failed attempt as well.
        else if (code !== Errc.BadHandshake) this.tellFailed_(errorOf(why));
        break;
      }
      case EventTag.Subscribed: {
        const [, nsp, , , , said] = event;
        this.sockets_.get(nsp)?.subscribed_(said, this.engine.id!);
        break;
      }
      case EventTag.SubscribeFailed: {
        const [, nsp, why, retrying, said] = event;
        this.sockets_.get(nsp)?.refused_(why, retrying, said);
      }
    }
  }
  private opened_(id: string): void {
    const { retry_: retry } = this;
    this.engine.id = id;
    this.isOpen_ = true;
    this.isTrying_ = false;
    this.retry_ = 0;
    this.tell_('open');
    for (const call of this.opening_.splice(0)) attempt(() => call());
    if (retry) this.tell_('reconnect', retry);
  }
  private lost_(why: Failure): void {
    const details = { description: words(why), context: { code: why[1] } };
    this.closed_(reasonOf(why), details);
  }
  private closed_(reason: any, details?: DisconnectDescription): void {
    if (!this.isOpen_) return;
    this.isOpen_ = false;
    this.engine.id = undefined;
    this.tell_('close', reason, details);
    this.engine.tell_('close', reason, details);
    for (const socket of this.sockets_.values()) socket.lost_(reason, details);
  }
  /** No attempt follows. */
  private gaveUp_(why: Failure): void {
    const [, status] = why;
    // Socket.IO 2 refuses the root namespace, and with it the connection.
    if (status === 403)
      for (const socket of this.sockets_.values()) socket.refused_(why, false, '');
    this.failed_(why);
    this.retry_ = 0;
    if (this.wanted_ && this.reconnection()) this.tell_('reconnect_failed');
  }
  private failed_(why: Failure): void {
    if (!this.isTrying_) return;
    this.isTrying_ = false;
    const error = errorOf(why);
    this.tellFailed_(error);
    for (const call of this.opening_.splice(0)) attempt(() => call(error));
    if (this.retry_) this.tell_('reconnect_error', error);
  }
  private tellFailed_(error: Error): void {
    this.tell_('error', error);
    for (const socket of this.sockets_.values()) socket.failed_(error);
  }
}
