// The broadcaster "null": everything may be called and nothing happens. For tests and server rendering.
import { PusherPresenceChannel } from './pusher-channel.js';
import { PusherConnector } from './pusher-connector.js';

const nothing = (): any => inert;

/** A client, and at the same time each of its channels, that does nothing. */
const inert: any = {
  connection: { socket_id: 'fake-socket-id', state: 'connected', bind: nothing, unbind: nothing },
  subscribe: nothing,
  unsubscribe: nothing,
  channel: nothing,
  disconnect: nothing,
  signin: nothing,
  bind: nothing,
  unbind: nothing,
  bind_global: nothing,
  unbind_global: nothing,
  trigger: nothing,
};

/** A channel on which calls go nowhere. */
export class NullChannel extends PusherPresenceChannel {
  constructor(name = '', options: any = {}) {
    super(inert, name, options);
  }
}

/** The connector of the broadcaster `null`: its channels are inert, too. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- narrows what is inherited, without code
export interface NullConnector {
  channel(name: string): NullChannel;
  privateChannel(name: string): NullChannel;
  encryptedPrivateChannel(name: string): NullChannel;
  presenceChannel(name: string): NullChannel;
  listen(name: string, event: string, callback: CallableFunction): NullChannel;
}
/** The connector of the broadcaster `null`: connected to nothing. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see the interface
export class NullConnector extends PusherConnector {
  /** Takes a client that does nothing. */
  override connect(): void {
    this.pusher = inert;
    this.channels = {};
  }
  /** Another channel each time: there is nothing to share. */
  protected override take_(_kind: unknown, name: string): any {
    return new NullChannel(name, this.options);
  }
}
