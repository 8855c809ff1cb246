// The host's clock: monotonic milliseconds, and what wall time tells about sleep that the monotonic clock did not count.
export const now = (): number => performance.now();

/** Timers of more than 2^31-1 ms would fire at once. */
export const longest = 2 ** 31 - 1;

/** Watches wall time against the monotonic clock. */
export class SleepWatch {
  private ahead_ = Date.now() - now();

  /** Whether the device slept since the last call: wall time ran more than 2 s ahead. */
  slept_(): boolean {
    const ahead = Date.now() - now();
    const jumped = ahead - this.ahead_ > 2000;
    this.ahead_ = ahead;
    return jumped;
  }
}
