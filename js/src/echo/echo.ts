// Echo: the API for a Laravel front end. It delegates everything to the broadcaster's connector.
import { optional } from '../host/optional.js';
import { connectors, elsewhere } from './broadcasters.js';
import type { ChannelNamed } from './channels.js';
import { NullConnector } from './null.js';
import type { Broadcaster, ConnectionStatus, Constructor, EchoOptions } from './types.js';

declare const Vue: any, axios: any, jQuery: any, Turbo: any;

const constructable = (value: unknown): value is Constructor =>
  // This does not call `value`: it is only the `new.target`.
  !!optional(() => Reflect.construct(String, [], value as Constructor));

/**
 * The default export: listens to the events that Laravel broadcasts. For example,
 * `const echo = new Echo({ broadcaster: 'reverb', key, wsHost })`, then
 * `echo.private('orders.1').listen('OrderShipped', show)`. It connects immediately and stays connected until
 * `disconnect()`.
 */
export class Echo<T extends keyof Broadcaster = 'reverb'> {
  /** The connector; with the Pusher protocol, its client is `connector.pusher`. */
  declare connector: Broadcaster[Exclude<T, 'function'>]['connector'];
  /** The options as given. */
  options: EchoOptions<T>;
  /** The HTTP clients that already send the header. */
  private marked_ = new Set<unknown>();

  /**
   * Connects immediately. Throws an Error if the broadcaster is unknown or `wsHost` or `wsPath` is malformed, and a TypeError
   * for an option of the wrong type. A number outside its range is reported as an uncaught error.
   */
  constructor(options: EchoOptions<T> & { broadcaster: T | Constructor }) {
    this.options = options;
    this.connect();
    if (!options.withoutInterceptors) {
      this.registerInterceptors();
      // `window.axios = axios` above `import './echo'` runs after the import. The application's own client or connector may
      // not report its connection.
      optional(() => this.connector.onConnectionChange(() => this.registerInterceptors()));
    }
  }

  /**
   * Makes a new connector; does not close the old one's connection.
   * @example
   * echo.disconnect();
   * echo.options.key = 'another-key';
   * echo.connect(); // a new connector: request the channels again
   */
  connect(): void {
    const options: any = this.options;
    const { broadcaster } = options;
    const make = typeof broadcaster === 'string' && connectors[broadcaster];
    if (make) this.connector = make(options);
    else if (constructable(broadcaster)) this.connector = new broadcaster(options) as any;
    else throw new Error(`${this.named_()} is not supported${elsewhere(broadcaster)}.`);
  }
  /**
   * Closes the connection. Channels are kept; `connector.pusher.connect()` subscribes to them again.
   * @example
   * echo.disconnect();
   * echo.connector.pusher.connect(); // later: the channels are back
   */
  disconnect(): void {
    this.connector.disconnect();
  }
  /**
   * Leaves all channels, disconnects, and releases the connection and the engine, even if the page's HTTP clients still
   * refer to this Echo. Later calls have no effect.
   * @example
   * echo.dispose(); // the user has logged out
   */
  dispose(): void {
    this.leaveAllChannels();
    this.disconnect();
    this.connector = Object.assign(new NullConnector(this.options), {
      connectionStatus: () => 'disconnected',
      socketId() {},
    }) as any;
  }

  /**
   * The public channel of this name. Returns the same object until the channel is left.
   * @example
   * echo.channel('news').listen('.headline', ({ text }) => show(text));
   */
  channel<N extends string>(name: N): ChannelNamed<Broadcaster[T]['public'], N> {
    return this.connector.channel(name) as any;
  }
  /**
   * The private channel of this name (without `private-`), which the application's server must authorize.
   * @example
   * echo.private('orders.1').listen('OrderShipped', ({ carrier }) => show(carrier));
   */
  private<N extends string>(name: N): ChannelNamed<Broadcaster[T]['private'], N> {
    return this.connector.privateChannel(name) as any;
  }
  /**
   * The encrypted channel of this name (without `private-encrypted-`). The cipher is loaded with the first one. Throws an
   * Error if the connector does not support encrypted channels.
   * @example
   * echo.encryptedPrivate('pay.1').listen('PayslipReady', ({ month }) => show(month));
   */
  encryptedPrivate<N extends string>(name: N): ChannelNamed<Broadcaster[T]['encrypted'], N> {
    const connector: any = this.connector;
    if (connector.encryptedPrivateChannel) return connector.encryptedPrivateChannel(name);
    throw new Error(`${this.named_()} does not support encrypted private channels.`);
  }
  /**
   * The presence channel of this name (without `presence-`): a private channel with a list of members.
   * @example
   * echo.join('room.1').here((members) => show(members.length));
   */
  join<N extends string>(name: N): ChannelNamed<Broadcaster[T]['presence'], N> {
    return this.connector.presenceChannel(name) as any;
  }
  /**
   * `channel(name).listen(event, callback)`.
   * @example
   * echo.listen('news', '.headline', ({ text }) => show(text));
   */
  listen(name: string, event: string, callback: CallableFunction): Broadcaster[T]['public'] {
    return (this.channel(name) as any).listen(event, callback);
  }

