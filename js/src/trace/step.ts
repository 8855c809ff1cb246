// One step of a trace.

/** One input, and what it caused. */
export interface TraceStep {
  /** The host's clock, in milliseconds. */
  at: number;
  /** The engine's input; `kind` is its type. */
  input: Record<string, unknown>;
  /** The effects and events that it caused. */
  effects: Record<string, unknown>[];
  /** The engine's deadline after the step; null if there is none. */
  deadline: number | null;
  /** Number of texts that were dispatched without the engine since the previous step. */
  passed?: number;
}
