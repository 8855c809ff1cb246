// The signatures of the Vue composables: overloads for the registry `Channels`, then those of @laravel/echo-vue 2.5, which
// accept refs and getters as well as values.
import type { MaybeRefOrGetter, ToRefs } from 'vue';
import type { BroadcastDriver, ChannelSpec, EventMetadata, EventOf, PayloadOf } from '../index.js';
import type {
  BroadcastNotification,
  ChannelOf,
  EventName,
  EventPayload,
  Hears,
  Holds,
  Idle,
  ModelEvents,
  ModelPayload,
  PresenceOf,
  Unregistered,
  Visibility,
} from '../hooks/types.js';

type Dependencies = readonly unknown[];
type Given<T> = MaybeRefOrGetter<T>;
/** Called with an event: its payload, the sender, the channel name and the event name. */
type Callback<TPayload> = (
  payload: TPayload,
  metadata: EventMetadata,
  channel: string,
  event: string,
) => void;
/** While idle and on a server, a channel whose methods do nothing. */
type On<D extends BroadcastDriver, V extends Visibility, N extends string = string> = ChannelOf<
  D,
  V,
  N
>;

/** Listens on a channel. `dependencies` are accepted but not needed. */
export interface UseEcho {
  <
    N extends string,
    E extends EventOf<ChannelSpec<N>>,
    TVisibility extends Visibility = 'private',
    TDriver extends BroadcastDriver = 'reverb',
  >(
    name: Given<N | Idle>,
    event: Given<E | readonly E[]>,
    callback: Callback<PayloadOf<ChannelSpec<N>, E>>,
    dependencies?: Dependencies,
    visibility?: TVisibility,
  ): Hears<On<TDriver, TVisibility, N>>;
  <
    TEvent extends EventName = EventName,
    TDriver extends BroadcastDriver = 'reverb',
    TVisibility extends Visibility = 'private',
  >(
    name: Given<string | Idle>,
    event: Given<TEvent | readonly TEvent[]>,
    callback: Callback<EventPayload<TEvent>>,
    dependencies?: Dependencies,
    visibility?: TVisibility,
  ): Hears<On<TDriver, TVisibility>>;
  <
    TPayload,
    TDriver extends BroadcastDriver = 'reverb',
    TVisibility extends Visibility = 'private',
    N extends string = string,
  >(
    name: Given<Unregistered<N> | Idle>,
    event?: Given<string | readonly string[]>,
    callback?: Callback<TPayload>,
    dependencies?: Dependencies,
    visibility?: TVisibility,
  ): Hears<On<TDriver, TVisibility>>;
}

/** Like `UseEcho`, on channels of one kind. */
export interface UseEchoOn<TVisibility extends Visibility> {
  <N extends string, E extends EventOf<ChannelSpec<N>>, TDriver extends BroadcastDriver = 'reverb'>(
    name: Given<N | Idle>,
    event: Given<E | readonly E[]>,
    callback: Callback<PayloadOf<ChannelSpec<N>, E>>,
    dependencies?: Dependencies,
  ): Hears<On<TDriver, TVisibility, N>>;
  <TPayload, TDriver extends BroadcastDriver = 'reverb', N extends string = string>(
    name: Given<Unregistered<N> | Idle>,
    event?: Given<string | readonly string[]>,
    callback?: Callback<TPayload>,
    dependencies?: Dependencies,
  ): Hears<On<TDriver, TVisibility>>;
}

/** Listens on every channel of a list, which may change; the callback receives the channel name. */
export interface UseEchoMany {
  <
    N extends string,
    E extends EventOf<ChannelSpec<N>>,
    TVisibility extends Visibility = 'private',
    TDriver extends BroadcastDriver = 'reverb',
  >(
    names: Given<readonly (N | Idle)[]>,
    event: Given<E | readonly E[]>,
    callback: (payload: PayloadOf<ChannelSpec<N>, E>, channel: N, event: E) => void,
    visibility?: TVisibility,
  ): Omit<Hears<unknown>, 'channel'> & { channel: (name: N) => On<TDriver, TVisibility, N> };
  <
    TPayload,
    TDriver extends BroadcastDriver = 'reverb',
    TVisibility extends Visibility = 'private',
    N extends string = string,
  >(
    names: Given<readonly (Unregistered<N> | Idle)[]>,
    event: Given<string | readonly string[]>,
    callback?: (payload: TPayload, channel: string, event: string) => void,
    visibility?: TVisibility,
  ): Omit<Hears<unknown>, 'channel'> & { channel: (name: string) => On<TDriver, TVisibility> };
}

export type UseEchoModel = <
  TPayload,
  TModel extends string,
  TDriver extends BroadcastDriver = 'reverb',
>(
  model: Given<TModel>,
  identifier: Given<string | number | null | undefined>,
  event?: Given<ModelEvents<TModel> | readonly ModelEvents<TModel>[]>,
  callback?: Callback<ModelPayload<TPayload>>,
  dependencies?: Dependencies,
) => Hears<On<TDriver, 'private'>>;

export type UseEchoNotification = <TPayload, TDriver extends BroadcastDriver = 'reverb'>(
  name: Given<string | Idle>,
  callback?: (payload: BroadcastNotification<TPayload>) => void,
  event?: Given<string | readonly string[]>,
  dependencies?: Dependencies,
) => Hears<On<TDriver, 'private'>>;

export type UseChannel = <
  TDriver extends BroadcastDriver = 'reverb',
  TVisibility extends Visibility = 'private',
  N extends string = string,
>(
  name: Given<N | Idle>,
  visibility?: TVisibility,
) => Holds<On<TDriver, TVisibility, N>>;

export type UseChannelOn<TVisibility extends Visibility> = <
  TDriver extends BroadcastDriver = 'reverb',
  N extends string = string,
>(
  name: Given<N | Idle>,
) => Holds<On<TDriver, TVisibility, N>>;

/** The members of a presence channel. */
export type UsePresence = <TMember = any, N extends string = string>(
  name: Given<N | Idle>,
) => ToRefs<PresenceOf<N, TMember>> & Holds<On<'reverb', 'presence', N>>;
