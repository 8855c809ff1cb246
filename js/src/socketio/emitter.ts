// Listeners as in socket.io-client. A listener that throws does not affect the others.
import { rethrow } from '../host/driver.js';
import type { AnyListener, EventNamesOf, EventsMap, ListenerOf } from './event-types.js';

type Bound = { call: AnyListener; once: boolean };

/**
 * An event emitter, as in socket.io-client.
 * @example
 * socket.on('order', show);
 * socket.once('hello', show); // the first one only
 * show(socket.hasListeners('order'), socket.listeners('order').length);
 * socket.off('order', show); // this listener
 * socket.removeAllListeners('order'); // all of this name
 */
export class Emitter<ListenEvents extends EventsMap, ReservedEvents extends EventsMap> {
  private bound_ = new Map<string, Bound[]>();

  /** Calls `listener` for every event of this name. */
  on<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(
    ev: Ev,
    listener: ListenerOf<ReservedEvents, ListenEvents, Ev>,
  ): this {
    return this.add_(ev, listener, false);
  }
  /** Calls `listener` for the next event of this name only. */
  once<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(
    ev: Ev,
    listener: ListenerOf<ReservedEvents, ListenEvents, Ev>,
  ): this {
    return this.add_(ev, listener, true);
  }
  private add_(ev: unknown, call: AnyListener, once: boolean): this {
    const name = String(ev);
    // Always a new list, because the old one may be being gone through.
    this.bound_.set(name, [...(this.bound_.get(name) ?? []), { call, once }]);
    return this;
  }
  /** Removes a listener; without it all listeners of this name, and without a name all listeners. */
  off<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(
    ev?: Ev,
    listener?: ListenerOf<ReservedEvents, ListenEvents, Ev>,
  ): this {
    const name = String(ev);
    if (ev == null) this.bound_.clear();
    else if (!listener) this.bound_.delete(name);
    else {
      const one = this.bound_.get(name)?.find(({ call }) => call === listener);
      if (one) this.remove_(name, one);
    }
    return this;
  }
  private remove_(name: string, one: Bound): void {
    const rest = (this.bound_.get(name) ?? []).filter((other) => other !== one);
    // Without an empty list for each name that an application ever used.
    if (rest.length) this.bound_.set(name, rest);
    else this.bound_.delete(name);
  }
  /** The same as `off`. */
  removeListener<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(
    ev?: Ev,
    listener?: ListenerOf<ReservedEvents, ListenEvents, Ev>,
  ): this {
    return this.off(ev, listener);
  }
  /** The same as `off` without a listener. */
  removeAllListeners<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(ev?: Ev): this {
    return this.off(ev);
  }
  /** The listeners of this name. */
  listeners<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(
    ev: Ev,
  ): ListenerOf<ReservedEvents, ListenEvents, Ev>[] {
    return (this.bound_.get(String(ev)) ?? []).map(({ call }) => call as any);
  }
  /** Whether there are listeners of this name. */
  hasListeners<Ev extends EventNamesOf<ReservedEvents, ListenEvents>>(ev: Ev): boolean {
    return this.bound_.has(String(ev));
  }

  /** @internal */
  tell_(ev: unknown, ...args: unknown[]): void {
    this.fire_(String(ev), args);
  }
  /** @internal It is called for every event that arrives. */
  fire_(name: string, args: unknown[]): void {
    const all = this.bound_.get(name);
    if (!all) return;
    for (let i = 0; i < all.length; i++) {
      const one = all[i]!;
      if (one.once) this.remove_(name, one);
      // Not `attempt`: a closure would be made for every event.
      try {
        one.call.apply(this, args);
      } catch (error) {
        rethrow(error);
      }
    }
  }
}
