// Who listens to what, and the calling of them: one throwing listener harms no other.

import { rethrow } from '../host/driver.js';

type Bound = { call: any; context?: unknown };

/** What can be listened to, as in pusher-js. All methods answer with the object itself. */
export class Emitter {
  private bound_ = new Map<string, Bound[]>();
  private everything_: Bound[] = [];

  /** Calls `callback`, with `context` as `this`, for every such event. What it throws is reported as uncaught, and harms nobody. */
  bind(event: string, callback: CallableFunction, context?: unknown): this {
    const list = this.bound_.get(event);
    // The list grows in place, so that a listener added during dispatch is called in that dispatch;
    // `unbind` makes a new one, so that a removed one is, too. That is how pusher-js does it.
    if (list) list.push({ call: callback, context });
    else this.bound_.set(event, [{ call: callback, context }]);
    return this;
  }

  /** Takes off what was bound by this event, callback and context; what is left out, or null, stands for all. */
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

  /** Calls `callback` with name and payload of every event. */
  bind_global(callback: CallableFunction): this {
    this.everything_.push({ call: callback });
    return this;
  }
  /** Takes `callback` off all events, or all such callbacks when none is given. */
  unbind_global(callback?: CallableFunction): this {
    this.everything_ = callback ? this.everything_.filter((one) => one.call !== callback) : [];
    return this;
  }
  /** Takes everything off. `callback` is accepted for pusher-js, and has no effect there either. */
  unbind_all(callback?: CallableFunction): this;
  unbind_all(): this {
    return this.unbind().unbind_global();
  }

  /** Calls the listeners as if the event had arrived; sends nothing. */
  emit(event: string, data?: unknown, metadata?: unknown): this {
    const list = this.bound_.get(event);
    // Nothing is made for nobody: this runs for every message.
    if (this.everything_.length) call(this.everything_, [event, data]);
    if (list) call(list, metadata ? [data, metadata] : data ? [data] : []);
    return this;
  }

  /** @internal */
  hears_(event: string): boolean {
    return this.everything_.length > 0 || this.bound_.has(event);
  }
}

function call(list: Bound[], given: unknown[]): void {
  // By index: the list may grow meanwhile.
  for (let i = 0; i < list.length; i++)
    try {
      const { call, context } = list[i]!;
      call.apply(context ?? globalThis, given);
    } catch (error) {
      rethrow(error);
    }
}
