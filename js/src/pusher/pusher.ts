// Pusher: the API of pusher-js on the engine. Calls become inputs, and the engine's events come back in order. This file
// keeps only the listeners and a copy of the state that applications read.
import {
  connectionStatuses,
  ConnectionStatus,
  Errc,
  type Failure,
  type LinkAddresses,
  EventTag,
  WakeReason,
} from '../host/border.js';
import { Routes } from '../host/routes.js';
import { Client, type ClientApp } from '../host/client.js';
import type { AuthAnswer, AuthRequest } from '../host/ports/auth.js';
import { rethrow } from '../host/driver.js';
import { channelName } from '../host/given.js';
import type { ClientEvent } from '../host/observer.js';
import { socketClass } from '../host/ports/socket-class.js';
import { parse } from '../host/routes.js';
import { authorize } from './auth.js';
import { type Channel, failure, makeChannel } from './channel.js';
import { Connection } from './connection.js';
import { Emitter } from './emitter.js';
import { linkAddresses, type PusherServer } from './link-urls.js';
import type { Members } from './members.js';
import type { Config, Options, WhisperOptions } from './options.js';
import type { Runtime } from './runtime.js';
import { badOption, engineOptions, server } from './engine-options.js';
import { sendEvent } from './send-event.js';
import { User } from './user.js';
import { words } from './words.js';

/** The log function that pusher-js's debugging switches select. */
// eslint-disable-next-line no-console -- enabled by `Pusher.logToConsole`
const logs = () => Pusher.log || (Pusher.logToConsole ? console.log : undefined);
const line = (what: string, details: unknown) => `Pusher : ${what} ${JSON.stringify(details)}`;

const pusherError = (why: Failure) => {
  const [, status] = why;
  return { type: 'PusherError', data: { code: status || null, message: words(why) } };
};

/** @internal A copy of a channel's state, next to the application's own channel object. */
export interface Mirror extends Channel<Pusher> {
  /** The channels of the holders of leases. */
  leased_: Set<Channel>;
  /** Emits the current state on a channel that the application has just subscribed to. */
  greet_(channel: Channel): void;
}

// It is a `ClientApp`, which `new Client(this)` checks. `implements` would put the host into the published types.
/**
 * The client of pusher-js on Oread's engine: `new Pusher(key, { cluster })` or `new Pusher(key, { cluster: '', wsHost })`.
 * Listeners bound to it receive the events of all channels.
 */
export class Pusher extends Emitter {
  /** All instances that are not disconnected. */
  static instances: Pusher[] = [];
  /** For pusher-js: always `true`. */
  static isReady = true;
  /** Logs what arrives with `console.log`. */
  static logToConsole = false;
  /** Called with each log line, instead of the console. */
  static log: (message: any) => void;
  /** For pusher-js: an empty object that an application may write to. */
  static Runtime = {} as Runtime;
  /** For pusher-js: does nothing. */
  static ready(): void {}

  /** The options merged with the defaults. For pusher-js: the client reads `options`; setting `auth` here updates it. */
  declare config: Config;
  /** The channels by full name. */
  channels = {
    channels: Object.create(null) as Record<string, Channel<Pusher>>,
    find: (name: string): Channel<Pusher> => this.channel(name),
    all: () => this.allChannels(),
  };
  /** For pusher-js: this object. */
  global_emitter = this;
  /** For pusher-js: when the object was created, in milliseconds since 1970. */
  sessionID = Date.now();
  /** The connection: state, socket id and events. */
  connection: Connection;
  /** The signed-in user. */
  user = new User();
  /** @internal What `oread/trace` records. */
  server_!: PusherServer;
  /** @internal The members from here on implement `ClientApp`. */
  addresses_!: LinkAddresses;
  /** @internal */
  early_!: string;
  /** @internal */
  options_: ClientApp['options_'];
  /** @internal */
  WebSocket_: ClientApp['WebSocket_'];
  /** @internal */
  refresh_: Options['refresh'];
  /** @internal */
  restarted_ = rethrow;
  /** @internal */
  client_: Client;
  /** @internal The mirrors of leased channels, by name (hooks/leases.ts); undefined before the first lease. */
  mirrors_?: Record<string, Mirror>;
  /** `connect()` was called, and `disconnect()` has not been called since. */
  private wanted_ = false;
  /** @internal */
  lastWarning_?: string;

  /**
   * Connects immediately. Throws a string, as pusher-js does, if the key or the cluster is missing (the cluster may be
   * empty), an Error for a malformed `wsHost` or `wsPath`, and a TypeError for an option of the wrong type. A number outside
   * its range is reported as an uncaught error.
   */
  constructor(
    /** The application's key. */
    public key: string,
    /** As given. */
    public options: Options,
  ) {
    super();
    // Strings, not Errors, as in pusher-js: applications may compare them.
    if (key == null) throw 'You must pass your app key when you instantiate Pusher.';
    if (options?.cluster == null) throw 'Options object must provide a cluster';
    this.connection = new Connection(this);
    this.locate_();
    this.options_ = engineOptions(options);
    this.WebSocket_ = options.WebSocket ?? socketClass();
    this.refresh_ = options.refresh;
    this.client_ = new Client(this, new Routes());
    this.connect();
  }

