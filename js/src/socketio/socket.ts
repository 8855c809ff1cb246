// The client of `oread/socket.io`: calls become inputs, and the engine's events come back in order. This file keeps only the
// listeners' channels and a copy of the state that applications read.
import {
  connectionStatuses,
  ConnectionStatus,
  Errc,
  type Failure,
  EventTag,
  InputTag,
  Limit,
  WakeReason,
} from '../host/border.js';
import type { ClientApp } from '../host/client.js';
import { rethrow } from '../host/driver.js';
import { channelName } from '../host/given.js';
import type { ClientEvent } from '../host/observer.js';
import { PollingClient } from '../host/polling-client.js';
import type { AuthAnswer } from '../host/ports/auth.js';
import { socketClass } from '../host/ports/socket-class.js';
import { read } from '../pusher/auth.js';
import { type Channel, failure, makeChannel } from '../pusher/channel.js';
import { Connection } from '../pusher/connection.js';
import { badOption, engineOptions } from '../pusher/engine-options.js';
import type { Members } from '../pusher/members.js';
import type { WhisperOptions } from '../pusher/options.js';
import { sendEvent } from '../pusher/send-event.js';
import { NoWebSocket } from './no-web-socket.js';
import { addresses, cookies, type SocketIoOptions } from './options.js';

// It is a `ClientApp`, which `new PollingClient(this)` checks. `implements` would put the host into the published types.
/**
 * `echo.connector.socket`: the connection to a laravel-echo-server, with its channels.
 * @example
 * import Echo from 'oread/socket.io';
 *
 * const office = new Echo({ broadcaster: 'socket.io', host: 'https://ws.example.com:6001' });
 * const { socket: line } = office.connector;
 * line.connection.bind('error', ({ error }) => show(error));
 * line.subscribe('private-chat.1').bind('client-typing', show);
 * line.send_event('client-typing', { by: me }, 'private-chat.1');
 * line.unsubscribe('private-chat.1');
 * show(line.channel('private-chat.1'), line.shouldUseTLS()); // undefined, true
 * line.disconnect();
 * line.connect();
 */
export class EchoSocket {
  /** The channels by full name. */
  channels: Record<string, Channel<EchoSocket>> = Object.create(null);
  /** The connection: state, socket id and events. An `error` is `{ type, error, status }`. */
  connection = new Connection(this);
  /** @internal The members from here on implement `ClientApp`. */
  addresses_: ClientApp['addresses_'];
  /** @internal */
  early_: string;
  /** @internal */
  options_: ClientApp['options_'];
  /** @internal */
  WebSocket_: ClientApp['WebSocket_'];
  /** @internal */
  restarted_ = rethrow;
  /** @internal */
  client_: PollingClient;
  /** @internal */
  lastWarning_?: string;
  /** `connect()` was called, and `disconnect()` has not been called since. */
  private wanted_ = false;

  /**
   * Connects immediately. Throws an Error for a malformed `host`, `path` or `transports`, and a TypeError for an option of
   * the wrong type. A number outside its range is reported as an uncaught error.
   */
  constructor(
    /** As given, with Echo's defaults. */
    public options: SocketIoOptions & { auth?: any },
  ) {
    const [url, , transports] = (this.addresses_ = addresses(options));
    this.early_ = transports.startsWith('websocket') ? url : '';
    this.options_ = engineOptions(options);
    this.WebSocket_ = options.WebSocket ?? socketClass() ?? NoWebSocket;
    this.client_ = new PollingClient(this, cookies(options.withCredentials !== false));
    this.connect();
  }

