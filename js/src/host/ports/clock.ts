// The host's clock: monotonic milliseconds, and what wall time tells about sleep.
import { optional } from '../optional.js';

/** Where there is no monotonic clock, the other one does: the engine bears time that goes backwards. */
export const now = (): number => optional(() => performance.now()) ?? Date.now();

/** Timers of more than 2^31-1 ms would fire at once. */
export const longest = 2 ** 31 - 1;

/** How far wall time is ahead of the monotonic clock; sleep that the latter does not count makes it grow. */
export const ahead = (): number => Date.now() - now();
