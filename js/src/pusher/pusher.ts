// Pusher: the API of pusher-js on the engine. Wishes go in as inputs, news come back as events, in order; what is kept
// here is listeners and a mirror for apps to read.
import {
  connectionStatuses,
  ConnectionStatus,
  Errc,
  type Failure,
  EventTag,
  WakeReason,
} from '../host/border.js';
import { Client, type ClientApp } from '../host/client.js';
import type { AuthAnswer, AuthRequest } from '../host/ports/auth.js';
import { rethrow } from '../host/driver.js';
import { channelName, text } from '../host/given.js';
import type { ClientEvent } from '../host/observer.js';
import { socketClass } from '../host/ports/socket-class.js';
import { parse } from '../host/routes.js';
import type { PusherServer } from '../host/socket-url.js';
import { authorize } from './auth.js';
import { type Channel, failure, makeChannel } from './channel.js';
import { Connection } from './connection.js';
import { Emitter } from './emitter.js';
import type { Members } from './members.js';
import type { Config, Options, WhisperOptions } from './options.js';
import type { Runtime } from './runtime.js';
import { badOption, quantities, server } from './setup.js';
import { User } from './user.js';
import { words } from './words.js';

/** Where the lines of pusher-js's debugging switches go. */
// eslint-disable-next-line no-console -- asked for by `Pusher.logToConsole`
const logs = () => Pusher.log || (Pusher.logToConsole ? console.log : undefined);
const line = (what: string, details: unknown) => `Pusher : ${what} ${JSON.stringify(details)}`;

const pusherError = (why: Failure) => ({
  type: 'PusherError',
  data: { code: why[1] || null, message: words(why) },
});

/** @internal A mirror of a channel beside the app's own. */
export interface Hub extends Channel<Pusher> {
  /** Tells a channel that the app has just taken how things stand. */
  greet_(channel: Channel): void;
}

// That it is a `ClientApp` stands where the client is made: the published types know no host.
/**
 * The client of pusher-js on our engine: `new Pusher(key, { cluster })` or `{ cluster: '', wsHost }`. What is bound on it
 * hears the events of all channels.
 */
export class Pusher extends Emitter {
  /** All that are not disconnected. */
  static instances: Pusher[] = [];
  /** For pusher-js: always `true`. */
  static isReady = true;
  /** Has `console.log` tell what arrives. */
  static logToConsole = false;
  /** Told what arrives, in place of the console. */
  static log: (message: any) => void;
  /** For pusher-js: empty, there to be written to. */
  static Runtime = {} as Runtime;
  /** For pusher-js: does nothing. */
  static ready(): void {}

  /** The options with defaults. For pusher-js: what counts here is `options`, and what is put at `auth`. */
  declare config: Config;
  /** The channels by full name. */
  channels = {
    channels: Object.create(null) as Record<string, Channel<Pusher>>,
    find: (name: string): Channel<Pusher> => this.channel(name),
    all: () => this.allChannels(),
  };
  /** For pusher-js: the object itself. */
  global_emitter = this;
  /** For pusher-js: when it was made, in milliseconds since 1970. */
  sessionID = Date.now();
  /** State, socket id, and their events. */
  connection: Connection;
  /** Who signed in. */
  user = new User();
  /** @internal What the client wants to know. */
  server_!: PusherServer;
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
  /** @internal What holders of leases listen on, by channel name (hooks/leases.ts); nothing while there are none. */
  hubs_?: Record<string, Hub>;
  /** `connect()` was called, and no `disconnect()` since. */
  private wanted_ = false;
  private lastWarning_?: string;

  /**
   * Connects at once. Throws a text, as pusher-js does, without a key or a cluster (which may be empty), an Error for a
   * malformed `wsHost` or `wsPath`, and a TypeError for an option that must be a string or a number and is not. A
   * number out of its range is reported as an uncaught error.
   */
  constructor(
    /** The application's key. */
    public key: string,
    /** As given. */
    public options: Options,
  ) {
    super();
    // Texts, not Errors: apps know them so.
    if (key == null) throw 'You must pass your app key when you instantiate Pusher.';
    if (options?.cluster == null) throw 'Options object must provide a cluster';
    this.connection = new Connection(this);
    this.locate_();
    this.options_ = quantities(options);
    this.WebSocket_ = options.WebSocket ?? socketClass();
    this.refresh_ = options.refresh;
    this.client_ = new Client(this);
    this.connect();
  }

