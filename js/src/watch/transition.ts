// The transitions that `watch()` reports.
import type { Reason } from './reason.js';

/** The state of the connection in the engine's terms: `reconnecting` is not `connecting`, and `unavailable` keeps retrying. */
export type ConnectionState =
  'initialized' | 'connecting' | 'connected' | 'reconnecting' | 'unavailable' | 'disconnected';

/**
 * The state of a channel: `waiting` for a connection, `preparing` while the cipher is loaded, `authorizing` at the auth
 * endpoint, `subscribing` at the server, and `left` without holders: before the first state and after the last.
 */
export type ChannelState =
  'waiting' | 'preparing' | 'authorizing' | 'subscribing' | 'subscribed' | 'failed' | 'left';

/** What all transitions have in common. */
export interface Step<TState> {
  /** The time, in milliseconds since 1970. */
  at: number;
  /** The previous state. */
  from: TState;
  /** The new state; the same as `from` if an attempt failed and another one follows. */
  to: TState;
  /** How long `from` lasted, in milliseconds; absent if it began before `watch()`. */
  lasted?: number;
  /** What went wrong; absent if nothing went wrong. */
  reason?: Reason;
}

/** A transition of the connection, or the outcome of an attempt to connect. */
export interface ConnectionTransition extends Step<ConnectionState> {
  /** Distinguishes it from a channel's transition. */
  kind: 'connection';
  /** The number of the attempt since the connection was last healthy: 0 is the first attempt, 1 the first retry. */
  attempt: number;
  /** Milliseconds until that attempt; absent if none is scheduled. */
  retryIn?: number;
}

/** A transition of a channel. */
export interface ChannelTransition extends Step<ChannelState> {
  /** Distinguishes it from the connection's transition. */
  kind: 'channel';
  /** Its full name: `private-orders.1`. */
  channel: string;
  /** With `reason`: whether the client retries by itself. */
  retrying?: boolean;
}

/** A transition of the connection or of a channel; `kind` says which. */
export type Transition = ConnectionTransition | ChannelTransition;
