// The host's clock: monotonic milliseconds, and wall time to detect sleep.
import { optional } from '../optional.js';

/** Falls back to wall time without a monotonic clock: the engine tolerates time that goes backwards. */
export const now = (): number => optional(() => performance.now()) ?? Date.now();

/** The maximum delay of a timer: one of more than 2^31-1 ms fires immediately. */
export const longest = 2 ** 31 - 1;

/** How far wall time is ahead of the monotonic clock; grows by sleep that the monotonic clock does not count. */
export const ahead = (): number => Date.now() - now();
