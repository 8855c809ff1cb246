// The connection as Pusher apps watch it: state, socket id, events.
import { Emitter } from './emitter.js';

export class Connection extends Emitter {
  /** As pusher-js calls it: initialized, connecting, connected, unavailable, disconnected. */
  state = 'initialized';
  /** As the engine calls it: `reconnecting` stands apart from `connecting`. */
  status = 'initialized';
  socket_id: string | undefined;

  constructor(private pusher_: { connect(): void; disconnect(): void }) {
    super();
  }

  connect(): void {
    this.pusher_.connect();
  }
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
    this.socket_id = socketId || undefined;
    if (previous === current) return;
    this.emit('state_change', { previous, current });
    this.emit(current, current === 'connected' ? { socket_id: socketId } : undefined);
  }
}
