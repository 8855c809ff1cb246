// The broadcaster "null": every method exists and does nothing. For tests and server rendering.
import { Channel, type PresenceChannel } from './channel.js';
import { Connector } from './connector.js';
import type { ConnectionStatus } from './options.js';

/** A channel whose methods do nothing. */
export class NullChannel extends Channel implements PresenceChannel {
  constructor(
    /** The full name, such as `private-orders.1`. */
    public name = '',
    options: any = {},
  ) {
    super();
    this.options = options;
  }

  /** Does nothing. */
  subscribe(): void {}
  /** Does nothing. */
  unsubscribe(): void {}
  listen(_event: string, _callback: CallableFunction): this {
    return this;
  }
  stopListening(_event: string, _callback?: CallableFunction): this {
    return this;
  }
  /** Does nothing. */
  listenToAll(_callback: CallableFunction): this {
    return this;
  }
  /** Does nothing. */
  stopListeningToAll(_callback?: CallableFunction): this {
    return this;
  }
  subscribed(_callback: CallableFunction): this {
    return this;
  }
  error(_callback: CallableFunction): this {
    return this;
  }
  /** Does nothing. */
  on(_event: string, _callback: CallableFunction): this {
    return this;
  }
  here(_callback: CallableFunction): this {
    return this;
  }
  joining(_callback: CallableFunction): this {
    return this;
  }
  leaving(_callback: CallableFunction): this {
    return this;
  }
  whisper(_event: string, _data: any): this {
    return this;
  }
}

/** The connector of the broadcaster `null`, which connects to nothing. */
export class NullConnector extends Connector<'null', NullChannel, NullChannel, NullChannel> {
  /** Always empty: each call returns another channel, because there is nothing to share. */
  channels: Record<string, NullChannel> = {};

  connect(): void {}
  disconnect(): void {}
  channel(name: string): NullChannel {
    return new NullChannel(name, this.options);
  }
  privateChannel(name: string): NullChannel {
    return this.channel(`private-${name}`);
  }
  /** The encrypted channel of this name, without its prefix. */
  encryptedPrivateChannel(name: string): NullChannel {
    return this.channel(`private-encrypted-${name}`);
  }
  presenceChannel(name: string): NullChannel {
    return this.channel(`presence-${name}`);
  }
  /** Returns a channel on which no event arrives. */
  listen(name: string, _event: string, _callback: CallableFunction): NullChannel {
    return this.channel(name);
  }
  leave(_name: string): void {}
  leaveChannel(_name: string): void {}
  socketId(): string {
    return 'fake-socket-id';
  }
  connectionStatus(): ConnectionStatus {
    return 'connected';
  }
  onConnectionChange(_callback: (status: ConnectionStatus) => void): () => void {
    return () => {};
  }
}
