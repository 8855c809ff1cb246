// The options of a Pusher client: names, meaning and defaults as in pusher-js, and what we add.

/** Values for a request: as they stand, or functions that are asked before each. */
export type Values = Record<string, any> | (() => Record<string, any>);

/** What a handler of the app returns for a channel: the JSON that the app's server made. */
export interface ChannelAuthorizationData {
  /** The signature, `key:hex`. */
  auth: string;
  /** Presence channels: who the user is there, as the string that was signed. */
  channel_data?: string;
  /** Encrypted channels: the key, in base64. */
  shared_secret?: string;
}
/** What a handler of the app returns for signing in: the JSON that the app's server made. */
export interface UserAuthenticationData {
  /** The signature, `key:hex`. */
  auth: string;
  /** Who the user is, as the string that was signed. */
  user_data: string;
}
/** What a handler of the app returns. */
export type AuthData = ChannelAuthorizationData & Partial<UserAuthenticationData>;

// Parameters of methods are compared both ways: functions that take less than we accept pass, as pusher-js has them.
interface Callback<TData> {
  call(error: Error | boolean | string | null, data?: TData | null): void;
}
/**
 * Takes a handler's answer: `(null, data)`, or what went wrong first, or `(true, error)`. An error with a `status` (or `response.status`, as
 * axios has it) counts as an HTTP answer with that status, so that 403 is final and 503 is tried again. One whose status is
 * no HTTP status (`'FETCH_ERROR'`), or that speaks of the network, is tried again; others are final. For pusher-js.
 */
export type AuthCallback<TData = AuthData> = Callback<TData>['call'];
/** Takes the signature for a channel. For pusher-js. */
export type ChannelAuthorizationCallback = AuthCallback<ChannelAuthorizationData>;
/** Takes the signature for signing in. For pusher-js. */
export type UserAuthenticationCallback = AuthCallback<UserAuthenticationData>;

/**
 * A handler of the app that gets signatures by itself. What it throws, or rejects with when it is async, counts as an error
 * given to the callback. For pusher-js.
 */
export type AuthorizationHandler<TRequest, TData = AuthData> = (
  request: TRequest,
  callback: AuthCallback<TData>,
) => void;
/** What a signature for a channel is asked with. */
export interface ChannelAuthorizationRequest {
  /** The full name, as `private-orders.1`. */
  channelName: string;
  /** The connection that is to be let in. */
  socketId: string;
}
/** What signing in is asked with. */
export interface UserAuthenticationRequest {
  /** The connection that signs in. */
  socketId: string;
}
/** Gets the signature for a channel. For pusher-js. */
export type ChannelAuthorizationHandler = AuthorizationHandler<
  ChannelAuthorizationRequest,
  ChannelAuthorizationData
>;
/** Gets the signature for signing in. For pusher-js. */
export type UserAuthenticationHandler = AuthorizationHandler<
  UserAuthenticationRequest,
  UserAuthenticationData
>;

/** How to ask for signatures: over HTTP, or by a handler of the app. */
export interface AuthorizationOptions<THandler> {
  /** Where to ask, by `POST`. */
  endpoint?: string;
  /** Accepted for pusher-js and without effect: requests go by `fetch`. */
  transport?: string;
  /** Goes into the request's body beside `socket_id` and `channel_name`; read for each request. */
  params?: Values;
  /** Goes into the request's headers; read for each request. */
  headers?: Values;
  /** Asked for more `params` before each request. */
  paramsProvider?: () => Record<string, any>;
  /** Asked for more `headers` before each request. */
  headersProvider?: () => Record<string, any>;
  /** Asked in place of the endpoint. */
  customHandler?: THandler;
  /** Whether cookies go along, as in `fetch`; before `Options.credentials`. */
  credentials?: RequestCredentials;
}

/** How to ask for signatures for channels. */
export type ChannelAuthorizationOptions = AuthorizationOptions<ChannelAuthorizationHandler>;
/** How to ask for the signature for signing in. */
export type UserAuthenticationOptions = AuthorizationOptions<UserAuthenticationHandler>;

