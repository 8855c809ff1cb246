// A world of its own for one fake Echo: its time, its timers, its promises. Nothing in it moves by itself: what is due runs
// when somebody looks (`settle`), when time is advanced, or at the test's next await.

interface Timer {
  at: number;
  run: () => void;
}

/** More tasks than this at one moment are a loop that will not end. */
const tasksMost = 1_000_000;

export class World {
  /** Not 0: events that came at 0 would not know when they came. */
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

  /** Runs `task` after what is waiting, at the present moment. */
  queue(task: () => void): void {
    this.tasks_.push(task);
    if (this.planned_ || this.settling_) return;
    this.planned_ = true;
    // A test that awaits sees things move without asking.
    void Promise.resolve().then(() => {
      this.planned_ = false;
      this.settle();
    });
  }

  /** Runs everything that is due now. What an app's listener throws comes out here, after all is done. */
  settle(): void {
    if (this.settling_) return;
    this.settling_ = true;
    for (let left = tasksMost; ; left--) {
      const run = this.tasks_.shift() ?? this.due_();
      if (!run) break;
      if (!left) {
        this.settling_ = false;
        throw new Error(`The app queued more than ${tasksMost} tasks without letting time pass.`);
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

  /** Lets time pass, stopping at every timer on the way. */
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

  /** The earliest timer that is due; of equals the older one. */
  private due_(): (() => void) | undefined {
    let found: [number, Timer] | undefined;
    for (const entry of this.timers_)
      if (entry[1].at <= this.now && (!found || entry[1].at < found[1].at)) found = entry;
    if (!found) return undefined;
    this.timers_.delete(found[0]);
    return found[1].run;
  }

  setTimeout = (run: () => void, ms = 0): number => {
    this.timers_.set(++this.made_, { at: this.now + Math.max(0, ms), run });
    return this.made_;
  };
  clearTimeout = (timer?: number): void => {
    this.timers_.delete(timer ?? 0);
  };
  /** From 0 to below 1, the same sequence for the same seed (mulberry32). */
  random = (): number => {
    this.random_ = (this.random_ + 0x6d2b79f5) >>> 0;
    let x = this.random_;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
