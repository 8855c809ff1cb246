// The types of Echo's public API, per broadcaster.
import type { AuthOptions, Options as PusherOptions } from '../pusher/options.js';
import type { NullChannel, NullConnector } from './null.js';
import type { Constructor, Token } from './options.js';
import type {
  PusherChannel,
  PusherEncryptedPrivateChannel,
  PusherPresenceChannel,
  PusherPrivateChannel,
} from './pusher-channel.js';
import type { PusherConnector } from './pusher-connector.js';

export type { ConnectionStatus, Constructor, EchoOptionsWithDefaults, Token } from './options.js';

/** The options of an Echo with any broadcaster; `reverb`, `pusher` and `ably` also accept {@link PusherOptions}. */
export interface GenericOptions<TBroadcaster> {
  /**
   * The kind of server: `'reverb'`, `'pusher'`, `'ably'`, `'null'` (does nothing: for tests and server rendering), or a
   * connector class. For `'socket.io'` import Echo from `oread/socket.io`; `'mercure'` and `'poll'` are not supported yet.
   */
  broadcaster: TBroadcaster;
  /** Additions to auth requests; headers may be a function or contain functions, which are called for each request. */
  auth?: AuthOptions;
  /**
   * The URL that signs subscriptions to channels.
   * @defaultValue `'/broadcasting/auth'`
   */
  authEndpoint?: string;
  /**
   * How to request the signature for `signin()`.
   * @defaultValue `{ endpoint: '/broadcasting/user-auth' }`
   */
  userAuthentication?: { endpoint?: string; headers?: any; [key: string]: any };
  /**
   * Laravel's CSRF token.
   * @defaultValue `window.Laravel.csrfToken`, or the page's `<meta name="csrf-token">`, read for each request
   */
  csrfToken?: string | null;
  /**
   * Sent with auth requests as `Authorization: Bearer …`; a function is called for each request.
   * @defaultValue `null`
   */
  bearerToken?: Token;
  /** Accepted for laravel-echo and custom connectors; has no effect here. See `wsHost`. */
  host?: string | null;
  /** The application's key on the server (`REVERB_APP_KEY`). */
  key?: string | null;
  /**
   * The prefix of event names without a leading dot or backslash; `false` means no prefix.
   * @defaultValue `'App.Events'`
   */
  namespace?: string | false;
  /**
   * Whether not to register with axios, jQuery, Vue and Turbo, which otherwise send `X-Socket-ID` for `toOthers()`.
   * @defaultValue `false`
   */
  withoutInterceptors?: boolean;
  [key: string]: any;
}

/** @hidden The named properties. `Omit` would drop them all if the index signature were among them. */
type Named<T> = {
  [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K];
};

/** Options for other clients than Oread's. */
interface Clients {
  /** An existing client, such as `new Pusher(key, options)`. */
  client?: any;
  /** The client's class, instead of Oread's. */
  Pusher?: any;
}

/** What the broadcasters with the Pusher protocol have in common. */
type OnPusher<TBroadcaster, TOptions> = {
  /** The class behind `echo.connector`. */
  connector: PusherConnector;
  /** The type that `channel()` returns. */
  public: PusherChannel;
  /** The type that `private()` returns. */
  private: PusherPrivateChannel;
  /** The type that `encryptedPrivate()` returns. */
  encrypted: PusherEncryptedPrivateChannel;
  /** The type that `join()` returns. */
  presence: PusherPresenceChannel;
  /** The options of `new Echo()`. */
  options: GenericOptions<TBroadcaster> &
    Clients &
    Partial<Omit<TOptions, 'auth' | 'userAuthentication' | 'authEndpoint'>>;
};

/** The classes and options of each broadcaster. Applications add their own by module augmentation. */
export interface Broadcaster {
  /** Laravel Reverb, and other self-hosted servers with the Pusher protocol. */
  reverb: OnPusher<'reverb', Omit<Named<PusherOptions>, 'cluster'>>;
  /** Pusher Channels, selected by `cluster`. */
  pusher: OnPusher<'pusher', Named<PusherOptions>>;
  /** Ably, through its adapter for the Pusher protocol. */
  ably: OnPusher<'ably', Named<PusherOptions>>;
  /** No server: every method exists and does nothing. */
  null: {
    connector: NullConnector;
    public: NullChannel;
    private: NullChannel;
    encrypted: NullChannel;
    presence: NullChannel;
    options: GenericOptions<'null'>;
  };
  /** A connector class of the application. */
  function: {
    connector: any;
    public: any;
    private: any;
    encrypted: any;
    presence: any;
    options: GenericOptions<Constructor>;
  };
}

/** The broadcasters that have a name. */
export type BroadcastDriver = Exclude<keyof Broadcaster, 'function'>;
/** The options of `new Echo()`: {@link GenericOptions}, and {@link PusherOptions} for broadcasters with the Pusher protocol. */
export type EchoOptions<T extends keyof Broadcaster> = Broadcaster[T]['options'];
