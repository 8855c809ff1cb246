// Promises whose reactions run as tasks of a world, so that awaiting code proceeds only when the world does.
import type { World } from './world.js';

type Reaction = (value: any) => any;

/** Makes the constructor that replaces `Promise` in this world. */
export function promiseOf(world: World): any {
  return class WorldPromise {
    private state_: 'pending' | 'fulfilled' | 'rejected' = 'pending';
    private value_: unknown;
    private waiting_: (() => void)[] = [];

    constructor(run: (resolve: Reaction, reject: Reaction) => void) {
      let decided = false;
      const once = (act: Reaction) => (value: unknown) => {
        if (decided) return;
        decided = true;
        act(value);
      };
      const reject = once((reason) => this.settle_('rejected', reason));
      try {
        run(
          once((value) => this.take_(value)),
          reject,
        );
      } catch (error) {
        reject(error);
      }
    }

    /** Resolves with a value, or follows another promise of any kind. */
    private take_(value: any): void {
      if (typeof value?.then !== 'function') return this.settle_('fulfilled', value);
      world.queue(() => {
        const follow = (resolve: Reaction, reject: Reaction) => value.then(resolve, reject);
        const settle = (state: 'fulfilled' | 'rejected') => (found: unknown) =>
          world.queue(() => this.settle_(state, found));
        follow(settle('fulfilled'), settle('rejected'));
      });
    }
    private settle_(state: 'fulfilled' | 'rejected', value: unknown): void {
      this.state_ = state;
      this.value_ = value;
      for (const react of this.waiting_.splice(0)) world.queue(react);
    }

    then(fulfilled?: Reaction, rejected?: Reaction): WorldPromise {
      return new WorldPromise((resolve, reject) => {
        const react = () => {
          const good = this.state_ === 'fulfilled';
          const call = good ? fulfilled : rejected;
          if (!call) return good ? resolve(this.value_) : reject(this.value_);
          try {
            resolve(call(this.value_));
          } catch (error) {
            reject(error);
          }
        };
        if (this.state_ === 'pending') this.waiting_.push(react);
        else world.queue(react);
      });
    }
    catch(rejected: Reaction): WorldPromise {
      return this.then(undefined, rejected);
    }
    finally(act: () => void): WorldPromise {
      return this.then(
        (value) => (act(), value),
        (reason) => {
          act();
          throw reason;
        },
      );
    }

    static resolve(value?: any): WorldPromise {
      return value instanceof WorldPromise ? value : new WorldPromise((resolve) => resolve(value));
    }
    static reject(reason: unknown): WorldPromise {
      return new WorldPromise((_, reject) => reject(reason));
    }
  };
}
