// One step of a trace, as it is written down.

/** One thing that happened, and what came of it. */
export interface TraceStep {
  /** Milliseconds of the host's clock. */
  at: number;
  /** What the engine was told, by its kind. */
  input: Record<string, unknown>;
  /** What it wanted done, or told. */
  effects: Record<string, unknown>[];
  /** When it wanted to be woken. */
  deadline: number | null;
  /** Texts that were dispatched without the engine since the step before. */
  passed?: number;
}