  /** Sets the server's address from the current key and options. */
  private locate_(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- accessors have their own `this`
    const pusher = this;
    const { key, options } = this;
    const [, wsHost, wsPort, wssPort, useTLS] = (this.server_ = server(key, options));
    const [url, tlsUrl, tls] = (this.addresses_ = linkAddresses(this.server_));
    this.early_ = tls ? tlsUrl : url;
    this.config = {
      activityTimeout: 120_000,
      pongTimeout: 30_000,
      unavailableTimeout: 10_000,
      ...options,
      wsHost,
      wsPort,
      wssPort,
      useTLS,
      // Setting `pusher.config.auth` takes effect, as in pusher-js.
      get auth() {
        return pusher.options.auth;
      },
      set auth(auth) {
        pusher.options = { ...pusher.options, auth };
      },
    };
  }
  /**
   * Moves to another application and cluster, with all channels.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.switchCluster({ appKey: 'other-key', cluster: 'us2' }); // the channels move with it
   */
  switchCluster({ appKey, cluster }: { appKey: string; cluster: string }): void {
    this.key = appKey;
    this.options = { ...this.options, cluster };
    this.locate_();
    this.client_.move();
  }

  /**
   * Connects; if an attempt is scheduled, starts it now.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.disconnect();
   * pusher.connect(); // the channels are subscribed again
   */
  connect(): void {
    const { connection, wanted_ } = this;
    this.wanted_ = true;
    if (!this.WebSocket_) return this.failed_();
    if (!Pusher.instances.includes(this)) Pusher.instances.push(this);
    // Only from initialized and disconnected. Applications read the state right after the call.
    if (/^(initialized|disconnected)$/.test(connection.status)) connection.become_('connecting');
    this.client_.connect();
    if (wanted_) this.client_.wake(WakeReason.Asked);
  }
  /**
   * Fails as pusher-js does without a transport. The error is emitted later, when the application can listen, and never
   * thrown: this may run on a server that renders.
   */
  private failed_(): void {
    const { connection } = this;
    const words = 'No WebSocket found: pass the option WebSocket, or install "ws"';
    if (connection.state === 'failed') return;
    connection.become_('failed');
    // eslint-disable-next-line no-console -- the app may have no listener
    console.error(words);
    setTimeout(() => this.linkError_([Errc.LinkFailed, 0, words]));
  }
  /**
   * Closes the connection. Channels are kept, and `connect()` subscribes to them again.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.disconnect();
   */
  disconnect(): void {
    this.wanted_ = false;
    Pusher.instances = Pusher.instances.filter((one) => one !== this);
    this.client_.disconnect();
    this.forgetMembers_();
    this.connection.become_('disconnected');
  }
  private forgetMembers_(): void {
    for (const all of [this.channels.channels, this.mirrors_ ?? {}])
      for (const name in all) (all[name] as { members?: Members }).members?.reset_();
  }
  /**
   * Whether the connection uses TLS.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * show(pusher.shouldUseTLS()); // true: Pusher requires it
   */
  shouldUseTLS(): boolean {
    return this.config.useTLS;
  }
  /**
   * Signs the user in with `userAuthentication`, now and after each reconnect. Emits `pusher:signin_success`, or
   * `pusher:signin_error` on `user`.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.signin();
   * pusher.user.bind('reminder', ({ text }) => show(text));
   */
  signin(): void {
    this.user.signin_requested = true;
    this.client_.signIn();
  }

  /**
   * The channel of this full name; `undefined` if it was not subscribed or was left. The type is that of pusher-js.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.channel('news')?.bind('headline', show);
   */
  channel(name: string): Channel<Pusher> {
    return this.channels.channels[name]!;
  }
  /**
   * All channels that were subscribed and not left.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * show(pusher.allChannels().map(({ name }) => name));
   */
  allChannels(): Channel<Pusher>[] {
    return Object.values(this.channels.channels);
  }
  /**
   * Subscribes again to the channels whose subscription was refused.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.subscribe('private-orders.1');
   * pusher.subscribeAll(); // the user has signed in: try the refused channels again
   */
  subscribeAll(): void {
    for (const name in this.channels.channels) this.subscribe(name);
  }
  /**
   * Subscribes to the channel of this full name and returns it. The prefix `private-`, `private-encrypted-` or `presence-`
   * sets the channel's type; without one it is public. After a refusal it subscribes again. Throws an Error for a name that
   * starts with `#`, and a TypeError for one that is neither a string nor a number.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.subscribe('private-orders.1').bind('shipped', ({ carrier }) => show(carrier));
   */
  subscribe(name: string): Channel<Pusher> {
    name = channelName(name);
    if (name.startsWith('#')) throw new Error(`Cannot create a channel with name "${name}".`);
    let channel = this.channel(name);
    if (!channel || channel.failed) {
      channel ??= makeChannel(name, this);
      this.channels.channels[name] = channel;
      channel.subscriptionPending = channel.asking_ = true;
      channel.failed = false;
      channel.failure_ = undefined;
      this.client_.subscribe(name);
      channel.asking_ = false;
      this.mirrors_?.[name]?.greet_(channel);
    }
    return channel;
  }
  /**
   * Leaves the channel of this full name.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.unsubscribe('private-orders.1');
   */
  unsubscribe(name: string): void {
    const channel = this.channel(name);
    if (!channel) return;
    delete this.channels.channels[name];
    channel.subscribed = channel.subscriptionPending = false;
    this.client_.unsubscribe(channel.name);
  }

