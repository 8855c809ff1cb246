// What a watcher is told.
import type { Reason } from './reason.js';

export type ConnectionState =
  'initialized' | 'connecting' | 'connected' | 'reconnecting' | 'unavailable' | 'disconnected';

export type ChannelState =
  | 'waiting' // wanted; there is no connection
  | 'preparing' // the code for decryption is being loaded
  | 'authorizing' // the auth endpoint is being asked
  | 'subscribing' // the server is being asked
  | 'subscribed'
  | 'failed'
  | 'left'; // nobody holds it: before the first state and after the last

/** What all transitions say. */
export interface Step<TState> {
  /** When, in milliseconds since 1970. */
  at: number;
  from: TState;
  /** The same as `from` when an attempt failed and another one follows. */
  to: TState;
  /** How long `from` has lasted, in milliseconds; absent when that began before the watch. */
  lasted?: number;
  /** What went wrong; absent when nothing did. */
  reason?: Reason;
}

export interface ConnectionTransition extends Step<ConnectionState> {
  kind: 'connection';
  /** Which attempt this is about, since the connection was last healthy: 0 is the first of all, 1 the first try again. */
  attempt: number;
  /** Milliseconds until that attempt; absent when none is planned. */
  retryIn?: number;
}

export interface ChannelTransition extends Step<ChannelState> {
  kind: 'channel';
  /** Its full name: `private-orders.1`. */
  channel: string;
  /** Beside `reason`: whether it is tried again without the app. */
  retrying?: boolean;
}

export type Transition = ConnectionTransition | ChannelTransition;
