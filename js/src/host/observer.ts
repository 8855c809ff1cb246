// What happens in a client, for what looks on: trace and watch.
import type { Event, Input, EventTag } from './border.js';
import type { Output } from './engine.js';

/** An event for a façade. Messages are not among them (they come by `deliver`), nor what became of whispers. */
export type ClientEvent = Exclude<
  Event,
  [EventTag.Message | EventTag.WhisperSettled, ...unknown[]]
>;

/** Each call comes after what it reports, in order. An observer must not throw. */
export interface Observer {
  /** A fresh engine was made with these options, by number. */
  started_?(options: Record<number, number | undefined>): void;
  /** The engine took an input: when, which effects and events it caused, and its next deadline. */
  step_?(now: number, input: Input, outputs: readonly Output[], deadline: number): void;
  /** The façade took an event. */
  event_?(event: ClientEvent): void;
  /** A message went to its listeners by a route, without the engine. */
  passed_?(): void;
}

/** Makes an observer for each client that is made from now on. */
export const observing: ((client: object) => Observer)[] = [];
