// The sub-path `oread/watch`: every transition of the connection and of each channel, for what watches an app in production.
// Names and states go out, never payloads, tokens or signatures. An app that does not import it downloads nothing of it.
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

/** What a watch may be told. */
export interface WatchOptions {
  /** A clock of your own, in milliseconds; for tests, `clock.now` of `oread/testing`. */
  now?: () => number;
}

/**
 * Calls `callback` with every transition from now on, after the app's own listeners; answers with the function that ends it.
 * What `callback` throws surfaces as an uncaught error and harms nobody. An Echo on somebody else's client tells nothing.
 */
export function watch(
  echo: { connector: any },
  callback: (transition: Transition) => void,
  { now }: WatchOptions = {},
): () => void {
  // The same for a view of an Echo (oread/leases).
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
