// The host's clock: monotonic milliseconds, and what wall time tells about sleep.
export const now = (): number => performance.now();

/** Timers of more than 2^31-1 ms would fire at once. */
export const longest = 2 ** 31 - 1;

/** How far wall time is ahead of the monotonic clock; sleep that the latter does not count makes it grow. */
export const ahead = (): number => Date.now() - now();