  /** Connects; if an attempt is scheduled, starts it now. */
  connect(): void {
    const { connection, wanted_ } = this;
    this.wanted_ = true;
    // Only from initialized and disconnected. Applications read the state right after the call.
    if (/^(initialized|disconnected)$/.test(connection.status)) connection.become_('connecting');
    this.client_.connect();
    if (wanted_) this.client_.wake(WakeReason.Asked);
  }
  /** Closes the connection. Channels are kept, and `connect()` subscribes to them again. */
  disconnect(): void {
    this.wanted_ = false;
    this.client_.disconnect();
    this.forgetMembers_();
    this.connection.become_('disconnected');
  }
  private forgetMembers_(): void {
    for (const name in this.channels)
      (this.channels[name] as { members?: Members }).members?.reset_();
  }
  /** Whether the connection uses TLS. */
  shouldUseTLS(): boolean {
    return this.addresses_[0].startsWith('wss');
  }
  /** Whether there is a connection now. */
  get connected(): boolean {
    return this.connection.state === 'connected';
  }
  /** The socket id of the current connection, or else of the last one; `undefined` before the first. */
  get id(): string | undefined {
    return this.connection.socket_id;
  }

  /** The channel of this full name, if it was subscribed and not left. */
  channel(name: string): Channel<EchoSocket> | undefined {
    return this.channels[name];
  }
  /** Subscribes to the channel of this full name and returns it; after a refusal it subscribes again. */
  subscribe(name: string): Channel<EchoSocket> {
    name = channelName(name);
    const channel = (this.channels[name] ??= makeChannel(name, this));
    if (channel.failed || !(channel.subscribed || channel.subscriptionPending)) {
      channel.subscriptionPending = channel.asking_ = true;
      channel.failed = false;
      channel.failure_ = undefined;
      this.client_.subscribe(name);
      channel.asking_ = false;
    }
    return channel;
  }
  /** Leaves the channel of this full name. */
  unsubscribe(name: string): void {
    const channel = this.channel(name);
    if (!channel) return;
    delete this.channels[name];
    channel.subscribed = channel.subscriptionPending = false;
    this.client_.unsubscribe(channel.name);
  }

  /** Sends a client event on a subscribed channel; returns whether there is a connection now. */
  send_event(event: string, data: unknown, channel: string, how?: WhisperOptions): boolean {
    return sendEvent(this, event, data, channel, how);
  }

  /** @internal The server asks the auth endpoint itself, with these headers. */
  async authorize_(): Promise<AuthAnswer> {
    const { auth } = this.options;
    const headers = read(auth?.headers);
    for (const name in headers) if (headers[name] == null) delete headers[name];
    // One character more than the limit is enough for the engine to reject it.
    const body = `${JSON.stringify({ ...auth, headers })}`.slice(0, Limit.AuthBytes + 1);
    return [InputTag.AuthAnswered, 200, false, 0, body];
  }
  /** @internal */
  listens_(name: string, event: string): boolean {
    return !!this.channel(name)?.hears_(event);
  }
  /** @internal */
  deliver_(name: string, event: string, data: unknown): void {
    this.channel(name)?.emit(event, data);
  }

  /** @internal Updates the state that applications read, and calls the listeners. */
  event_(event: ClientEvent): void {
    const { connection } = this;
    switch (event[0]) {
      case EventTag.ConnectionChanged: {
        const [, , current, socketId, why] = event;
        const ended = current === ConnectionStatus.Disconnected;
        if (ended) {
          this.forgetMembers_();
          this.error_(why);
        }
        // Ignore a status that answers a call which the application has since reversed.
        if (ended ? !this.wanted_ || why[0] !== Errc.Stopped : this.wanted_)
          connection.become_(connectionStatuses[current]!, socketId);
        break;
      }
      case EventTag.RetryScheduled: {
        const [, , , why] = event;
        this.error_(why);
        break;
      }
      case EventTag.ConnectionError: {
        const [, error] = event;
        const [code, status, text] = error;
        if (code === Errc.BadOption) rethrow(new RangeError(text || badOption(status)));
        this.error_(error);
        break;
      }
      case EventTag.SignedIn:
      case EventTag.SignInFailed:
      case EventTag.WatchlistChanged:
        // laravel-echo-server has no sign-in.
        break;
      default: {
        // TypeScript rejects an event here that does not belong to a channel.
        const [, name] = event;
        this.channel(name)?.event_(event);
      }
    }
  }
  private error_(why: Failure): void {
    if (why[0] !== Errc.Stopped) this.connection.emit('error', failure('ConnectionError', why));
  }
}
