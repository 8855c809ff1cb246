// The only loop: input -> engine -> effects, carried out in order. Inputs that arise meanwhile wait.
import { InputTag, type Input, WakeReason } from './border.js';
import type { Engine, Output } from './engine.js';
import type { Observer } from './observer.js';
import { ahead, longest, now } from './ports/clock.js';
import type { Stamped } from './ports/websocket.js';

export interface DriverOwner {
  /** Carries out one effect. What it throws is an app's mistake and harms nobody else. */
  perform_(output: Output): void;
  /** What looks on. */
  observers_: Iterable<Observer>;
  /** The engine is broken and must be replaced. */
  failed_(error: unknown): void;
}

export class Driver {
  private engine_?: Engine;
  private queue_: Input[] = [];
  private busy_ = false;
  private timer_?: ReturnType<typeof setTimeout>;
  private deadline_ = Infinity;
  private ahead_ = ahead();
  /** The last text that was passed by the engine, until the engine knows of it. */
  private passed_?: Stamped;
  private passedLink_ = 0;

  constructor(private owner_: DriverOwner) {}

  /** What was told so far is given to this engine; `first` are its effects so far. */
  start(engine: Engine, first: Output[]): void {
    this.engine_ = engine;
    this.busy_ = true;
    this.perform_(first);
    this.drain_();
  }

  /** No engine any more; inputs wait for the next one, after those in `again`. */
  stop(again: Input[]): void {
    this.engine_ = this.passed_ = undefined;
    this.queue_ = again;
    this.wake_(Infinity);
  }

  tell(input: Input): void {
    this.queue_.push(input);
    if (this.engine_ && !this.busy_) this.drain_();
  }

  /** Whether nothing is under way: only then may a text be dispatched past the engine. */
  idle_(): boolean {
    return !this.busy_ && !!this.engine_;
  }

  /** From here to `leave` the app's code runs for a text that the engine does not have to judge; inputs wait. */
  enter_(link: number, came: Stamped): void {
    this.passedLink_ = link;
    this.passed_ = came;
    this.busy_ = true;
  }
  leave(): void {
    // Nothing to do in the common case: no input, so no new deadline.
    if (this.queue_.length) this.drain_();
    else this.busy_ = false;
  }

  private drain_(): void {
    this.busy_ = true;
    try {
      for (let input; this.engine_ && (input = this.queue_.shift());) {
        const before = this.ahead_;
        this.ahead_ = ahead();
        // Wall time ran more than 2 s ahead since the last input: the device slept.
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

/** Runs code of the app; what it throws surfaces as an uncaught error, after us. */
export function attempt(code: () => void): void {
  try {
    code();
  } catch (error) {
    rethrow(error);
  }
}

/** Lets an error surface as an uncaught one, after us. */
export function rethrow(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}
