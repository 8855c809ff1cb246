// A socket without a connection: the test says what happens to it.
import { Emitter } from '../../src/socketio/emitter.js';
import type { Socket, SocketReservedEvents } from '../../src/socketio/entry.js';
import type { DefaultEventsMap } from '../../src/socketio/event-types.js';

export class StillSocket extends Emitter<DefaultEventsMap, SocketReservedEvents> {
  connected = false;
  active = false;
  id: string | undefined;
  recovered = false;
  /** The calls of the hooks, in order. */
  calls: string[] = [];
  static make(): StillSocket & Socket<any, any> {
    return new StillSocket() as any;
  }
  connect(): this {
    this.calls.push('connect');
    this.active = true;
    return this;
  }
  disconnect(): this {
    this.calls.push('disconnect');
    this.active = false;
    if (this.connected) this.lose('io client disconnect');
    return this;
  }
  /** The server accepts it. */
  accept(id = 'id'): void {
    Object.assign(this, { active: true, connected: true, id });
    this.tell_('connect');
  }
  lose(reason = 'transport close'): void {
    Object.assign(this, { connected: false, id: undefined });
    this.tell_('disconnect', reason);
  }
  /** The server cannot be reached, or (`final`) refuses it. */
  fail(error: Error, final = false): void {
    this.active = !final;
    this.tell_('connect_error', error);
  }
}
