// Echo: what a Laravel front end talks to. Everything is handed to the broadcaster's connector.
import type { ChannelNamed } from './channels.js';
import { NullConnector } from './null.js';
import { PusherConnector } from './pusher-connector.js';
import type { Broadcaster, ConnectionStatus, Constructor, EchoOptions } from './types.js';

declare const Vue: any, axios: any, jQuery: any, Turbo: any;

const constructable = (value: unknown): value is Constructor => {
  try {
    // Never runs `value`: it is only named as the target.
    Reflect.construct(String, [], value as Constructor);
    return true;
  } catch {
    return false;
  }
};

export class Echo<T extends keyof Broadcaster = 'reverb'> {
  declare connector: Broadcaster[Exclude<T, 'function'>]['connector'];
  options: EchoOptions<T>;

  constructor(options: EchoOptions<T> & { broadcaster: T | Constructor }) {
    this.options = options;
    this.connect();
    if (!options.withoutInterceptors) this.registerInterceptors();
  }

  /** Makes a new connector; the old one's connection is not closed. */
  connect(): void {
    const options: any = this.options;
    const { broadcaster } = options;
    const onPusher = (more: object) =>
      (this.connector = new PusherConnector({ ...options, ...more }) as any);
    // Who is no Pusher has no cluster.
    if (broadcaster === 'pusher') onPusher({});
    else if (broadcaster === 'reverb') onPusher({ cluster: '' });
    else if (broadcaster === 'ably') onPusher({ cluster: '', broadcaster: 'pusher' });
    else if (broadcaster === 'null') this.connector = new NullConnector(options) as any;
    else if (constructable(broadcaster)) this.connector = new broadcaster(options) as any;
    else
      throw new Error(
        `${this.named_()} is not supported${/^(socket\.io|mercure|poll)$/.test(broadcaster) ? ' yet' : ''}.`,
      );
  }
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

  channel<N extends string>(name: N): ChannelNamed<Broadcaster[T]['public'], N> {
    return this.connector.channel(name) as any;
  }
  private<N extends string>(name: N): ChannelNamed<Broadcaster[T]['private'], N> {
    return this.connector.privateChannel(name) as any;
  }
  encryptedPrivate<N extends string>(name: N): ChannelNamed<Broadcaster[T]['encrypted'], N> {
    const connector: any = this.connector;
    if (connector.encryptedPrivateChannel) return connector.encryptedPrivateChannel(name);
    throw new Error(`${this.named_()} does not support encrypted private channels.`);
  }
  join<N extends string>(name: N): ChannelNamed<Broadcaster[T]['presence'], N> {
    return this.connector.presenceChannel(name) as any;
  }
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
  leaveAllChannels(): void {
    for (const name in this.connector.channels) this.leaveChannel(name);
  }

  socketId(): string | undefined {
    return this.connector.socketId();
  }
  connectionStatus(): ConnectionStatus {
    return this.connector.connectionStatus();
  }

  /** Makes the HTTP clients that this page has tell the server which socket asks. */
  registerInterceptors(): void {
    if (typeof Vue !== 'undefined' && Vue?.http) this.registerVueRequestInterceptor();
    if (typeof axios === 'function') this.registerAxiosRequestInterceptor();
    if (typeof jQuery === 'function') this.registerjQueryAjaxSetup();
    if (typeof Turbo === 'object') this.registerTurboRequestInterceptor();
  }
  registerVueRequestInterceptor(): void {
    Vue.http.interceptors.push((request: any, next: () => void) => {
      this.mark_((name, id) => request.headers.set(name, id), 'X-Socket-ID');
      next();
    });
  }
  registerAxiosRequestInterceptor(): void {
    axios.interceptors.request.use((config: any) => {
      this.mark_((name, id) => (config.headers[name] = id));
      return config;
    });
  }
  registerjQueryAjaxSetup(): void {
    if (jQuery.ajax)
      jQuery.ajaxPrefilter((_options: any, _original: any, request: any) =>
        this.mark_((name, id) => request.setRequestHeader(name, id)),
      );
  }
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
