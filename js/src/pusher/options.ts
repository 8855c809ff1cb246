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

/** How to ask for signatures: over HTTP, or by a handler of the app. */
export interface AuthOptions<TRequest> {
  endpoint?: string;
  transport?: string;
  params?: Values;
  headers?: Values;
  paramsProvider?: () => Record<string, any>;
  headersProvider?: () => Record<string, any>;
  customHandler?: (request: TRequest, callback: AuthCallback) => void;
  /** Cookies to other origins, as in `fetch`. */
  credentials?: RequestCredentials;
}

export interface Authorizer {
  authorize(socketId: string, callback: AuthCallback): void;
}

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
  auth?: { params?: Values; headers?: Values; [key: string]: any };
  authTransport?: string;
  authorizer?: (
    channel: any,
    options: { authTransport: string; authEndpoint: string; auth: any },
  ) => Authorizer;
  channelAuthorization?: AuthOptions<{ channelName: string; socketId: string }>;
  userAuthentication?: AuthOptions<{ socketId: string }>;
  /** Cookies to other origins for every auth request, as in `fetch`. */
  credentials?: RequestCredentials;

  /** Milliseconds of silence before a ping. */
  activityTimeout?: number;
  /** Milliseconds to wait for the answer to a ping. */
  pongTimeout?: number;
  /** Milliseconds without success before the state is `unavailable`. */
  unavailableTimeout?: number;

  [key: string]: any;
}

/** Where the WebSocket goes. */
export function address(options: Options): { tls: boolean; host: string; port: number; path: string } {
  const { enabledTransports: enabled, wsHost, cluster, wsPath = '' } = options;
  const tls =
    options.forceTLS !== false ||
    globalThis.location?.protocol === 'https:' ||
    !!(enabled?.includes('wss') && !enabled.includes('ws'));
  return {
    tls,
    host: wsHost || `ws-${cluster}.pusher.com`,
    port: Number(tls ? options.wssPort || 443 : options.wsPort || 80),
    path: wsPath,
  };
}
