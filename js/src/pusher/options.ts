// The options of a Pusher client: those of pusher-js, with the same meaning and defaults, and Oread's own.

/** Values for a request, or a function that returns them and is called for each request. */
export type Values = Record<string, any> | (() => Record<string, any>);

/** What an application's handler returns for a channel: the JSON from the application's server. */
export interface ChannelAuthorizationData {
  /** The signature, `key:hex`. */
  auth: string;
  /** Presence channels: the member's data, as the string that was signed. */
  channel_data?: string;
  /** Encrypted channels: the key, in base64. */
  shared_secret?: string;
}
/** What an application's handler returns for `signin()`: the JSON from the application's server. */
export interface UserAuthenticationData {
  /** The signature, `key:hex`. */
  auth: string;
  /** The user's data, as the string that was signed. */
  user_data: string;
}
/** What an application's handler returns. */
export type AuthData = ChannelAuthorizationData & Partial<UserAuthenticationData>;

// TypeScript compares the parameters of methods bivariantly: functions that accept less than we pass are assignable, as
// with the types of pusher-js.
interface Callback<TData> {
  call(error: Error | boolean | string | null, data?: TData | null): void;
}
/**
 * Receives a handler's result: `(null, data)`, `(error)` or `(true, error)`. An error with a `status` (or
 * `response.status`, as in axios) is treated like an HTTP response with that status: 403 is final, 503 is retried. An
 * error is also retried if its status is not an HTTP status (`'FETCH_ERROR'`) or if its message mentions the network;
 * other errors are final. For pusher-js.
 */
export type AuthCallback<TData = AuthData> = Callback<TData>['call'];
/** Receives the signature for a channel. For pusher-js. */
export type ChannelAuthorizationCallback = AuthCallback<ChannelAuthorizationData>;
/** Receives the signature for `signin()`. For pusher-js. */
export type UserAuthenticationCallback = AuthCallback<UserAuthenticationData>;

/**
 * A handler in the application that obtains signatures itself. If it throws or its promise rejects, the error is treated
 * as if it had been passed to the callback. For pusher-js.
 */
export type AuthorizationHandler<TRequest, TData = AuthData> = (
  request: TRequest,
  callback: AuthCallback<TData>,
) => void;
/** A request for the signature for a channel. */
export interface ChannelAuthorizationRequest {
  /** The full name, such as `private-orders.1`. */
  channelName: string;
  /** The socket id of the connection that subscribes. */
  socketId: string;
}
/** A request for the signature for `signin()`. */
export interface UserAuthenticationRequest {
  /** The socket id of the connection that signs in. */
  socketId: string;
}
/** Obtains the signature for a channel. For pusher-js. */
export type ChannelAuthorizationHandler = AuthorizationHandler<
  ChannelAuthorizationRequest,
  ChannelAuthorizationData
>;
/** Obtains the signature for `signin()`. For pusher-js. */
export type UserAuthenticationHandler = AuthorizationHandler<
  UserAuthenticationRequest,
  UserAuthenticationData
>;

/** How to request signatures: over HTTP, or from a handler in the application. */
export interface AuthorizationOptions<THandler> {
  /** The URL, requested with `POST`. */
  endpoint?: string;
  /** Accepted for pusher-js; has no effect: requests use `fetch`. */
  transport?: string;
  /** Added to the request's body, next to `socket_id` and `channel_name`; read for each request. */
  params?: Values;
  /** Added to the request's headers; read for each request. */
  headers?: Values;
  /** Returns more `params`; called for each request. */
  paramsProvider?: () => Record<string, any>;
  /** Returns more `headers`; called for each request. */
  headersProvider?: () => Record<string, any>;
  /** Called instead of requesting the endpoint. */
  customHandler?: THandler;
  /** Whether cookies are sent, as in `fetch`; overrides `Options.credentials`. */
  credentials?: RequestCredentials;
}

/** How to request signatures for channels. */
export type ChannelAuthorizationOptions = AuthorizationOptions<ChannelAuthorizationHandler>;
/** How to request the signature for `signin()`. */
export type UserAuthenticationOptions = AuthorizationOptions<UserAuthenticationHandler>;

/** Additions to requests to `authEndpoint`: {@link Values}, with an index signature as in pusher-js. */
export interface AuthOptions {
  /** Added to the body; read for each request. */
  params?: any;
  /** Added to the headers; read for each request. */
  headers?: any;
  [key: string]: any;
}
/**
 * Obtains the signature for one channel; made by an `AuthorizerGenerator`. For Echo and pusher-js before 8.
 * @example
 * import Pusher from 'oread/pusher';
 *
 * const pusher = new Pusher('app-key', {
 *   cluster: 'eu',
 *   authorizer: ({ name }) => ({
 *     authorize(socketId, callback) {
 *       fetch(`/sign/${name}/${socketId}`)
 *         .then((response) => response.json())
 *         .then((signed) => callback(null, signed), (error) => callback(error, null));
 *     },
 *   }),
 * });
 */
