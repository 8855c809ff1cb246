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
  private tasks: (() => void)[] = [];
  private timers = new Map<number, Timer>();
  private made = 0;
  private settling = false;
  private planned = false;
  private errors: unknown[] = [];
  private random_: number;

  constructor(seed: number) {
    this.random_ = seed >>> 0;
  }

  /** Runs `task` after what is waiting, at the present moment. */
  queue(task: () => void): void {
    this.tasks.push(task);
    if (this.planned || this.settling) return;
    this.planned = true;
    // A test that awaits sees things move without asking.
    void Promise.resolve().then(() => {
      this.planned = false;
      this.settle();
    });
  }

  /** Runs everything that is due now. What an app's listener throws comes out here, after all is done. */
  settle(): void {
    if (this.settling) return;
    this.settling = true;
    for (let left = tasksMost; ; left--) {
      const run = this.tasks.shift() ?? this.due();
      if (!run) break;
      if (!left) {
        this.settling = false;
        throw new Error('The app keeps itself busy: time cannot go on.');
      }
      try {
        run();
      } catch (error) {
        this.errors.push(error);
      }
    }
    this.settling = false;
    const [error] = this.errors.splice(0);
    if (error !== undefined) throw error;
  }

  /** Lets time pass, stopping at every timer on the way. */
  advance(ms: number): void {
    const end = this.now + ms;
    this.settle();
    for (;;) {
      const next = Math.min(...[...this.timers.values()].map(({ at }) => at));
      if (next > end) break;
      this.now = Math.max(this.now, next);
      this.settle();
    }
    this.now = end;
  }

  /** The earliest timer that is due; of equals the older one. */
  private due(): (() => void) | undefined {
    let found: [number, Timer] | undefined;
    for (const entry of this.timers)
      if (entry[1].at <= this.now && (!found || entry[1].at < found[1].at)) found = entry;
    if (!found) return undefined;
    this.timers.delete(found[0]);
    return found[1].run;
  }

  setTimeout = (run: () => void, ms = 0): number => {
    this.timers.set(++this.made, { at: this.now + Math.max(0, ms), run });
    return this.made;
  };
  clearTimeout = (timer?: number): void => {
    this.timers.delete(timer ?? 0);
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
