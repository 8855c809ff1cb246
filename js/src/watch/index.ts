// The sub-path `oread/watch`: every transition of the connection and of each channel, for monitoring in production. It
// reports names and states, never payloads, tokens or signatures. Applications that do not import it do not download it.
import type { Observer } from '../host/observer.js';
import type { Pusher } from '../pusher/pusher.js';
import { Account } from './account.js';
import type { Transition } from './transition.js';

export type { Reason, ReasonCode } from './reason.js';
export type {
  ChannelState,
  ChannelTransition,
  ConnectionState,
  ConnectionTransition,
  Step,
  Transition,
} from './transition.js';

/** Options of `watch()`. */
export interface WatchOptions {
  /** A custom clock, in milliseconds; for tests, `clock.now` of `oread/testing`. */
  now?: () => number;
}

/**
 * Calls `callback` with every transition from now on, after the application's own listeners; returns a function that stops
 * it. If `callback` throws, the error is reported as uncaught. An Echo with another client than Oread's reports nothing.
 * @example
 * import { watch } from 'oread/watch';
 *
 * const stop = watch(echo, (transition) => {
 *   const { kind, from, to, lasted, reason } = transition;
 *   if (kind === 'connection' && from === 'connected') show(`online for ${lasted} ms`, reason?.message);
 *   if (kind === 'channel' && to === 'failed') show(transition.channel, reason?.code);
 * });
 * stop();
 */
export function watch(
  echo: { connector: any },
  callback: (transition: Transition) => void,
  { now }: WatchOptions = {},
): () => void {
  // A view of an Echo (oread/leases) has the same client.
  const pusher: Pusher | undefined = echo.connector.pusher;
  const observers = pusher?.client_?.observers_;
  if (!observers) return () => {};
  let on = true;
  const clock = { date: now ?? Date.now, now: now ?? (() => performance.now()) };
  const account = new Account(pusher, clock, (transition) => {
    if (on)
      try {
        callback(transition);
      } catch (error) {
        setTimeout(() => {
          throw error;
        });
      }
  });
  const observer: Observer = { event_: (event) => account.hear(event) };
  observers.add(observer);
  return () => {
    on = false;
    observers.delete(observer);
  };
}