  /** Where the server is, by the key and the options as they are now. */
  private locate_(): void {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- accessors have a `this` of their own
    const pusher = this;
    const { key, options } = this;
    const [, wsHost, wsPort, wssPort, useTLS] = (this.server_ = server(key, options));
    this.config = {
      activityTimeout: 120_000,
      pongTimeout: 30_000,
      unavailableTimeout: 10_000,
      ...options,
      wsHost,
      wsPort,
      wssPort,
      useTLS,
      // What an app puts there counts, as with pusher-js.
      get auth() {
        return pusher.options.auth;
      },
      set auth(auth) {
        pusher.options = { ...pusher.options, auth };
      },
    };
  }
  /** Leaves for another application, with all channels. */
  switchCluster({ appKey, cluster }: { appKey: string; cluster: string }): void {
    this.key = appKey;
    this.options = { ...this.options, cluster };
    this.locate_();
    this.client_.move();
  }

  /** Connects, now rather than at the next planned attempt. */
  connect(): void {
    const { connection, wanted_ } = this;
    this.wanted_ = true;
    if (!this.WebSocket_) return this.failed_();
    if (!Pusher.instances.includes(this)) Pusher.instances.push(this);
    // From initialized and disconnected; apps read the state right after the call.
    if (/^[id]/.test(connection.status)) connection.become_('connecting');
    this.client_.connect();
    if (wanted_) this.client_.wake(WakeReason.Asked);
  }
  /** As pusher-js is where it has no transport. Told once the app can listen, and never as a crash: it may be a server that renders. */
  private failed_(): void {
    const { connection } = this;
    const words = 'No WebSocket found: pass the option WebSocket, or install "ws"';
    if (connection.state === 'failed') return;
    connection.become_('failed');
    // eslint-disable-next-line no-console -- the app may listen to nothing
    console.error(words);
    setTimeout(() => this.linkError_([Errc.LinkFailed, 0, words]));
  }
  /** Closes the connection. Channels stay, and are subscribed again by `connect()`. */
  disconnect(): void {
    this.wanted_ = false;
    Pusher.instances = Pusher.instances.filter((one) => one !== this);
    this.client_.disconnect();
    this.forgetMembers_();
    this.connection.become_('disconnected');
  }
  private forgetMembers_(): void {
    for (const all of [this.channels.channels, this.hubs_ ?? {}])
      for (const name in all) (all[name] as { members?: Members }).members?.reset_();
  }
  /** Whether the connection is by TLS. */
  shouldUseTLS(): boolean {
    return this.config.useTLS;
  }
  /**
   * Signs the user in, as `userAuthentication` says, now and after each reconnect; tells `pusher:signin_success`, or on
   * `user` `pusher:signin_error`.
   */
  signin(): void {
    this.user.signin_requested = true;
    this.client_.signIn();
  }

  /** The channel of this full name; `undefined` when it was not subscribed, or left. The type is that of pusher-js. */
  channel(name: string): Channel<Pusher> {
    return this.channels.channels[name]!;
  }
  /** All that were subscribed and not left. */
  allChannels(): Channel<Pusher>[] {
    return Object.values(this.channels.channels);
  }
  /** Asks again for those whose subscription was refused. */
  subscribeAll(): void {
    for (const name in this.channels.channels) this.subscribe(name);
  }
  /**
   * The channel of this full name, subscribed; by its prefix it is public, `private-`, `private-encrypted-` or
   * `presence-`. After a refusal it asks again. Throws an Error for a name that begins with `#` or is not a string.
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
      this.hubs_?.[name]?.greet_(channel);
    }
    return channel;
  }
  /** Leaves the channel of this full name. */
  unsubscribe(name: string): void {
    const channel = this.channel(name);
    if (!channel) return;
    delete this.channels.channels[name];
    channel.subscribed = channel.subscriptionPending = false;
    this.client_.unsubscribe(channel.name);
  }

