// The app's auth endpoint, as far as a test needs one: it signs for everybody who is not denied.
import type { Network } from './network.js';

/** The key under which encrypted channels are sealed here, in base64. */
export const sharedSecret = btoa('\x07'.repeat(32));

/** Who the app's user is: `id`, and for other members `info`. */
export interface User {
  /** As the app's server names them. */
  id: string | number;
  /** What other members are told of them. */
  info?: unknown;
}

/** A request that a client made. */
export interface AuthRequest {
  /** Where it went. */
  url: string;
  /** Empty when the user signs in. */
  channel: string;
  /** The connection that asked. */
  socketId: string;
  /** As they arrived. */
  headers: Record<string, string>;
  /** What stood in the body beside channel and socket id. */
  params: Record<string, string>;
}

export const channelData = ({ id, info = {} }: User): string =>
  JSON.stringify({ user_id: String(id), user_info: info });

export class Endpoint {
  readonly requests: AuthRequest[] = [];
  /** The statuses that channels are answered with; "" is signing in. */
  readonly denied = new Map<string, number>();

  constructor(
    private network_: Network,
    private user_: User,
    private promise_: any,
  ) {}

  /** Stands for `fetch`. */
  fetch = (url: string, { body, headers }: { body: string; headers: any }): unknown => {
    const params = Object.fromEntries(new URLSearchParams(body));
    const { channel_name: channel = '', socket_id: socketId = '', ...more } = params;
    this.requests.push({ url, channel, socketId, headers: { ...headers }, params: more });
    const status = this.denied.get(channel) ?? 200;
    const text = status === 200 ? JSON.stringify(this.sign_(channel, socketId)) : '';
    return this.promise_.resolve({
      status,
      redirected: false,
      headers: { get: () => null },
      text: () => text,
    });
  };

  private sign_(channel: string, socketId: string): object {
    const { broker } = this.network_;
    if (!channel) {
      const user_data = JSON.stringify({
        ...(this.user_.info as object),
        id: String(this.user_.id),
      });
      return { auth: broker.signUser(socketId, user_data), user_data };
    }
    const data = channel.startsWith('presence-') ? channelData(this.user_) : '';
    return {
      auth: broker.signChannel(socketId, channel, data),
      ...(data && { channel_data: data }),
      ...(channel.startsWith('private-encrypted-') && { shared_secret: sharedSecret }),
    };
  }
}
