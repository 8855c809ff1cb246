// The signatures for Svelte: overloads for the registry `Channels`, for the interface `Events`, and for untyped events.
import type { ChannelSpec, EventMetadata, EventOf, PayloadOf } from '../index.js';
import type { EventName, EventPayload, Idle, Unregistered, Visibility } from '../hooks/types.js';
import type { Readable } from './store.js';

/** Called with an event: its payload, the sender, the channel name and the event name. */
export type Callback<TPayload> = (
  payload: TPayload,
  metadata: EventMetadata,
  channel: string,
  event: string,
) => void;
/** One name or several; `null` and other idle values are skipped. */
export type Names<N extends string = string> = N | Idle | readonly (N | Idle)[];

/**
 * Holds channels and listens on them; returns a function that stops it.
 * @param name The channel's name without its prefix, or an array; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @param event As for a channel's `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name.
 * @param visibility `'private'` by default.
 */
export interface Listen {
  <N extends string, E extends EventOf<ChannelSpec<N>>>(
    name: Names<N>,
    event: E | readonly E[],
    callback: Callback<PayloadOf<ChannelSpec<N>, E>>,
    visibility?: Visibility,
  ): () => void;
  <TEvent extends EventName = EventName>(
    name: Names,
    event: TEvent | readonly TEvent[],
    callback: Callback<EventPayload<TEvent>>,
    visibility?: Visibility,
  ): () => void;
  <TPayload, N extends string = string>(
    name: Names<Unregistered<N>>,
    event: string | readonly string[],
    callback: Callback<TPayload>,
    visibility?: Visibility,
  ): () => void;
}

/**
 * A store of the latest payload; `undefined` until there is one.
 * @param name The channel's name without its prefix, or an array; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @param event As for a channel's `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param visibility `'private'` by default.
 */
export interface Latest {
  <N extends string, E extends EventOf<ChannelSpec<N>>>(
    name: Names<N>,
    event: E | readonly E[],
    visibility?: Visibility,
  ): Readable<PayloadOf<ChannelSpec<N>, E> | undefined>;
  <TEvent extends EventName = EventName>(
    name: Names,
    event: TEvent | readonly TEvent[],
    visibility?: Visibility,
  ): Readable<EventPayload<TEvent> | undefined>;
  <TPayload, N extends string = string>(
    name: Names<Unregistered<N>>,
    event: string | readonly string[],
    visibility?: Visibility,
  ): Readable<TPayload | undefined>;
}
