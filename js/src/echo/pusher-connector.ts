// The connector for the broadcasters with the Pusher protocol: Reverb, Pusher, Ably.
import type { Options } from '../pusher/options.js';
import { Pusher } from '../pusher/pusher.js';
import { Connector } from './connector.js';
import {
  PusherChannel,
  PusherEncryptedPrivateChannel,
  PusherPresenceChannel,
  PusherPrivateChannel,
} from './pusher-channel.js';
import type { ConnectionStatus, EchoOptionsWithDefaults } from './options.js';

/** The connector for the Pusher protocol: `echo.connector` for Reverb, Pusher and Ably. */
export class PusherConnector extends Connector<
  string,
  PusherChannel,
  PusherPrivateChannel,
  PusherPresenceChannel
> {
  /** The application's options, merged with the defaults. */
  declare options: EchoOptionsWithDefaults & { key: string; Pusher?: typeof Pusher } & Options;
  /** The client: Oread's, `options.client`, or an instance of `options.Pusher`. */
  declare pusher: Pusher;
  /** The channels that were requested and not left, by full name. */
  declare channels: Record<string, PusherChannel>;

  /** Makes a client, or uses `options.client`; does not close a previous one. */
  connect(): void {
    const { client, Pusher: Client = Pusher, key } = this.options;
    this.channels = Object.create(null);
    this.pusher = client ?? new Client(key, this.options);
  }
  disconnect(): void {
    this.pusher.disconnect();
  }
  /** Signs the user in with `userAuthentication`. */
  signin(): void {
    this.pusher.signin();
  }

  /** `channel(name).listen(event, callback)`. */
  listen(name: string, event: string, callback: CallableFunction): PusherChannel {
    return this.channel(name).listen(event, callback);
  }
  channel(name: string): PusherChannel {
    return this.take_(PusherChannel, name);
  }
  privateChannel(name: string): PusherPrivateChannel {
    return this.take_(PusherPrivateChannel, `private-${name}`);
  }
  /** The encrypted channel of this name, without its prefix. */
  encryptedPrivateChannel(name: string): PusherEncryptedPrivateChannel {
    return this.take_(PusherEncryptedPrivateChannel, `private-encrypted-${name}`);
  }
  presenceChannel(name: string): PusherPresenceChannel {
    return this.take_(PusherPresenceChannel, `presence-${name}`);
  }

  leave(name: string): void {
    for (const prefix of ['', 'private-', 'private-encrypted-', 'presence-'])
      this.leaveChannel(prefix + name);
  }
  leaveChannel(name: string): void {
    this.channels[name]?.unsubscribe();
    delete this.channels[name];
  }

  socketId(): string {
    return this.pusher.connection.socket_id;
  }
  connectionStatus(): ConnectionStatus {
    const { status, state } = this.pusher.connection;
    // Clients other than Oread's have `state` only.
    const known = status ?? state;
    if (known === 'unavailable') return 'failed';
    return known === 'initialized' ? 'disconnected' : (known as ConnectionStatus);
  }
  onConnectionChange(callback: (status: ConnectionStatus) => void): () => void {
    const { connection } = this.pusher;
    let last = this.connectionStatus();
    const changed = () => {
      const now = this.connectionStatus();
      if (now !== last) callback((last = now));
    };
    connection.bind('state_change', changed);
    return () => void connection.unbind('state_change', changed);
  }

  protected take_<T extends PusherChannel>(
    Kind: new (pusher: Pusher, name: string, options: any) => T,
    name: string,
  ): T {
    const known = this.channels[name] as T | undefined;
    if (known?.alive_()) {
      // Applications retry a refused subscription by requesting the channel again.
      if (known.subscription.failed) known.subscribe();
      return known;
    }
    return (this.channels[name] = new Kind(this.pusher, name, this.options));
  }
}
