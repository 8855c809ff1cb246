// The connection as Pusher applications see it: state, socket id, events.
import { Emitter } from './emitter.js';

/**
 * `pusher.connection`. Emits `state_change` with `{ previous, current }`; each state by its name, `connected` with
 * `{ socket_id }`; `connecting_in` with the seconds until the next attempt; `message` with every event; and `error` with
 * `{ type, error }` (a lost or refused socket: `error.data.code` is the close code) or `{ type: 'PusherError', data }`
 * (an error from the server).
 * @example
 * import Pusher from 'oread/pusher';
 *
 * const pusher = new Pusher('app-key', { cluster: 'eu' });
 * const { connection } = pusher;
 * connection.bind('state_change', ({ previous, current }) => show(previous, current));
 * connection.bind('error', ({ error }) => show(error?.data?.code));
 * show(connection.isUsingTLS());
 * connection.disconnect();
 * connection.connect();
 */
export class Connection extends Emitter {
  /** The state in pusher-js's terms: initialized, connecting, connected, unavailable, failed or disconnected. */
  state = 'initialized';
  /** The state in the engine's terms: `reconnecting` is distinct from `connecting`. */
  status = 'initialized';
  /**
   * The socket id of the current connection, or else of the last one; `undefined` before the first connection. The type is
   * that of pusher-js.
   */
  socket_id!: string;

  constructor(private pusher_: { connect(): void; disconnect(): void; shouldUseTLS(): boolean }) {
    super();
  }

  /** Whether the connection uses TLS. */
  get usingTLS(): boolean {
    return this.pusher_.shouldUseTLS();
  }
  /** The same as `usingTLS`. */
  isUsingTLS(): boolean {
    return this.pusher_.shouldUseTLS();
  }

  /** `pusher.connect()`. */
  connect(): void {
    this.pusher_.connect();
  }
  /** `pusher.disconnect()`. */
  disconnect(): void {
    this.pusher_.disconnect();
  }

  /** @internal */
  become_(status: string, socketId?: string): void {
    if (status === this.status) return;
    const previous = this.state;
    const current = status === 'reconnecting' ? 'connecting' : status;
    this.status = status;
    this.state = current;
    if (socketId) this.socket_id = socketId;
    if (previous === current) return;
    this.emit('state_change', { previous, current });
    this.emit(current, current === 'connected' ? { socket_id: socketId } : undefined);
  }
}
