// The options of a Pusher client: names, meaning and defaults as in pusher-js, and what we add.

/** Values for a request: as they stand, or functions that are asked before each. */
export type Values = Record<string, any> | (() => Record<string, any>);

/** What an auth handler answers with. */
export interface AuthData {
  auth: string;
  channel_data?: string;
  shared_secret?: string;
  user_data?: string;
}
export type AuthCallback = (error: Error | boolean | string | null, data?: AuthData | null) => void;

export type AuthorizationHandler<TRequest> = (request: TRequest, callback: AuthCallback) => void;
export type ChannelAuthorizationHandler = AuthorizationHandler<{
  channelName: string;
  socketId: string;
}>;
export type UserAuthenticationHandler = AuthorizationHandler<{ socketId: string }>;

/** How to ask for signatures: over HTTP, or by a handler of the app. */
export interface AuthorizationOptions<TRequest> {
  endpoint?: string;
  transport?: string;
  params?: Values;
  headers?: Values;
  paramsProvider?: () => Record<string, any>;
  headersProvider?: () => Record<string, any>;
  customHandler?: AuthorizationHandler<TRequest>;
  /** Cookies to other origins, as in `fetch`. */
  credentials?: RequestCredentials;
}

export type ChannelAuthorizationOptions = AuthorizationOptions<{
  channelName: string;
  socketId: string;
}>;
export type UserAuthenticationOptions = AuthorizationOptions<{ socketId: string }>;

/** The old way of asking. */
export interface AuthOptions {
  params?: Values;
  headers?: Values;
  [key: string]: any;
}
export interface Authorizer {
  authorize(socketId: string, callback: AuthCallback): void;
}
export type AuthorizerGenerator = (
  channel: any,
  options: { authTransport: 'ajax' | 'jsonp'; authEndpoint: string; auth: AuthOptions },
) => Authorizer;

export interface Options {
  cluster?: string;
  wsHost?: string;
  wsPort?: number | string;
  wssPort?: number | string;
  wsPath?: string;
  /** TLS unless `false`; a page on https always uses it. */
  forceTLS?: boolean;
  /** `['wss']` forces TLS. */
  enabledTransports?: string[];
  disabledTransports?: string[];

  authEndpoint?: string;
  auth?: AuthOptions;
  authTransport?: 'ajax' | 'jsonp';
  authorizer?: AuthorizerGenerator;
  channelAuthorization?: ChannelAuthorizationOptions;
  userAuthentication?: UserAuthenticationOptions;
  /** Cookies to other origins for every auth request, as in `fetch`. */
  credentials?: RequestCredentials;

  /** Renews the app's credentials after a 401 or 419; without it these are final. Asked once for all who wait. */
  refresh?: () => Promise<unknown>;

  /** Milliseconds of silence before a ping. */
  activityTimeout?: number;
  /** Milliseconds to wait for the answer to a ping. */
  pongTimeout?: number;
  /** Milliseconds without success before the state is `unavailable`. */
  unavailableTimeout?: number;
  /**
   * Delay k is random between 0 and min(most, first × (factorPercent / 100)^k); times in milliseconds. `giveUpAfter` is
   * a number of attempts in a row, 0 for never.
   */
  reconnect?: {
    first?: number;
    factorPercent?: number;
    most?: number;
    attemptTimeout?: number;
    giveUpAfter?: number;
  };
  /** Milliseconds within which a member of a presence channel may come back and was never away. */
  leaveGrace?: number;
  /** When the server says that coming back is pointless. Devices without a user retry slowly. */
  onFatal?: 'stop' | 'retry-slowly';

  /** Where there is no global one: Node 20 with the package `ws`. */
  WebSocket?: any;

  [key: string]: any;
}
