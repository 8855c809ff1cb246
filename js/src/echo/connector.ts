// What every broadcaster's connector shares: options with defaults, and tokens that are read for each request.
import type { Channel, PresenceChannel } from './channel.js';
import type { ConnectionStatus, EchoOptionsWithDefaults } from './types.js';

type Token = () => string | null | undefined;

/**
 * A copy of what the app gave, so that no instance sees another's tokens. The tokens stand in it as
 * accessors: each reader gets the present value, and an app may still put its own in their place.
 */
function withTokens(given: any, tokens: Record<string, Token>): any {
  const own = given?.headers;
  const headers = typeof own === 'function' ? () => own() : { ...own };
  for (const name in tokens) {
    let read: Token = tokens[name]!;
    if (read())
      Object.defineProperty(headers, name, {
        get: () => read(),
        set: (value) => (read = () => value),
        enumerable: true,
        configurable: true,
      });
  }
  return { ...given, headers };
}

export abstract class Connector<
  TPublic extends Channel = Channel,
  TPrivate extends Channel = Channel,
  TPresence extends PresenceChannel = PresenceChannel,
> {
  declare options: EchoOptionsWithDefaults;

  constructor(options: any) {
    this.setOptions(options);
    this.connect();
  }

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

  protected csrfToken(): string | null {
    return (
      (globalThis as any).Laravel?.csrfToken ||
      this.options.csrfToken ||
      globalThis.document?.querySelector?.('meta[name="csrf-token"]')?.getAttribute('content') ||
      null
    );
  }

  abstract connect(): void;
  abstract disconnect(): void;
  abstract channel(name: string): TPublic;
  abstract privateChannel(name: string): TPrivate;
  abstract presenceChannel(name: string): TPresence;
  /** Leaves the channel in all its variants: public, private, encrypted, presence. */
  abstract leave(name: string): void;
  /** Leaves the one channel with this full name. */
  abstract leaveChannel(name: string): void;
  abstract socketId(): string | undefined;
  abstract connectionStatus(): ConnectionStatus;
  /** Calls `callback` with every new status; answers with the function that ends it. */
  abstract onConnectionChange(callback: (status: ConnectionStatus) => void): () => void;
}
