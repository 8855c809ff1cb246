// The signatures for Svelte: first what the registry `Channels` knows, then what the interface `Events` does, then the rest.
import type { ChannelSpec, EventMetadata, EventOf, PayloadOf } from '../index.js';
import type { EventName, EventPayload, Idle, Unregistered, Visibility } from '../hooks/types.js';
import type { Readable } from './store.js';

/** Called with an event: its payload, who sent it, the channel's name and the event's. */
export type Callback<TPayload> = (
  payload: TPayload,
  metadata: EventMetadata,
  channel: string,
  event: string,
) => void;
/** One name or many; those that are `null` and the like are left out. */
export type Names<N extends string = string> = N | Idle | readonly (N | Idle)[];

/**
 * Holds channels and listens on them, until the function is called that it answers with.
 * @param name The channel's, without a prefix, or a list of such; `null`, `undefined`, `false`, `0` or `''` is idle.
 * @param event As for `listen()` of a channel: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's.
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
 * A store of the newest payload; `undefined` until there is one.
 * @param name The channel's, without a prefix, or a list of such; `null`, `undefined`, `false`, `0` or `''` is idle.
 * @param event As for `listen()` of a channel: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
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
