// The last inputs and effects of one engine.
import type { Input } from '../host/border.js';
import type { Output } from '../host/engine.js';
import { redacted } from './redact.js';
import type { TraceStep } from './step.js';
import { inputJsonOf, jsonOf } from './transcript.js';

/** Maximum number of inputs and effects to keep. */
const max = 500;

export class Ring {
  /** The number of oldest steps that were dropped. */
  dropped = 0;
  readonly steps: TraceStep[] = [];
  /** Texts that were dispatched without the engine since the last step. */
  passed = 0;
  private size_ = 0;

  /** `options` by number, as the engine received them. */
  constructor(readonly options: Record<number, number | undefined>) {}

  note(now: number, input: Input, outputs: readonly Output[], deadline: number): void {
    const json = redacted(inputJsonOf(input));
    // The engine counts whole milliseconds.
    if (typeof json.at === 'number') json.at = Math.floor(json.at);
    this.steps.push({
      at: Math.floor(now),
      input: json,
      effects: outputs.map((output) => redacted(jsonOf(output))),
      deadline: deadline < Infinity ? deadline : null,
      ...(this.passed && { passed: this.passed }),
    });
    this.passed = 0;
    this.size_ += 1 + outputs.length;
    while (this.size_ > max) {
      this.size_ -= 1 + this.steps.shift()!.effects.length;
      this.dropped++;
    }
  }
}
