// The only loop: input -> engine -> effects, performed in order. Inputs that arrive during this wait.
import { InputTag, type Input, WakeReason } from './border.js';
import type { Engine, Output } from './engine.js';
import type { Observer } from './observer.js';
import { ahead, longest, now } from './ports/clock.js';
import type { Stamped } from './ports/websocket.js';

export interface DriverOwner {
  /** Performs one effect. An error that it throws comes from the application and does not affect other effects. */
  perform_(output: Output): void;
  /** What is informed of each step. */
  observers_: Iterable<Observer>;
  /** The engine trapped and must be replaced. */
  failed_(error: unknown): void;
}

export class Driver {
  private engine_?: Engine;
  private queue_: Input[] = [];
  private busy_ = false;
  private timer_?: ReturnType<typeof setTimeout>;
  private deadline_ = Infinity;
  private ahead_ = ahead();
  /** The last text that was dispatched without the engine, until the engine is told. */
  private passed_?: Stamped;
  private passedLink_ = 0;

  constructor(private owner_: DriverOwner) {}

  /** Starts with this engine: performs its first effects, then gives it the inputs that have waited. */
  start(engine: Engine, first: Output[]): void {
    this.engine_ = engine;
    this.busy_ = true;
    this.perform_(first);
    this.drain_();
  }

  /** Drops the engine; inputs wait for the next one, after those in `again`. */
  stop(again: Input[]): void {
    this.engine_ = this.passed_ = undefined;
    this.queue_ = again;
    this.wake_(Infinity);
  }

  tell(input: Input): void {
    this.queue_.push(input);
    if (this.engine_ && !this.busy_) this.drain_();
  }

  /** Whether the engine is loaded and not busy: only then may a text be dispatched without it. */
  idle_(): boolean {
    return !this.busy_ && !!this.engine_;
  }

  /** From here until `leave` the application handles a text without the engine; inputs wait. */
  enter_(link: number, came: Stamped): void {
    this.passedLink_ = link;
    this.passed_ = came;
    this.busy_ = true;
  }
  leave(): void {
    // Usually there is no input, and so no new deadline.
    if (this.queue_.length) this.drain_();
    else this.busy_ = false;
  }

  private drain_(): void {
    this.busy_ = true;
    try {
      for (let input; this.engine_ && (input = this.queue_.shift());) {
        const before = this.ahead_;
        this.ahead_ = ahead();
        // Wall time advanced more than 2 s beyond the monotonic clock since the last input: the device slept.
        if (this.ahead_ - before > 2000) this.give_([InputTag.Woke, WakeReason.Resumed]);
        const passed = this.passed_;
        if (passed) {
          this.passed_ = undefined;
          this.give_([InputTag.Receipt, this.passedLink_, Math.min(passed.timeStamp, now())]);
        }
        this.give_(input);
      }
      if (this.engine_) this.wake_(this.engine_.deadline);
    } catch (error) {
      this.owner_.failed_(error);
    }
    this.busy_ = false;
  }

  private give_(input: Input): void {
    const { engine_: engine } = this;
    if (!engine) return;
    const at = now();
    const outputs = engine.handle(input, at);
    for (const one of this.owner_.observers_) one.step_?.(at, input, outputs, engine.deadline);
    this.perform_(outputs);
  }

  private perform_(outputs: Output[]): void {
    for (const output of outputs) attempt(() => this.owner_.perform_(output));
  }

  private wake_(deadline: number): void {
    if (deadline === this.deadline_) return;
    this.deadline_ = deadline;
    clearTimeout(this.timer_);
    if (deadline < Infinity)
      this.timer_ = setTimeout(
        () => {
          this.deadline_ = Infinity;
          this.tell([InputTag.Tick]);
        },
        Math.min(Math.max(0, Math.ceil(deadline - now())), longest),
      );
  }
}

/** Runs the application's code; an error that it throws becomes an uncaught error after this task. */
export function attempt(code: () => void): void {
  try {
    code();
  } catch (error) {
    rethrow(error);
  }
}

/** Throws an error as an uncaught error after this task. */
export function rethrow(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}
