// App code written for laravel-echo: connectors of the app.
import Echo, {
  Channel,
  type ConnectionStatus,
  Connector,
  type EchoOptions,
  type PresenceChannel,
} from 'laravel-echo';

// 16: a channel of the app.
export class LocalChannel extends Channel {
  private heard: Record<string, CallableFunction[]> = {};
  constructor(public name: string) {
    super();
  }
  listen(event: string, callback: CallableFunction): this {
    (this.heard[event] ??= []).push(callback);
    return this;
  }
  stopListening(event: string, callback?: CallableFunction): this {
    this.heard[event] = callback ? (this.heard[event] ?? []).filter((one) => one !== callback) : [];
    return this;
  }
  subscribed(callback: CallableFunction): this {
    callback();
    return this;
  }
  error(_callback: CallableFunction): this {
    return this;
  }
}
export class LocalPresence extends LocalChannel implements PresenceChannel {
  here(_callback: CallableFunction): this {
    return this;
  }
  joining(_callback: CallableFunction): this {
    return this;
  }
  leaving(_callback: CallableFunction): this {
    return this;
  }
  whisper(_event: string, _data: Record<any, any>): this {
    return this;
  }
}

// 17: a connector with all four type parameters.
export class LocalConnector extends Connector<'null', LocalChannel, LocalChannel, LocalPresence> {
  channels: Record<string, LocalChannel> = {};
  constructor(options: EchoOptions<'null'>) {
    super(options);
    const endpoint: string = this.options.authEndpoint;
    const namespace: string | false = this.options.namespace;
    const headers: Record<string, string> = this.options.auth.headers;
    this.options.userAuthentication.headers = headers;
    this.channels[endpoint] = new LocalChannel(`${namespace}`);
  }
  connect(): void {}
  channel(name: string): LocalChannel {
    return (this.channels[name] ??= new LocalChannel(name));
  }
  privateChannel(name: string): LocalChannel {
    return this.channel(`private-${name}`);
  }
  presenceChannel(name: string): LocalPresence {
    return new LocalPresence(`presence-${name}`);
  }
  leave(name: string): void {
    this.leaveChannel(name);
  }
  leaveChannel(name: string): void {
    delete this.channels[name];
  }
  socketId(): string | undefined {
    return this.csrfToken() ?? undefined;
  }
  connectionStatus(): ConnectionStatus {
    return 'connected';
  }
  onConnectionChange(_callback: (status: ConnectionStatus) => void): () => void {
    return () => {};
  }
  disconnect(): void {}
}

// 18: an Echo on it.
export function use(): void {
  const echo = new Echo<'function'>({ broadcaster: LocalConnector, anything: 7 });
  echo.channel('a').listen('E', () => {});
  echo.private('a').whisper('x', {});
  const made: Connector<'null', LocalChannel, LocalChannel, LocalPresence> = new LocalConnector({
    broadcaster: 'null',
  });
  made.channel('a').listen('E', () => {});
}