  /**
   * Leaves the public, private, encrypted and presence channels of this name.
   * @example
   * echo.leave('orders.1'); // also private-orders.1, presence-orders.1 …
   */
  leave(name: string): void {
    this.connector.leave(name);
  }
  /**
   * Leaves the channel with this full name.
   * @example
   * echo.leaveChannel('private-orders.1');
   */
  leaveChannel(name: string): void {
    this.connector.leaveChannel(name);
  }
  /**
   * Leaves all channels from `channel()`, `private()`, `encryptedPrivate()` and `join()`.
   * @example
   * echo.leaveAllChannels(); // for example before another user logs in
   */
  leaveAllChannels(): void {
    for (const name in this.connector.channels) this.leaveChannel(name);
  }

  /**
   * The socket id of the current connection, or else of the last one; `undefined` before the first. Laravel's `toOthers()`
   * excludes the connection with this id.
   * @example
   * const headers = { 'X-Socket-ID': echo.socketId() ?? '' };
   * await fetch('/orders', { method: 'POST', headers });
   */
  socketId(): string | undefined {
    return this.connector.socketId();
  }
  /**
   * The status of the connection. `connector.onConnectionChange(callback)` reports changes.
   * @example
   * if (echo.connectionStatus() !== 'connected') show('Not live');
   */
  connectionStatus(): ConnectionStatus {
    return this.connector.connectionStatus();
  }

  /**
   * Makes the page's HTTP clients send the socket id in the header `X-Socket-ID`; registers with each client once. For
   * laravel-echo: called by the constructor, and whenever the connection changes, for clients that were loaded later.
   * @example
   * import axios from 'axios';
   *
   * Object.assign(window, { axios });
   * echo.registerInterceptors(); // now, and not at the next change of the connection
   */
  registerInterceptors(): void {
    const isNew = (one: unknown) => !this.marked_.has(one) && this.marked_.add(one);
    if (typeof Vue !== 'undefined' && Vue?.http && isNew(Vue)) this.registerVueRequestInterceptor();
    if (typeof axios === 'function' && isNew(axios)) this.registerAxiosRequestInterceptor();
    if (typeof jQuery === 'function' && isNew(jQuery)) this.registerjQueryAjaxSetup();
    if (typeof Turbo === 'object' && isNew(Turbo)) this.registerTurboRequestInterceptor();
  }
  /** Makes vue-resource (`Vue.http`) send the header. For laravel-echo: called by the constructor. */
  registerVueRequestInterceptor(): void {
    Vue.http.interceptors.push((request: any, next: () => void) => {
      this.mark_((name, id) => request.headers.set(name, id), 'X-Socket-ID');
      next();
    });
  }
  /** Makes the global axios send the header. For laravel-echo: called by the constructor. */
  registerAxiosRequestInterceptor(): void {
    axios.interceptors.request.use((config: any) => {
      this.mark_((name, id) => (config.headers[name] = id));
      return config;
    });
  }
  /** Makes jQuery send the header. For laravel-echo: called by the constructor. */
  registerjQueryAjaxSetup(): void {
    if (jQuery.ajax)
      jQuery.ajaxPrefilter((_options: any, _original: any, request: any) =>
        this.mark_((name, id) => request.setRequestHeader(name, id)),
      );
  }
  /** Makes Turbo send the header. For laravel-echo: called by the constructor. */
  registerTurboRequestInterceptor(): void {
    document.addEventListener('turbo:before-fetch-request', (event: any) =>
      this.mark_((name, id) => (event.detail.fetchOptions.headers[name] = id)),
    );
  }

  private mark_(set: (header: string, id: string) => void, header = 'X-Socket-Id'): void {
    const id = this.socketId();
    if (id) set(header, id);
  }
  private named_(): string {
    const { broadcaster } = this.options as any;
    return `Broadcaster ${typeof broadcaster} ${String(broadcaster)}`;
  }
}
