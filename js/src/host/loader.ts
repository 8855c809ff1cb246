// Loads the engine for one client, again and again until it is there. The waits are decided here and not in the engine
// because the engine is not there yet.
import type { Exports } from './engine.js';
import { load } from './load.js';

type Timer = ReturnType<typeof setTimeout>;

/** As the engine waits for the next attempt to connect (options.hpp). */
const [first, factor, most] = [500, 1.4, 20_000];

export interface LoaderOwner {
  /** Milliseconds until the app is told that it takes long. */
  late_: number;
  /** Here is an engine that has not begun. What this throws counts as a failure to load. */
  loaded_(exports: Exports): void;
  /** It did not load, and is asked for again; without an error: it takes long. */
  unloaded_(error?: unknown): void;
}

export class Loader {
  private turn_ = 0;
  private failures_ = 0;
  private loading_ = false;
  private wanted_ = false;
  /** What the next attempt begins with, while it is waited for. */
  private next_?: boolean;
  private again_?: Timer;
  private lateness_?: Timer;

  constructor(private owner_: LoaderOwner) {}

  /** Loads now. `plain`: not the Wasm build. */
  start(plain: boolean): void {
    const turn = ++this.turn_;
    clearTimeout(this.again_);
    this.next_ = undefined;
    this.loading_ = true;
    this.want_();
    load(plain, this.failures_)
      .then((exports) => {
        // Another attempt has begun meanwhile.
        if (turn !== this.turn_) return;
        this.owner_.loaded_(exports);
        // It broke at once, and the next one is on its way.
        if (turn !== this.turn_) return;
        this.rest();
        this.loading_ = false;
        this.failures_ = 0;
      })
      .catch((error) => {
        if (turn !== this.turn_) return;
        this.next_ = !plain;
        const wait = Math.random() * Math.min(most, first * factor ** this.failures_++);
        if (this.wanted_) this.again_ = setTimeout(() => this.start(!plain), wait);
        this.owner_.unloaded_(error);
      });
  }
  /** It is wanted, now rather than at the next planned attempt. */
  hurry(): void {
    if (this.next_ != null) this.start(this.next_);
    else if (this.loading_) this.want_();
  }
  /** It is not wanted any more; what is under way may end. */
  rest(): void {
    this.wanted_ = false;
    clearTimeout(this.again_);
    clearTimeout(this.lateness_);
    this.lateness_ = undefined;
  }

  private want_(): void {
    this.wanted_ = true;
    this.lateness_ ??= setTimeout(() => this.owner_.unloaded_(), this.owner_.late_);
  }
}