/** What goes into requests to `authEndpoint`, beside what the protocol wants: {@link Values}, open as in pusher-js. */
export interface AuthOptions {
  /** Goes into the body; read for each request. */
  params?: any;
  /** Goes into the headers; read for each request. */
  headers?: any;
  [key: string]: any;
}
/** Gets the signature for one channel: what an `AuthorizerGenerator` makes. For pusher-js before 8, and Echo. */
export interface Authorizer {
  /** Gets it, and gives it to `callback`. */
  authorize(socketId: string, callback: ChannelAuthorizationCallback): void;
}
/** What `authEndpoint`, `authTransport` and `auth` say, for an authorizer. */
export interface AuthorizerOptions {
  /** As given; without effect here. */
  authTransport: 'ajax' | 'jsonp';
  /** As given. */
  authEndpoint: string;
  /** As given. */
  auth?: AuthOptions;
}
/** Makes an `Authorizer` for a channel. For pusher-js before 8, and Echo. */
export type AuthorizerGenerator = (channel: any, options: AuthorizerOptions) => Authorizer;

/**
 * The options of a `Pusher`, and of an `Echo` on it. Times are in milliseconds. Times, counts and ports may be texts of
 * digits; null, `''` and `false` mean the default. Anything else throws a TypeError that names the option. A number out
 * of its range is reported as an uncaught error, which names it, and nothing is connected.
 */
export interface Options {
  /**
   * Which of Pusher's own clusters; makes the host `ws-CLUSTER.pusher.com` when `wsHost` is not given. A `Pusher` wants
   * one, if an empty one; with an Echo it is needed for the broadcaster `pusher` only.
   */
  cluster: string;
  /** The server's name or address, without scheme, port and path. */
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
   * What stands before `/app/KEY` in the address, as `/reverb` behind a proxy.
   * @defaultValue `''`
   */
  wsPath?: string;
  /**
   * TLS unless `false`; a page on https always uses it, because browsers block the other.
   * @defaultValue `true`
   */
  forceTLS?: boolean;
  /** `['wss']` forces TLS; else without effect, because there is but one transport. */
  enabledTransports?: string[];
  /** Accepted for pusher-js and without effect. */
  disabledTransports?: string[];
  /** Accepted for pusher-js and without effect. */
  enableStats?: boolean;
  /** Accepted for pusher-js and without effect. */
  disableStats?: boolean;
  /** Accepted for pusher-js and without effect. */
  statsHost?: string;
  /** Accepted for pusher-js and without effect. */
  timelineParams?: any;
  /** Accepted for pusher-js and without effect: there is no transport over HTTP. */
  httpHost?: string;
  /** Accepted for pusher-js and without effect. */
  httpPath?: string;
  /** Accepted for pusher-js and without effect. */
  httpPort?: number;
  /** Accepted for pusher-js and without effect. */
  httpsPort?: number;
  /** Accepted for pusher-js and without effect. */
  ignoreNullOrigin?: boolean;
  /** Accepted for pusher-js and without effect: encrypted channels bring their own cipher. */
  nacl?: any;

  /**
   * Where signatures for channels are asked for, unless `channelAuthorization` says.
   * @defaultValue `'/pusher/auth'`; with an Echo `'/broadcasting/auth'`
   */
  authEndpoint?: string;
  /** What goes into these requests. */
  auth?: AuthOptions;
  /**
   * Accepted for pusher-js and without effect: requests go by `fetch`.
   * @defaultValue `'ajax'`
   */
  authTransport?: 'ajax' | 'jsonp';
  /** Makes what gets signatures for channels in place of the endpoint; `channelAuthorization` goes before it. */
  authorizer?: AuthorizerGenerator;
  /** How signatures for channels are asked for; goes before `authEndpoint`, `auth` and `authorizer`. */
  channelAuthorization?: ChannelAuthorizationOptions;
  /**
   * How the signature for `signin()` is asked for.
   * @defaultValue `{ endpoint: '/pusher/user-auth' }`; with an Echo `'/broadcasting/user-auth'`
   */
  userAuthentication?: UserAuthenticationOptions;
  /**
   * Whether cookies go along with auth requests, as in `fetch`. With `'include'` other origins get the `X-XSRF-TOKEN`,
   * too, which Sanctum wants.
   * @defaultValue as `fetch` has it: to the page's own origin
   */
  credentials?: RequestCredentials;

