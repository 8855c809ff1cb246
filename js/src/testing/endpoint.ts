// A fake of the application's auth endpoint: it signs every request for a channel that is not denied.
import type { Network } from './network.js';

/** The key of encrypted channels, in base64. */
export const sharedSecret = btoa('\x07'.repeat(32));

/** A user: the `id`, and the `info` that other members see. */
export interface User {
  /** The user's id on the application's server. */
  id: string | number;
  /** The `user_info` that other members receive. */
  info?: unknown;
}

/** An auth request of a client. */
export interface AuthRequest {
  /** The URL. */
  url: string;
  /** The channel; empty for `signin()`. */
  channel: string;
  /** The socket id of the client. */
  socketId: string;
  /** The request's headers. */
  headers: Record<string, string>;
  /** The body's parameters other than channel and socket id. */
  params: Record<string, string>;
}

export const channelData = ({ id, info = {} }: User): string =>
  JSON.stringify({ user_id: String(id), user_info: info });

export class Endpoint {
  readonly requests: AuthRequest[] = [];
  /** The HTTP status for denied channels; "" is `signin()`. */
  readonly denied = new Map<string, number>();

  constructor(
    private network_: Network,
    private user_: User,
    private promise_: any,
  ) {}

  /** Replaces `fetch`. */
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
