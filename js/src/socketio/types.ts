// The types of the broadcaster `socket.io`.
import type {
  PusherChannel,
  PusherPresenceChannel,
  PusherPrivateChannel,
} from '../echo/pusher-channel.js';
import type { SocketIoConnector } from './connector.js';
import type { SocketIoOptions } from './options.js';
import type { EchoSocket } from './socket.js';

declare module '../echo/types.js' {
  interface Broadcaster {
    /** laravel-echo-server, with `import Echo from 'oread/socket.io'`. */
    'socket.io': {
      connector: SocketIoConnector;
      public: PusherChannel<EchoSocket>;
      private: PusherPrivateChannel<EchoSocket>;
      /** laravel-echo-server has no encrypted channels: `encryptedPrivate()` throws. */
      encrypted: never;
      presence: PusherPresenceChannel<EchoSocket>;
      options: GenericOptions<'socket.io'> & SocketIoOptions;
    };
  }
}
export type { SocketIoOptions };
