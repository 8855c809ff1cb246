// What happens in a client, for trace and watch.
import type { Event, Input, EventTag } from './border.js';
import type { Output } from './engine.js';

/**
 * An event for a façade. Messages (see `deliver_`) and the outcomes of whispers are not among them, and neither is what only a
 * `PollingClient` takes.
 */
export type ClientEvent = Exclude<
  Event,
  [EventTag.Message | EventTag.WhisperSettled | EventTag.Call | EventTag.Replied, ...unknown[]]
>;

/** Each method is called after what it reports, in order. An observer must not throw. */
export interface Observer {
  /** A fresh engine was created with these options, by number. */
  started_?(options: Record<number, number | undefined>): void;
  /** The engine handled an input: the time, the effects and events that it caused, and the next deadline. */
  step_?(now: number, input: Input, outputs: readonly Output[], deadline: number): void;
  /** The façade handled an event. */
  event_?(event: ClientEvent): void;
  /** A route delivered a message to its listeners, without the engine. */
  passed_?(): void;
}

/** Factories that make an observer for each new client. */
export const observing: ((client: object) => Observer)[] = [];
