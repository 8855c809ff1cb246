// The broadcaster "null": everything may be called and nothing happens. For tests and server rendering.
import { Channel, type PresenceChannel } from './channel.js';
import { Connector } from './connector.js';

export class NullChannel extends Channel implements PresenceChannel {
  subscribe(): void {}
  unsubscribe(): void {}
  listen(_event: string, _callback: CallableFunction): this {
    return this;
  }
  stopListening(_event: string, _callback?: CallableFunction): this {
    return this;
  }
  listenToAll(_callback: CallableFunction): this {
    return this;
  }
  stopListeningToAll(_callback?: CallableFunction): this {
    return this;
  }
  subscribed(_callback: CallableFunction): this {
    return this;
  }
  error(_callback: CallableFunction): this {
    return this;
  }
  on(_event: string, _callback: CallableFunction): this {
    return this;
  }
  whisper(_event: string, _data: any): this {
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
}

export class NullConnector extends Connector<NullChannel, NullChannel, NullChannel> {
  channels: Record<string, NullChannel> = {};

  connect(): void {}
  disconnect(): void {}
  signin(): void {}
  channel(_name: string): NullChannel {
    return new NullChannel();
  }
  privateChannel(name: string): NullChannel {
    return this.channel(name);
  }
  encryptedPrivateChannel(name: string): NullChannel {
    return this.channel(name);
  }
  presenceChannel(name: string): NullChannel {
    return this.channel(name);
  }
  leave(_name: string): void {}
  leaveChannel(_name: string): void {}
  socketId(): string {
    return 'fake-socket-id';
  }
  connectionStatus(): 'connected' {
    return 'connected';
  }
  onConnectionChange(_callback: CallableFunction): () => void {
    return () => {};
  }
}