export interface Authorizer {
  /** Obtains the signature and passes it to `callback`. */
  authorize(socketId: string, callback: ChannelAuthorizationCallback): void;
}
/** The values of `authEndpoint`, `authTransport` and `auth`, for an authorizer. */
export interface AuthorizerOptions {
  /** As given; has no effect here. */
  authTransport: 'ajax' | 'jsonp';
  /** As given. */
  authEndpoint: string;
  /** As given. */
  auth?: AuthOptions;
}
/** Makes an `Authorizer` for a channel. For Echo and pusher-js before 8. */
export type AuthorizerGenerator = (channel: any, options: AuthorizerOptions) => Authorizer;

/**
 * The options of a `Pusher`, and of an `Echo` that uses one. Times are in milliseconds. Times, counts and ports may be
 * strings of digits; null, `''` and `false` mean the default. Other values throw a TypeError that names the option. A
 * number outside its range is reported as an uncaught error that names the option, and the client does not connect.
 */
export interface Options {
  /**
   * The Pusher cluster: without `wsHost` the host is `ws-CLUSTER.pusher.com`. A `Pusher` requires it, but accepts `''`;
   * an Echo requires it only for the broadcaster `pusher`.
   */
  cluster: string;
  /** The server's host name or IP address, without scheme, port and path. */
  wsHost?: string;
  /**
   * The port without TLS.
   * @defaultValue `80`
   */
  wsPort?: number | string;
  /**
   * The port with TLS.
   * @defaultValue `443`
   */
  wssPort?: number | string;
  /**
   * The part of the URL's path before `/app/KEY`, such as `/reverb` behind a proxy.
   * @defaultValue `''`
   */
  wsPath?: string;
  /**
   * Whether to use TLS; only `false` turns it off. An https page always uses TLS, because browsers block plain `ws`.
   * @defaultValue `true`
   */
  forceTLS?: boolean;
  /** `['wss']` forces TLS; other values have no effect, because WebSocket is the only transport. */
  enabledTransports?: string[];
  /** Accepted for pusher-js; has no effect. */
  disabledTransports?: string[];
  /** Accepted for pusher-js; has no effect. */
  enableStats?: boolean;
  /** Accepted for pusher-js; has no effect. */
  disableStats?: boolean;
  /** Accepted for pusher-js; has no effect. */
  statsHost?: string;
  /** Accepted for pusher-js; has no effect. */
  timelineParams?: any;
  /** Accepted for pusher-js; has no effect: there is no HTTP transport. */
  httpHost?: string;
  /** Accepted for pusher-js; has no effect. */
  httpPath?: string;
  /** Accepted for pusher-js; has no effect. */
  httpPort?: number;
  /** Accepted for pusher-js; has no effect. */
  httpsPort?: number;
  /** Accepted for pusher-js; has no effect. */
  ignoreNullOrigin?: boolean;
  /** Accepted for pusher-js; has no effect: the cipher for encrypted channels is included. */
  nacl?: any;

  /**
   * The URL that signs subscriptions to channels, unless `channelAuthorization` is set.
   * @defaultValue `'/pusher/auth'`; with an Echo `'/broadcasting/auth'`
   */
  authEndpoint?: string;
  /** Headers and parameters to add to these requests. */
  auth?: AuthOptions;
  /**
   * Accepted for pusher-js; has no effect: requests use `fetch`.
   * @defaultValue `'ajax'`
   */
  authTransport?: 'ajax' | 'jsonp';
  /** Factory for a custom authorizer, used instead of `authEndpoint`; ignored if `channelAuthorization` is set. */
  authorizer?: AuthorizerGenerator;
  /** How to request signatures for channels; overrides `authEndpoint`, `auth` and `authorizer`. */
  channelAuthorization?: ChannelAuthorizationOptions;
  /**
   * How to request the signature for `signin()`.
   * @defaultValue `{ endpoint: '/pusher/user-auth' }`; with an Echo `'/broadcasting/user-auth'`
   */
  userAuthentication?: UserAuthenticationOptions;
  /**
   * Whether auth requests send cookies, as in `fetch`. With `'include'` other origins also receive the `X-XSRF-TOKEN`
   * header, which Sanctum requires.
   * @defaultValue that of `fetch`: only to the page's own origin
   */
  credentials?: RequestCredentials;

  /** Renews the credentials after a 401 or 419, which are final without it. Called once for all waiting requests. */
  refresh?: () => Promise<unknown>;

