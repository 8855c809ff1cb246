// Virtual time: replaces the timers and clocks of this process, so that an hour of reconnecting takes a moment and is
// reproducible.

const real = { setImmediate: globalThis.setImmediate };

/** Lets promises settle and work outside of JavaScript (compiling Wasm) proceed. */
const settle = () => new Promise((resolve) => real.setImmediate(resolve));

export class VirtualTime {
  now = 1_000_000; // Milliseconds; an arbitrary start.
  #timers = new Map(); // id → { at, run, every }
  #moments = []; // Binary heap of [at, id], by time, then by age.
  #next = 1;

  /** Replaces the process's clocks and timers permanently. */
  install() {
    globalThis.setTimeout = (run, ms, ...args) => this.#add(() => run(...args), ms, null);
    globalThis.setInterval = (run, ms, ...args) =>
      this.#add(() => run(...args), ms, Math.max(1, ms));
    globalThis.clearTimeout = globalThis.clearInterval = (id) => this.#timers.delete(Number(id));
    globalThis.setImmediate = (run, ...args) => this.#add(() => run(...args), 0, null);
    globalThis.clearImmediate = globalThis.clearTimeout;
    Date.now = () => this.now;
    performance.now = () => this.now;
    return this;
  }

  /** Advances the time by `ms`, timer by timer. */
  async pass(ms) {
    const end = this.now + ms;
    while (this.#moments.length && this.#moments[0][0] <= end) {
      this.now = Math.max(this.now, this.#moments[0][0]);
      while (this.#moments.length && this.#moments[0][0] <= this.now) this.#fire(this.#pop());
      await settle();
    }
    this.now = end;
    await settle();
  }

  /** Advances the time in steps until `done()`, by at most `ms`; returns whether `done()` became true. */
  async passUntil(done, ms, step = 10) {
    for (const end = this.now + ms; this.now < end && !done();) await this.pass(step);
    return done();
  }

  #add(run, ms, every) {
    const id = this.#next++;
    // Like browsers and Node: whole milliseconds, at least one.
    const at = this.now + Math.max(1, Math.trunc(Number(ms)) || 0);
    this.#timers.set(id, { at, run, every });
    this.#push([at, id]);
    return {
      id,
      ref: () => {},
      unref: () => {},
      hasRef: () => true,
      [Symbol.toPrimitive]: () => id,
    };
  }

  #fire([, id]) {
    const timer = this.#timers.get(id);
    if (!timer) return;
    if (timer.every === null) this.#timers.delete(id);
    else this.#push([(timer.at = this.now + timer.every), id]);
    timer.run();
  }

  #push(moment) {
    const heap = this.#moments;
    let i = heap.push(moment) - 1;
    for (let up; i > 0 && before(moment, heap[(up = (i - 1) >> 1)]); i = up) heap[i] = heap[up];
    heap[i] = moment;
  }

  #pop() {
    const heap = this.#moments;
    const [first] = heap;
    const last = heap.pop();
    if (heap.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
      if (!before(heap[child], last)) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
    return first;
  }
}

const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
