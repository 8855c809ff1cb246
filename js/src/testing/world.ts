// The event loop of one fake Echo: its time, timers and promises. Due tasks run when the test inspects something (`settle`),
// advances the time, or awaits.

interface Timer {
  at: number;
  run: () => void;
}

/** More tasks than this without letting time pass are an endless loop. */
const maxTasks = 1_000_000;

export class World {
  /** Not 0, because the client treats an event's timestamp of 0 as missing. */
  now = 1;
  private tasks_: (() => void)[] = [];
  private timers_ = new Map<number, Timer>();
  private made_ = 0;
  private settling_ = false;
  private planned_ = false;
  private errors_: unknown[] = [];
  private random_: number;

  constructor(seed: number) {
    this.random_ = seed >>> 0;
  }

  /** Runs `task` after the waiting tasks, at the current time. */
  queue(task: () => void): void {
    this.tasks_.push(task);
    if (this.planned_ || this.settling_) return;
    this.planned_ = true;
    // A test that awaits does not have to settle.
    void Promise.resolve().then(() => {
      this.planned_ = false;
      this.settle();
    });
  }

  /** Runs everything that is due now, then throws the first error of an application's listener, if any. */
  settle(): void {
    if (this.settling_) return;
    this.settling_ = true;
    for (let left = maxTasks; ; left--) {
      const run = this.tasks_.shift() ?? this.due_();
      if (!run) break;
      if (!left) {
        this.settling_ = false;
        throw new Error(`The app queued more than ${maxTasks} tasks without letting time pass.`);
      }
      try {
        run();
      } catch (error) {
        this.errors_.push(error);
      }
    }
    this.settling_ = false;
    const [error] = this.errors_.splice(0);
    if (error !== undefined) throw error;
  }

  /** Advances the time, stopping at every timer on the way. */
  advance(ms: number): void {
    const end = this.now + ms;
    this.settle();
    for (;;) {
      const next = Math.min(...[...this.timers_.values()].map(({ at }) => at));
      if (next > end) break;
      this.now = Math.max(this.now, next);
      this.settle();
    }
    this.now = end;
  }

  /** Removes and returns the earliest due timer; of equal ones the older. */
  private due_(): (() => void) | undefined {
    let found: { id: number; timer: Timer } | undefined;
    for (const [id, timer] of this.timers_)
      if (timer.at <= this.now && (!found || timer.at < found.timer.at)) found = { id, timer };
    if (!found) return undefined;
    this.timers_.delete(found.id);
    return found.timer.run;
  }

  setTimeout = (run: () => void, ms = 0): number => {
    this.timers_.set(++this.made_, { at: this.now + Math.max(0, ms), run });
    return this.made_;
  };
  clearTimeout = (timer?: number): void => {
    this.timers_.delete(timer ?? 0);
  };
  /** A number from 0 to below 1; the same sequence for the same seed (mulberry32). */
  random = (): number => {
    this.random_ = (this.random_ + 0x6d2b79f5) >>> 0;
    let x = this.random_;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
