// Event listeners and their dispatch. A listener that throws does not affect the others.

import { rethrow } from '../host/driver.js';

type Listener = (...given: unknown[]) => void;
type Bound = { call: Listener; context?: unknown };

/**
 * An event emitter, as in pusher-js. All methods return the object itself.
 * @example
 * import Pusher from 'oread/pusher';
 *
 * const pusher = new Pusher('app-key', { cluster: 'eu' });
 * pusher.bind('headline', show); // on any channel
 * pusher.bind_global((event, payload) => show(event, payload));
 * pusher.emit('headline', { text: 'a test' }); // only to the listeners here
 * pusher.unbind('headline', show).unbind_global().unbind_all();
 */
export class Emitter {
  private bound_ = new Map<string, Bound[]>();
  private everything_: Bound[] = [];

  /**
   * Calls `callback`, with `context` as `this`, for every event of this name. An error that it throws is reported as
   * uncaught and does not affect other listeners.
   */
  bind(event: string, callback: CallableFunction, context?: unknown): this {
    const list = this.bound_.get(event);
    // The list grows in place, so a listener added during dispatch is called in that dispatch; `unbind` makes a new list,
    // so a removed listener is called as well. pusher-js does the same.
    if (list) list.push({ call: callback as Listener, context });
    else this.bound_.set(event, [{ call: callback as Listener, context }]);
    return this;
  }

  /** Removes the listeners that match event, callback and context; an omitted or null argument matches all. */
  unbind(event?: string | null, callback?: CallableFunction | null, context?: unknown): this {
    for (const [name, list] of this.bound_)
      if (!event || event === name) {
        const left = list.filter(
          (one) => (callback && callback !== one.call) || (context && context !== one.context),
        );
        if (left.length) this.bound_.set(name, left);
        else this.bound_.delete(name);
      }
    return this;
  }

  /** Calls `callback` with the name and payload of every event. */
  bind_global(callback: CallableFunction): this {
    this.everything_.push({ call: callback as Listener });
    return this;
  }
  /** Removes `callback` from the global listeners, or removes all of them if it is omitted. */
  unbind_global(callback?: CallableFunction): this {
    this.everything_ = callback ? this.everything_.filter((one) => one.call !== callback) : [];
    return this;
  }
  /** Removes all listeners. `callback` is accepted for pusher-js, where it has no effect either. */
  unbind_all(callback?: CallableFunction): this;
  unbind_all(): this {
    return this.unbind().unbind_global();
  }

  /** Calls the listeners as if the event had arrived; sends nothing. */
  emit(event: string, data?: unknown, metadata?: unknown): this {
    const list = this.bound_.get(event);
    // This runs for every message, so it allocates nothing if there are no listeners.
    if (this.everything_.length) call(this.everything_, 2, event, data);
    if (list) call(list, metadata ? 2 : data ? 1 : 0, data, metadata);
    return this;
  }

  /** @internal */
  hears_(event: string): boolean {
    return this.everything_.length > 0 || this.bound_.has(event);
  }
}

/** Calls each listener with the first `count` of these arguments. */
function call(list: Bound[], count: number, first: unknown, second: unknown): void {
  // By index, because a listener may add to the list.
  for (let i = 0; i < list.length; i++)
    try {
      const { call, context } = list[i]!;
      const on = context ?? globalThis;
      // Two arguments are the usual case, and an array of them would cost time.
      if (count > 1) call.call(on, first, second);
      else call.apply(on, [first].slice(0, count));
    } catch (error) {
      rethrow(error);
    }
}