  /**
   * Milliseconds of silence before a ping, unless the server sets a shorter time. From 100 to a day.
   * @defaultValue `120_000`, as in the Pusher protocol
   */
  activityTimeout?: number;
  /**
   * Maximum time to wait for a pong, in milliseconds. The actual wait is four round trips, but at least 3000 ms, so that a
   * dead connection is detected soon and a slow one is kept. From 100 to a day.
   * @defaultValue `10_000`: a half-open connection is detected at most ten seconds after the activity timeout
   */
  pongTimeout?: number;
  /**
   * Milliseconds without a connection before the state becomes `unavailable`; attempts continue. From 1 to a day.
   * @defaultValue `10_000`, as in pusher-js
   */
  unavailableTimeout?: number;
  /** How soon a lost connection is retried. */
  reconnect?: ReconnectOptions;
  /** Limits for client events (whispers). */
  whispers?: WhisperLimits;
  /**
   * Milliseconds in which a member of a presence channel may leave and return, for example by reloading the page, without
   * being reported. From 0 to a day.
   * @defaultValue `3_000`
   */
  leaveGrace?: number;
  /**
   * What to do when the server says not to reconnect (close codes 4000 to 4099: wrong key, over quota). `'stop'` reports
   * the error and disconnects, for pages that a user can reload; `'retry-slowly'` retries about every five minutes (± 50 %),
   * for unattended devices.
   * @defaultValue `'stop'`
   */
  onFatal?: 'stop' | 'retry-slowly';

  /**
   * The WebSocket class, if there is no global one: Node 20 with the package `ws`.
   * @defaultValue `globalThis.WebSocket`
   */
  WebSocket?: any;

  [key: string]: any;
}

/** The type of `pusher.config`: the options merged with the defaults. For pusher-js; the client reads `options`. */
export interface Config extends Options {
  /** As given, or the default. */
  activityTimeout: number;
  /** As given, or the default of pusher-js. */
  pongTimeout: number;
  /** As given, or the default. */
  unavailableTimeout: number;
  /** As given, or the host of the cluster. */
  wsHost: string;
  /** As given, or the default. */
  wsPort: number;
  /** As given, or the default. */
  wssPort: number;
  /** Whether the connection uses TLS. */
  useTLS: boolean;
}

/**
 * How soon a lost connection is retried: attempt k waits a random time between 0 and
 * min(`maxDelay`, `initialDelay` × (`growthPercent` / 100)^k), so that the clients of a server do not all return at once.
 */
export interface ReconnectOptions {
  /**
   * Maximum delay before the first retry, in milliseconds. From 1 to a day.
   * @defaultValue `500`
   */
  initialDelay?: number;
  /**
   * Growth of the delay per attempt, in percent. From 100 to 1000.
   * @defaultValue `140`: after an outage of three seconds half of the clients are back 0.8 s after the server; with 200, 1.7 s
   */
  growthPercent?: number;
  /**
   * Maximum delay, in milliseconds. From 1 to a day.
   * @defaultValue `20_000`: a server that is down for hours sees one attempt per client every ten seconds
   */
  maxDelay?: number;
  /**
   * Timeout of one attempt, from opening the socket to the server's greeting, in milliseconds. From 1 to a day.
   * @defaultValue `8_000`: slow mobile networks need three to five seconds for TLS
   */
  attemptTimeout?: number;
  /**
   * Number of failed attempts in a row after which the client gives up; 0 means never. At most a million.
   * @defaultValue `0`: most networks recover
   */
  giveUpAfter?: number;
}

/** Limits for outgoing client events (whispers). */
export interface WhisperLimits {
  /**
   * Maximum number per second; 0 means the server's limit. At most 1000.
   * @defaultValue `0`: 10 for Pusher's own servers; for others unlimited until the server reports too many, then 10
   */
  perSecond?: number;
  /**
   * Maximum size of a frame in bytes, including the envelope.
   * @defaultValue `10_000`: Reverb closes connections that send more, unless its `max_message_size` is raised
   */
  maxBytes?: number;
  /**
   * Maximum time that a client event waits for its channel or for the rate limit, in milliseconds. From 0 to a day.
   * @defaultValue `30_000`: longer than most reconnects
   */
  maxWait?: number;
  /**
   * Maximum number of waiting client events, over all channels. From 1 to a million.
   * @defaultValue `1000`
   */
  maxQueue?: number;
}

/** How to send one client event (whisper). */
export interface WhisperOptions {
  /** A newer event of the same channel and name replaces it while it waits, for example for cursor positions. */
  coalesce?: boolean;
  /**
   * Called once with the outcome: without an argument when the event was passed to the connection, else with an Error that
   * says why it was not sent. It may be called before `whisper()` returns.
   */
  settled?: (error?: Error) => void;
}