  /** Sends a client event on a channel that is held, as {@link Channel.trigger} does. */
  send_event(event: string, data: any, channel = '', how?: WhisperOptions): boolean {
    let refused = false;
    const settled = (outcome: Errc) => {
      const short = (name: string) => text(name).slice(0, 99);
      const why = `${short(event)} was not sent on ${short(channel)}: ${words([outcome, 0, ''])}`;
      refused = !!outcome;
      if (how?.settled)
        how.settled(refused ? Object.assign(new Error(why), { code: outcome }) : undefined);
      else if (refused && outcome !== Errc.Superseded && why !== this.lastWarning_)
        // eslint-disable-next-line no-console -- what is lost must not go unseen
        console.warn((this.lastWarning_ = why));
    };
    const json = JSON.stringify(data) ?? 'null';
    this.client_.whisper(text(channel), text(event), json, !!how?.coalesce, settled);
    return !refused && this.connection.state === 'connected';
  }

  /** @internal */
  authorize_(request: AuthRequest): Promise<AuthAnswer> {
    const { channel } = request;
    return authorize(this.options, request, this.channel(channel) ?? this.hubs_?.[channel]);
  }
  /** @internal */
  listens_(name: string, event: string): boolean {
    return (
      !!this.channel(name)?.hears_(event) ||
      !!this.hubs_?.[name]?.hears_(event) ||
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
    this.hubs_?.[name]?.emit(event, data, metadata);
    if (name[0] === '#') this.user.emit(event, data);
    this.emit(event, data);
    if (connection.hears_('message'))
      connection.emit('message', { event, channel: name || undefined, data, ...metadata });
  }

  /** @internal Writes the mirror and tells the listeners. */
  news_(news: ClientEvent): void {
    const { connection, user } = this;
    logs()?.(line('News', news));
    switch (news[0]) {
      case EventTag.ConnectionChanged: {
        const [, , current, socketId, why] = news;
        const ended = current === ConnectionStatus.Disconnected;
        if (current !== ConnectionStatus.Connected) user.user_data = null;
        if (ended) {
          this.forgetMembers_();
          this.linkError_(why);
        }
        // The last word about a wish that has been taken back meanwhile is old news.
        if (ended ? !this.wanted_ || why[0] !== Errc.Stopped : this.wanted_)
          connection.become_(connectionStatuses[current]!, socketId);
        break;
      }
      case EventTag.RetryScheduled:
        this.linkError_(news[3]);
        if (news[2] > 0) connection.emit('connecting_in', Math.ceil(news[2] / 1000));
        break;
      case EventTag.ConnectionError: {
        const [code, status, text] = news[1];
        if (code === Errc.BadOption) rethrow(new RangeError(text || badOption(status)));
        connection.emit(
          'error',
          code === Errc.ServerError
            ? pusherError(news[1])
            : {
                type:
                  code === Errc.LoadFailed
                    ? 'LoadError'
                    : code === Errc.BadHandshake
                      ? 'HandshakeError'
                      : 'MessageParseError',
                error: words(news[1]),
              },
        );
        break;
      }
      case EventTag.SignedIn:
        user.user_data = parse(news[2]);
        this.emit('pusher:signin_success', { user_data: news[2] });
        break;
      case EventTag.SignInFailed:
        user.emit('pusher:signin_error', failure('AuthError', news[1], news[2]));
        break;
      case EventTag.WatchlistChanged: {
        const name = news[1] ? 'online' : 'offline';
        user.watchlist.emit(name, { name, user_ids: news[2] });
        break;
      }
      default:
        // An event that is not a channel's does not compile here.
        this.channel(news[1])?.told_(news);
        this.hubs_?.[news[1]]?.told_(news);
    }
  }
  /** A link that ended, other than by being closed in good order. */
  private linkError_(why: Failure): void {
    const [code, status] = why;
    // A handshake that failed was told as such.
    if (code !== Errc.Stopped && code !== Errc.BadHandshake && status !== 1000 && status !== 1001)
      this.connection.emit('error', {
        type: 'WebSocketError',
        error: pusherError(why),
      });
  }
}
