// What every broadcaster's connector shares: options with defaults, and tokens that are read for each request.
import { optional } from '../host/optional.js';
import type { Channel, PresenceChannel } from './channel.js';
import type { ConnectionStatus, EchoOptionsWithDefaults } from './options.js';

type Token = () => string | null | undefined;

/**
 * A view of what the app gave, so that no instance sees another's tokens. Headers and tokens stand in it as accessors: each
 * reader gets the present value, and an app may still put its own in their place, or delete them. Those that come later
 * are looked for before each request.
 */
function withTokens(given: any, tokens: Record<string, Token>): any {
  const own = () => given?.headers;
  const headers: any = typeof own() === 'function' ? () => own()() : {};
  const seen = new Set<string>();
  const view = (name: string, read: Token) => {
    // What the app has deleted is not wanted any more, and what it has put there is wanted as it is.
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

/** What carries an Echo: the class to extend for a server of one's own, given as `broadcaster`. */
export abstract class Connector<
  TBroadcastDriver extends string = string,
  TPublic extends Channel = Channel,
  TPrivate extends Channel = Channel,
  TPresence extends PresenceChannel = PresenceChannel,
> {
  /** What the app gave, over the defaults. */
  declare options: EchoOptionsWithDefaults<TBroadcastDriver>;

  /** Takes the options, and connects. */
  constructor(options: any) {
    this.setOptions(options);
    this.connect();
  }

  /** Lays what the app gave over the defaults, and puts the tokens among the headers. */
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
        const token: any = options.bearerToken;
        const now = typeof token === 'function' ? token() : token;
        return now && `Bearer ${now}`;
      },
    };
    options.auth = withTokens(options.auth, tokens);
    options.userAuthentication = withTokens(options.userAuthentication, tokens);
    const { authEndpoint: endpoint, channelAuthorization: own } = options;
    if (own) options.channelAuthorization = withTokens({ endpoint, ...own }, tokens);
  }

  /** The page's token as it is now. */
  protected csrfToken(): string | null {
    return (
      optional(() => (globalThis as any).Laravel.csrfToken) ||
      this.options.csrfToken ||
      optional(() => document.querySelector('meta[name="csrf-token"]')!.getAttribute('content')) ||
      null
    );
  }

  /** Makes the client, which connects. */
  abstract connect(): void;
  /** Closes the connection. */
  abstract disconnect(): void;
  /** The public channel of this name. */
  abstract channel(name: string): TPublic;
  /** The private channel of this name, without its prefix. */
  abstract privateChannel(name: string): TPrivate;
  /** The presence channel of this name, without its prefix. */
  abstract presenceChannel(name: string): TPresence;
  /** Leaves the channel in all its variants: public, private, encrypted, presence. */
  abstract leave(name: string): void;
  /** Leaves the one channel with this full name. */
  abstract leaveChannel(name: string): void;
  /** The id of the connection, or of the last one; `undefined` before the first. */
  abstract socketId(): string | undefined;
  /** How the connection stands. */
  abstract connectionStatus(): ConnectionStatus;
  /** Calls `callback` with every new status; answers with the function that ends it. */
  abstract onConnectionChange(callback: (status: ConnectionStatus) => void): () => void;
}
