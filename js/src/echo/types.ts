// The types of Echo's public face, per broadcaster.
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

/** The options of an Echo whatever the broadcaster; for `reverb`, `pusher` and `ably` those of {@link PusherOptions} besides. */
interface GenericOptions<TBroadcaster> {
  /**
   * Which server: `'reverb'`, `'pusher'`, `'ably'`, `'null'` (nothing happens: for tests and server rendering), or a
   * connector class. `'socket.io'`, `'mercure'` and `'poll'` are refused for now.
   */
  broadcaster: TBroadcaster;
  /** What goes into requests for signatures; headers may be a function, or hold functions, that are asked each time. */
  auth?: AuthOptions;
  /**
   * Where signatures for channels are asked for.
   * @defaultValue `'/broadcasting/auth'`
   */
  authEndpoint?: string;
  /**
   * How signing in is asked for.
   * @defaultValue `{ endpoint: '/broadcasting/user-auth' }`
   */
  userAuthentication?: { endpoint?: string; headers?: any; [key: string]: any };
  /**
   * Laravel's token against forged requests.
   * @defaultValue `window.Laravel.csrfToken`, or the page's `<meta name="csrf-token">`, as they are at each request
   */
  csrfToken?: string | null;
  /**
   * Goes into requests for signatures as `Authorization: Bearer …`; a function is asked before each.
   * @defaultValue `null`
   */
  bearerToken?: Token;
  /** Accepted for laravel-echo and without effect here: for connectors of the app. See `wsHost`. */
  host?: string | null;
  /** The application's key at the server (`REVERB_APP_KEY`). */
  key?: string | null;
  /**
   * What stands before event names without a dot or backslash in front; `false` for nothing.
   * @defaultValue `'App.Events'`
   */
  namespace?: string | false;
  /**
   * Leaves axios, jQuery, Vue and Turbo alone, which else send `X-Socket-ID` for `toOthers()`.
   * @defaultValue `false`
   */
  withoutInterceptors?: boolean;
  [key: string]: any;
}

/** @hidden The properties that have a name: with the index signature among them `Omit` would forget them all. */
type Named<T> = {
  [K in keyof T as string extends K ? never : number extends K ? never : K]: T[K];
};

/** Clients other than our own. */
interface Clients {
  /** A client that is there already, as `new Pusher(key, options)`. */
  client?: any;
  /** The class to make the client of, in place of ours. */
  Pusher?: any;
}

/** What the broadcasters that speak Pusher's protocol have in common. */
type OnPusher<TBroadcaster, TOptions> = {
  /** The class behind `echo.connector`. */
  connector: PusherConnector;
  /** What `channel()` gives. */
  public: PusherChannel;
  /** What `private()` gives. */
  private: PusherPrivateChannel;
  /** What `encryptedPrivate()` gives. */
  encrypted: PusherEncryptedPrivateChannel;
  /** What `join()` gives. */
  presence: PusherPresenceChannel;
  /** What `new Echo()` takes. */
  options: GenericOptions<TBroadcaster> &
    Clients &
    Partial<Omit<TOptions, 'auth' | 'userAuthentication' | 'authEndpoint'>>;
};

/** Which classes and options belong to which broadcaster. An app adds its own by module augmentation. */
export interface Broadcaster {
  /** Laravel Reverb, and other servers of that protocol at a host of one's own. */
  reverb: OnPusher<'reverb', Omit<Named<PusherOptions>, 'cluster'>>;
  /** Pusher itself, by `cluster`. */
  pusher: OnPusher<'pusher', Named<PusherOptions>>;
  /** Ably, by its adapter for Pusher's protocol. */
  ably: OnPusher<'ably', Named<PusherOptions>>;
  /** Nobody: everything may be called, and nothing happens. */
  null: {
    connector: NullConnector;
    public: NullChannel;
    private: NullChannel;
    encrypted: NullChannel;
    presence: NullChannel;
    options: GenericOptions<'null'>;
  };
  /** A connector class of the app. */
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
/** The options of `new Echo()`: {@link GenericOptions}, with {@link PusherOptions} where the broadcaster is on Pusher's protocol. */
export type EchoOptions<T extends keyof Broadcaster> = Broadcaster[T]['options'];
