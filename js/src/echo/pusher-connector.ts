// The connector for the broadcasters with the Pusher protocol: Reverb, Pusher, Ably.
import type { Options } from '../pusher/options.js';
import { Pusher } from '../pusher/pusher.js';
import { ClientConnector } from './client-connector.js';
import { PusherEncryptedPrivateChannel } from './pusher-channel.js';
import type { EchoOptionsWithDefaults } from './options.js';

/**
 * The connector for the Pusher protocol: `echo.connector` for Reverb, Pusher and Ably.
 * @example
 * const { pusher } = echo.connector; // the client, with the interface of pusher-js
 * pusher.connection.bind('error', ({ error }) => show(error));
 * echo.connector.signin(); // the same as pusher.signin()
 */
export class PusherConnector extends ClientConnector<Pusher> {
  /** The application's options, merged with the defaults. */
  declare options: EchoOptionsWithDefaults & { key: string; Pusher?: typeof Pusher } & Options;

  /** Makes a client, or uses `options.client`; does not close a previous one. */
  connect(): void {
    const { client, Pusher: Client = Pusher, key } = this.options;
    this.channels = Object.create(null);
    this.pusher = client ?? new Client(key, this.options);
  }
  /** Signs the user in with `userAuthentication`. */
  signin(): void {
    this.pusher.signin();
  }

  /** The encrypted channel of this name, without its prefix. */
  encryptedPrivateChannel(name: string): PusherEncryptedPrivateChannel {
    return this.take_(PusherEncryptedPrivateChannel, `private-encrypted-${name}`);
  }
}