  /** Renews the app's credentials after a 401 or 419; without it these are final. Asked once for all who wait. */
  refresh?: () => Promise<unknown>;

  /**
   * Milliseconds of silence before a ping; a shorter time that the server names counts instead. From 100 to a day.
   * @defaultValue `120_000`, as the Pusher protocol has it
   */
  activityTimeout?: number;
  /**
   * Most milliseconds to wait for the answer to a ping. The wait is four times the usual round trip and 3000 at least,
   * so that a dead connection is noticed soon and a slow one is left alone. From 100 to a day.
   * @defaultValue `10_000`: with it a half-open connection is noticed ten seconds after the activity timeout
   */
  pongTimeout?: number;
  /**
   * Milliseconds without success before the state is `unavailable`; attempts go on. From 1 to a day.
   * @defaultValue `10_000`, as in pusher-js
   */
  unavailableTimeout?: number;
  /** How soon a lost connection is tried again. */
  reconnect?: ReconnectOptions;
  /** What bounds client events (whispers). */
  whispers?: WhisperLimits;
  /**
   * Milliseconds within which a member of a presence channel may come back and was never away, as with a reloaded page.
   * From 0 to a day.
   * @defaultValue `3_000`
   */
  leaveGrace?: number;
  /**
   * When the server says that coming back is pointless (close codes 4000 to 4099: wrong key, over quota): stop and say
   * why, as for people, who can reload; or try again every five minutes, give or take half, as for devices without any.
   * @defaultValue `'stop'`
   */
  onFatal?: 'stop' | 'retry-slowly';

  /**
   * The constructor of WebSockets, where there is no global one: Node 20 with the package `ws`.
   * @defaultValue `globalThis.WebSocket`
   */
  WebSocket?: any;

  [key: string]: any;
}

/** What `pusher.config` holds: the options over the defaults. For pusher-js; what counts here is `options`. */
export interface Config extends Options {
  /** As given, or the default. */
  activityTimeout: number;
  /** As given, or the default of pusher-js. */
  pongTimeout: number;
  /** As given, or the default. */
  unavailableTimeout: number;
  /** As given, or that of the cluster. */
  wsHost: string;
  /** As given, or the default. */
  wsPort: number;
  /** As given, or the default. */
  wssPort: number;
  /** Whether the connection is by TLS. */
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
   * @defaultValue `140`: after three seconds of outage half of the clients are back 0.8 s after the server, with 200 1.7 s
   */
  growthPercent?: number;
  /**
   * Maximum delay, in milliseconds. From 1 to a day.
   * @defaultValue `20_000`: a server that is down for hours sees one attempt per client every ten seconds
   */
  maxDelay?: number;
  /**
   * Milliseconds for one attempt, from opening the socket to the server's greeting. From 100 to a day.
   * @defaultValue `8_000`: slow mobile networks need three to five seconds for TLS
   */
  attemptTimeout?: number;
  /**
   * How many attempts in a row may fail before the client gives up; 0 for never. At most a million.
   * @defaultValue `0`: networks come back
   */
  giveUpAfter?: number;
}

/** What bounds client events (whispers) on their way out. */
export interface WhisperLimits {
  /**
   * How many may be sent in a second; 0 for as many as the server takes. At most 1000.
   * @defaultValue `0`: Pusher's own servers take 10; others all, until they refuse one as too many, and 10 from then on
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

/** How one client event (whisper) is sent. */
export interface WhisperOptions {
  /** While it waits, a newer one of the same channel and name takes its place: for cursors and the like. */
  coalesce?: boolean;
  /**
   * Told once what became of it: nothing when it was handed to the connection, else an Error that says why it was not sent.
   * It may be called before `whisper()` returns.
   */
  settled?: (error?: Error) => void;
}
