// The base class of the connectors for Oread's own clients: their channels, and the status of the connection.
import type { Pusher } from '../pusher/pusher.js';
import { Connector } from './connector.js';
import type { ConnectionStatus } from './options.js';
import {
  type ChannelClient,
  PusherChannel,
  PusherPresenceChannel,
  PusherPrivateChannel,
} from './pusher-channel.js';

/** A client whose channels a connector returns. */
interface Client extends ChannelClient {
  /** The state of the connection, and its socket id. */
  connection: Pick<Pusher['connection'], 'state' | 'status' | 'socket_id' | 'bind' | 'unbind'>;
  /** Closes the connection. */
  disconnect(): void;
}

/** What the connectors for Oread's own clients have in common. */
export abstract class ClientConnector<TClient extends Client> extends Connector<
  string,
  PusherChannel<TClient>,
  PusherPrivateChannel<TClient>,
  PusherPresenceChannel<TClient>
> {
  /** The client: Oread's, `options.client`, or an instance of `options.Pusher`. */
  declare pusher: TClient;
  /** The channels that were requested and not left, by full name. */
  declare channels: Record<string, PusherChannel<TClient>>;

  disconnect(): void {
    this.pusher.disconnect();
  }

  /** `channel(name).listen(event, callback)`. */
  listen(name: string, event: string, callback: CallableFunction): PusherChannel<TClient> {
    return this.channel(name).listen(event, callback);
  }
  channel(name: string): PusherChannel<TClient> {
    return this.take_(PusherChannel<TClient>, name);
  }
  privateChannel(name: string): PusherPrivateChannel<TClient> {
    return this.take_(PusherPrivateChannel<TClient>, `private-${name}`);
  }
  presenceChannel(name: string): PusherPresenceChannel<TClient> {
    return this.take_(PusherPresenceChannel<TClient>, `presence-${name}`);
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

  protected take_<T extends PusherChannel<TClient>>(
    Kind: new (pusher: TClient, name: string, options: any) => T,
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
