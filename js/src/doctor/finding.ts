// One thing that is wrong, or likely to be.

/** One thing that is wrong, or likely to be. */
export interface Finding {
  /** What is wrong, as a sentence without its full stop. */
  wrong: string;
  /** What to change, likewise. */
  change: string;
}
