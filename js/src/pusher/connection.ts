// The connection as Pusher apps watch it: state, socket id, events.
import { Emitter } from './emitter.js';

/**
 * `pusher.connection`. Tells `state_change` with `{ previous, current }`; each state by its name, `connected` with
 * `{ socket_id }`; `connecting_in` with the seconds until the next attempt; `message` with every event; `error` with
 * `{ type, error }` (a lost or refused socket: `error.data.code` is the close code) or `{ type: 'PusherError', data }`
 * (what the server said).
 */
export class Connection extends Emitter {
  /** As pusher-js calls it: initialized, connecting, connected, unavailable, failed, disconnected. */
  state = 'initialized';
  /** As the engine calls it: `reconnecting` stands apart from `connecting`. */
  status = 'initialized';
  /**
   * The id of the connection, or of the last one while there is none; `undefined` before the first. The type is that of
   * pusher-js.
   */
  socket_id!: string;

  constructor(private pusher_: { connect(): void; disconnect(): void; shouldUseTLS(): boolean }) {
    super();
  }

  /** Whether the connection is by TLS. */
  get usingTLS(): boolean {
    return this.pusher_.shouldUseTLS();
  }
  /** As `usingTLS`. */
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
