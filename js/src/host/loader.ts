// Loads the engine for one client, and retries until it is loaded. The delays are computed here, because there is no engine
// yet to decide them.
import type { Exports } from './engine.js';
import { load } from './load.js';

type Timer = ReturnType<typeof setTimeout>;

/** The delays between attempts are those of the engine for connecting (options.hpp). */
const [initialDelay, growth, maxDelay] = [500, 1.4, 20_000];

export interface LoaderOwner {
  /** Milliseconds until the application is told that loading is slow. */
  late_: number;
  /** Receives a fresh engine. If this throws, loading has failed. */
  loaded_(exports: Exports): void;
  /** Loading failed and is retried; without an error, loading is slow. */
  unloaded_(error?: unknown): void;
}

export class Loader {
  private turn_ = 0;
  private failures_ = 0;
  private loading_ = false;
  private wanted_ = false;
  /** The `plain` of the next attempt, while it is scheduled. */
  private next_?: boolean;
  private again_?: Timer;
  private lateness_?: Timer;

  constructor(private owner_: LoaderOwner) {}

  /** Starts to load; with `plain` the plain-JS build. */
  start(plain: boolean): void {
    const turn = ++this.turn_;
    clearTimeout(this.again_);
    this.next_ = undefined;
    this.loading_ = true;
    this.want_();
    load(plain, this.failures_)
      .then((exports) => {
        // Another attempt was started while this one was loading.
        if (turn !== this.turn_) return;
        this.owner_.loaded_(exports);
        // The engine trapped in `loaded_`, and another attempt was started.
        if (turn !== this.turn_) return;
        this.rest();
        this.loading_ = false;
        this.failures_ = 0;
      })
      .catch((error) => {
        if (turn !== this.turn_) return;
        this.next_ = !plain;
        const wait = Math.random() * Math.min(maxDelay, initialDelay * growth ** this.failures_++);
        if (this.wanted_) this.again_ = setTimeout(() => this.start(!plain), wait);
        this.owner_.unloaded_(error);
      });
  }
  /** The engine is needed: starts a scheduled attempt now. */
  hurry(): void {
    if (this.next_ != null) this.start(this.next_);
    else if (this.loading_) this.want_();
  }
  /** The engine is no longer needed. An attempt that is running may finish. */
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
