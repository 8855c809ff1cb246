// What a watcher is told.
import type { Reason } from './reason.js';

/** How a connection stands, as the engine calls it: `reconnecting` apart from `connecting`; `unavailable` goes on trying. */
export type ConnectionState =
  'initialized' | 'connecting' | 'connected' | 'reconnecting' | 'unavailable' | 'disconnected';

/**
 * How a channel stands: `waiting` for a connection, `preparing` while the code for decryption is loaded, `authorizing` at the
 * auth endpoint, `subscribing` at the server, and `left` when nobody holds it: before the first state and after the last.
 */
export type ChannelState =
  'waiting' | 'preparing' | 'authorizing' | 'subscribing' | 'subscribed' | 'failed' | 'left';

/** What all transitions say. */
export interface Step<TState> {
  /** When, in milliseconds since 1970. */
  at: number;
  /** What was before. */
  from: TState;
  /** The same as `from` when an attempt failed and another one follows. */
  to: TState;
  /** How long `from` has lasted, in milliseconds; absent when that began before the watch. */
  lasted?: number;
  /** What went wrong; absent when nothing did. */
  reason?: Reason;
}

/** What became of the connection, or of an attempt at one. */
export interface ConnectionTransition extends Step<ConnectionState> {
  /** Tells it from a channel's. */
  kind: 'connection';
  /** Which attempt this is about, since the connection was last healthy: 0 is the first of all, 1 the first try again. */
  attempt: number;
  /** Milliseconds until that attempt; absent when none is planned. */
  retryIn?: number;
}

/** What became of a channel. */
export interface ChannelTransition extends Step<ChannelState> {
  /** Tells it from the connection's. */
  kind: 'channel';
  /** Its full name: `private-orders.1`. */
  channel: string;
  /** Beside `reason`: whether it is tried again without the app. */
  retrying?: boolean;
}

/** What a watcher is told; `kind` says which. */
export type Transition = ConnectionTransition | ChannelTransition;
