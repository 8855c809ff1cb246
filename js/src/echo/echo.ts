// Echo: what a Laravel front end talks to. Everything is handed to the broadcaster's connector.
import { optional } from '../host/optional.js';
import { connectors } from './broadcasters.js';
import type { ChannelNamed } from './channels.js';
import { NullConnector } from './null.js';
import type { Broadcaster, ConnectionStatus, Constructor, EchoOptions } from './types.js';

declare const Vue: any, axios: any, jQuery: any, Turbo: any;

const constructable = (value: unknown): value is Constructor =>
  // Never runs `value`: it is only named as the target.
  !!optional(() => Reflect.construct(String, [], value as Constructor));

/**
 * The default export: listens to the events that Laravel broadcasts. After
 * `const echo = new Echo({ broadcaster: 'reverb', key, wsHost })` comes
 * `echo.private('orders.1').listen('OrderShipped', show)`. It connects by itself and stays connected until `disconnect()`.
 */
export class Echo<T extends keyof Broadcaster = 'reverb'> {
  /** What carries it: on Pusher's protocol with the client in `connector.pusher`. */
  declare connector: Broadcaster[Exclude<T, 'function'>]['connector'];
  /** As the app gave them. */
  options: EchoOptions<T>;
  /** HTTP clients that send the header. */
  private marked_ = new Set<unknown>();

  /**
   * Connects at once. Throws an Error for a broadcaster that is not there, and for a `wsHost` or `wsPath` that is none; what
   * else is wrong with options is reported as an uncaught error.
   */
  constructor(options: EchoOptions<T> & { broadcaster: T | Constructor }) {
    this.options = options;
    this.connect();
    if (!options.withoutInterceptors) {
      this.registerInterceptors();
      // `window.axios = axios` above `import './echo'` runs later than what is imported. A client or connector of the app's
      // own may tell nothing of its connection.
      optional(() => this.connector.onConnectionChange(() => this.registerInterceptors()));
    }
  }

  /** Makes a new connector; the old one's connection is not closed. */
  connect(): void {
    const options: any = this.options;
    const { broadcaster } = options;
    const make = typeof broadcaster === 'string' && connectors[broadcaster];
    if (make) this.connector = make(options);
    else if (constructable(broadcaster)) this.connector = new broadcaster(options) as any;
    else
      throw new Error(
        `${this.named_()} is not supported${/^(socket\.io|mercure|poll)$/.test(broadcaster) ? ' yet' : ''}.`,
      );
  }
  /** Closes the connection. Channels stay, and come back with `connector.pusher.connect()`. */
  disconnect(): void {
    this.connector.disconnect();
  }
  /**
   * Ends it for good: leaves all channels, disconnects, and lets go of connection and engine, even where the page's HTTP
   * clients keep what was registered with them. What is called on it later goes nowhere.
   */
  dispose(): void {
    this.leaveAllChannels();
    this.disconnect();
    this.connector = Object.assign(new NullConnector(this.options), {
      connectionStatus: () => 'disconnected',
      socketId() {},
    }) as any;
  }

  /** The public channel of this name. Asked for again it is the same object, until it is left. */
  channel<N extends string>(name: N): ChannelNamed<Broadcaster[T]['public'], N> {
    return this.connector.channel(name) as any;
  }
  /** The private channel of this name (without `private-`), for which the app's server must sign. */
  private<N extends string>(name: N): ChannelNamed<Broadcaster[T]['private'], N> {
    return this.connector.privateChannel(name) as any;
  }
  /**
   * The encrypted channel of this name (without `private-encrypted-`); what opens its events is loaded with the first one.
   * Throws an Error where the connector has no such channels.
   */
  encryptedPrivate<N extends string>(name: N): ChannelNamed<Broadcaster[T]['encrypted'], N> {
    const connector: any = this.connector;
    if (connector.encryptedPrivateChannel) return connector.encryptedPrivateChannel(name);
    throw new Error(`${this.named_()} does not support encrypted private channels.`);
  }
  /** The presence channel of this name (without `presence-`): private, and with a list of who is there. */
  join<N extends string>(name: N): ChannelNamed<Broadcaster[T]['presence'], N> {
    return this.connector.presenceChannel(name) as any;
  }
  /** `channel(name).listen(event, callback)`. */
  listen(name: string, event: string, callback: CallableFunction): Broadcaster[T]['public'] {
    return (this.channel(name) as any).listen(event, callback);
  }

  /** Leaves the channel in all its variants: public, private, encrypted, presence. */
  leave(name: string): void {
    this.connector.leave(name);
  }
  /** Leaves the one channel with this full name. */
  leaveChannel(name: string): void {
    this.connector.leaveChannel(name);
  }
  /** Leaves all that was taken by `channel()`, `private()`, `encryptedPrivate()` and `join()`. */
  leaveAllChannels(): void {
    for (const name in this.connector.channels) this.leaveChannel(name);
  }

  /**
   * The id of the connection, by which `toOthers()` leaves it out, or of the last one; `undefined` before the first.
   */
  socketId(): string | undefined {
    return this.connector.socketId();
  }
  /** How the connection stands. `connector.onConnectionChange(callback)` tells of changes. */
  connectionStatus(): ConnectionStatus {
    return this.connector.connectionStatus();
  }

  /**
   * Makes the HTTP clients that this page has tell the server which socket asks, by the header `X-Socket-ID`; each once. For
   * laravel-echo: called by the constructor, and again whenever the connection changes, for those that came meanwhile.
   */
  registerInterceptors(): void {
    const isNew = (one: unknown) => !this.marked_.has(one) && this.marked_.add(one);
    if (typeof Vue !== 'undefined' && Vue?.http && isNew(Vue)) this.registerVueRequestInterceptor();
    if (typeof axios === 'function' && isNew(axios)) this.registerAxiosRequestInterceptor();
    if (typeof jQuery === 'function' && isNew(jQuery)) this.registerjQueryAjaxSetup();
    if (typeof Turbo === 'object' && isNew(Turbo)) this.registerTurboRequestInterceptor();
  }
  /** Has vue-resource (`Vue.http`) send the header. For laravel-echo: called by the constructor. */
  registerVueRequestInterceptor(): void {
    Vue.http.interceptors.push((request: any, next: () => void) => {
      this.mark_((name, id) => request.headers.set(name, id), 'X-Socket-ID');
      next();
    });
  }
  /** Has the global axios send the header. For laravel-echo: called by the constructor. */
  registerAxiosRequestInterceptor(): void {
    axios.interceptors.request.use((config: any) => {
      this.mark_((name, id) => (config.headers[name] = id));
      return config;
    });
  }
  /** Has jQuery send the header. For laravel-echo: called by the constructor. */
  registerjQueryAjaxSetup(): void {
    if (jQuery.ajax)
      jQuery.ajaxPrefilter((_options: any, _original: any, request: any) =>
        this.mark_((name, id) => request.setRequestHeader(name, id)),
      );
  }
  /** Has Turbo send the header. For laravel-echo: called by the constructor. */
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
