// The base class of connectors: options merged with the defaults, and tokens that are read for each request.
import { optional } from '../host/optional.js';
import type { Channel, PresenceChannel } from './channel.js';
import type { ConnectionStatus, EchoOptionsWithDefaults } from './options.js';

type Token = () => string | null | undefined;

/**
 * A copy of the application's auth options, so that no instance sees another's tokens. Headers and tokens are accessors in
 * it: a reader gets the current value, and an application can still replace or delete them. `look_`, called before each
 * request, adds those that appeared later.
 */
function withTokens(given: any, tokens: Record<string, Token>): any {
  const own = () => given?.headers;
  const headers: any = typeof own() === 'function' ? () => own()() : {};
  const seen = new Set<string>();
  const view = (name: string, read: Token) => {
    // Do not bring back a header that the application deleted, or overwrite one that it set.
    if (seen.has(name) || name in headers) return;
    seen.add(name);
    Object.defineProperty(headers, name, {
      get: () => read(),
      set: (value) => (read = () => value),
      enumerable: true,
      configurable: true,
    });
  };
  const look = () => {
    for (const name in tokens) if (!seen.has(name) && tokens[name]!()) view(name, tokens[name]!);
    for (const name in own()) view(name, () => own()?.[name]);
  };
  look();
  Object.defineProperties(headers, { look_: { value: look } });
  return { ...given, headers };
}

/**
 * Connects an Echo to a server. Extend it for another kind of server, and pass the class as `broadcaster`.
 * @example
 * import Echo, { Channel, Connector } from 'oread';
 *
 * // Events from the other tabs of the page.
 * class TabChannel extends Channel {
 *   constructor(readonly tabs: BroadcastChannel) {
 *     super();
 *   }
 *   listen(event, callback) {
 *     this.tabs.addEventListener('message', ({ data }) => data.event === event && callback(data));
 *     return this;
 *   }
 *   stopListening = () => this;
 *   subscribed = () => this;
 *   error = () => this;
 * }
 *
 * class TabConnector extends Connector {
 *   connect() {}
 *   disconnect() {}
 *   channel(name) {
 *     return new TabChannel(new BroadcastChannel(name));
 *   }
 *   privateChannel(name) {
 *     return this.channel(`private-${name}`);
 *   }
 *   presenceChannel(): never {
 *     throw new Error('Tabs have no members.');
 *   }
 *   leave(_name) {}
 *   leaveChannel(_name) {}
 *   socketId() {
 *     return undefined;
 *   }
 *   connectionStatus() {
 *     return 'connected' as const;
 *   }
 *   onConnectionChange(_callback) {
 *     return () => {};
 *   }
 * }
 *
 * new Echo({ broadcaster: TabConnector }).channel('news').listen('headline', show);
 */
export abstract class Connector<
  TBroadcastDriver extends string = string,
  TPublic extends Channel = Channel,
  TPrivate extends Channel = Channel,
  TPresence extends PresenceChannel = PresenceChannel,
> {
  /** The application's options, merged with the defaults. */
  declare options: EchoOptionsWithDefaults<TBroadcastDriver>;

  /** Sets the options and connects. */
  constructor(options: any) {
    this.setOptions(options);
    this.connect();
  }

  /** Merges the application's options with the defaults, and adds the tokens to the headers. */
  protected setOptions(given: any): void {
    const options = (this.options = {
      auth: {},
      authEndpoint: '/broadcasting/auth',
      userAuthentication: { endpoint: '/broadcasting/user-auth' },
      csrfToken: null,
      bearerToken: null,
      host: null,
      key: null,
      namespace: 'App.Events',
      ...given,
    });
    const tokens = {
      'X-CSRF-TOKEN': () => this.csrfToken(),
      Authorization: () => {
        const token: Token | string | null = options.bearerToken;
        const now = typeof token === 'function' ? token() : token;
        return now && `Bearer ${now}`;
      },
    };
    options.auth = withTokens(options.auth, tokens);
    options.userAuthentication = withTokens(options.userAuthentication, tokens);
    const { authEndpoint: endpoint, channelAuthorization: own } = options;
    if (own) options.channelAuthorization = withTokens({ endpoint, ...own }, tokens);
  }

  /**
   * The page's current CSRF token.
   * @example
   * import { OreadConnector } from 'oread';
   *
   * class CookieConnector extends OreadConnector {
   *   csrfToken() {
   *     return document.cookie.match(/csrf=([^;]*)/)?.[1] ?? null;
   *   }
   * }
   */
  protected csrfToken(): string | null {
    return (
      optional(() => (globalThis as any).Laravel.csrfToken) ||
      this.options.csrfToken ||
      optional(() => document.querySelector('meta[name="csrf-token"]')!.getAttribute('content')) ||
      null
    );
  }

  /** Makes the client, which connects immediately. */
  abstract connect(): void;
  /** Closes the connection. */
  abstract disconnect(): void;
  /** The public channel of this name. */
  abstract channel(name: string): TPublic;
  /** The private channel of this name, without its prefix. */
  abstract privateChannel(name: string): TPrivate;
  /** The presence channel of this name, without its prefix. */
  abstract presenceChannel(name: string): TPresence;
  /** Leaves the public, private, encrypted and presence channels of this name. */
  abstract leave(name: string): void;
  /** Leaves the channel with this full name. */
  abstract leaveChannel(name: string): void;
  /** The socket id of the current connection, or else of the last one; `undefined` before the first. */
  abstract socketId(): string | undefined;
  /** The status of the connection. */
  abstract connectionStatus(): ConnectionStatus;
  /**
   * Calls `callback` with every new status; returns a function that removes it.
   * @example
   * const stop = echo.connector.onConnectionChange((status) => show(status));
   * stop();
   */
  abstract onConnectionChange(callback: (status: ConnectionStatus) => void): () => void;
}