  /**
   * Sends a client event on a subscribed channel, as {@link Channel.trigger} does.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.subscribe('private-chat.1');
   * pusher.send_event('client-typing', { by: me }, 'private-chat.1');
   */
  send_event(event: string, data: any, channel = '', how?: WhisperOptions): boolean {
    return sendEvent(this, event, data, channel, how);
  }

  /** @internal */
  authorize_(request: AuthRequest): Promise<AuthAnswer> {
    const { channel } = request;
    return authorize(this.options, request, this.channel(channel) ?? this.mirrors_?.[channel]);
  }
  /** @internal */
  listens_(name: string, event: string): boolean {
    return (
      !!this.channel(name)?.hears_(event) ||
      !!this.mirrors_?.[name]?.hears_(event) ||
      this.hears_(event) ||
      this.connection.hears_('message') ||
      name[0] === '#' ||
      !!logs()
    );
  }
  /** @internal */
  deliver_(name: string, event: string, data: unknown, userId: string | number): void {
    const { connection } = this;
    const metadata = userId ? { user_id: userId } : {};
    logs()?.(line('Event recd', { event, channel: name, data }));
    this.channel(name)?.emit(event, data, metadata);
    this.mirrors_?.[name]?.emit(event, data, metadata);
    if (name[0] === '#') this.user.emit(event, data);
    this.emit(event, data);
    if (connection.hears_('message'))
      connection.emit('message', { event, channel: name || undefined, data, ...metadata });
  }

  /** @internal Updates the state that applications read, and calls the listeners. */
  event_(event: ClientEvent): void {
    const { connection, user } = this;
    logs()?.(line('Event', event));
    switch (event[0]) {
      case EventTag.ConnectionChanged: {
        const [, , current, socketId, why] = event;
        const [code] = why;
        const ended = current === ConnectionStatus.Disconnected;
        if (current !== ConnectionStatus.Connected) user.user_data = null;
        if (ended) {
          this.forgetMembers_();
          this.linkError_(why);
        }
        // Ignore a status that answers a call which the application has since reversed.
        if (ended ? !this.wanted_ || code !== Errc.Stopped : this.wanted_)
          connection.become_(connectionStatuses[current]!, socketId);
        break;
      }
      case EventTag.RetryScheduled: {
        const [, , delay, why] = event;
        this.linkError_(why);
        if (delay > 0) connection.emit('connecting_in', Math.ceil(delay / 1000));
        break;
      }
      case EventTag.ConnectionError: {
        const [, error] = event;
        const [code, status, text] = error;
        if (code === Errc.BadOption) rethrow(new RangeError(text || badOption(status)));
        connection.emit(
          'error',
          code === Errc.ServerError
            ? pusherError(error)
            : {
                type:
                  code === Errc.LoadFailed
                    ? 'LoadError'
                    : code === Errc.BadHandshake
                      ? 'HandshakeError'
                      : 'MessageParseError',
                error: words(error),
              },
        );
        break;
      }
      case EventTag.SignedIn: {
        const [, , user_data] = event;
        user.user_data = parse(user_data);
        this.emit('pusher:signin_success', { user_data });
        break;
      }
      case EventTag.SignInFailed: {
        const [, error, retrying] = event;
        user.emit('pusher:signin_error', failure('AuthError', error, retrying));
        break;
      }
      case EventTag.WatchlistChanged: {
        const [, online, user_ids] = event;
        const name = online ? 'online' : 'offline';
        user.watchlist.emit(name, { name, user_ids });
        break;
      }
      default: {
        // TypeScript rejects an event here that does not belong to a channel.
        const [, name] = event;
        this.channel(name)?.event_(event);
        this.mirrors_?.[name]?.event_(event);
      }
    }
  }
  /** Emits an error for a link that failed or was closed abnormally. */
  private linkError_(why: Failure): void {
    const [code, status] = why;
    // A failed handshake has been reported as such.
    if (code !== Errc.Stopped && code !== Errc.BadHandshake && status !== 1000 && status !== 1001)
      this.connection.emit('error', {
        type: 'WebSocketError',
        error: pusherError(why),
      });
  }
}
