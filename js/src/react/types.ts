// The signatures of the React hooks: overloads for the registry `Channels`, then those of @laravel/echo-react 2.5.
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
/** Called with an event: its payload, the sender, the channel name and the event name. */
type Callback<TPayload> = (
  payload: TPayload,
  metadata: EventMetadata,
  channel: string,
  event: string,
) => void;
type On<D extends BroadcastDriver, V extends Visibility, N extends string = string> = ChannelOf<
  D,
  V,
  N
> | null;

/** Listens on a channel. The latest callback is called; `dependencies` are accepted but not needed. */
export interface UseEcho {
  <
    N extends string,
    E extends EventOf<ChannelSpec<N>>,
    TVisibility extends Visibility = 'private',
    TDriver extends BroadcastDriver = 'reverb',
  >(
    name: N | Idle,
    event: E | readonly E[],
    callback: Callback<PayloadOf<ChannelSpec<N>, E>>,
    dependencies?: Dependencies,
    visibility?: TVisibility,
  ): Hears<On<TDriver, TVisibility, N>>;
  <
    TEvent extends EventName = EventName,
    TDriver extends BroadcastDriver = 'reverb',
    TVisibility extends Visibility = 'private',
  >(
    name: string | Idle,
    event: TEvent | readonly TEvent[],
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
    name: Unregistered<N> | Idle,
    event?: string | readonly string[],
    callback?: Callback<TPayload>,
    dependencies?: Dependencies,
    visibility?: TVisibility,
  ): Hears<On<TDriver, TVisibility>>;
}

/** Like `UseEcho`, on channels of one kind. */
export interface UseEchoOn<TVisibility extends Visibility> {
  <N extends string, E extends EventOf<ChannelSpec<N>>, TDriver extends BroadcastDriver = 'reverb'>(
    name: N | Idle,
    event: E | readonly E[],
    callback: Callback<PayloadOf<ChannelSpec<N>, E>>,
    dependencies?: Dependencies,
  ): Hears<On<TDriver, TVisibility, N>>;
  <TPayload, TDriver extends BroadcastDriver = 'reverb', N extends string = string>(
    name: Unregistered<N> | Idle,
    event?: string | readonly string[],
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
    names: readonly (N | Idle)[],
    event: E | readonly E[],
    callback: (payload: PayloadOf<ChannelSpec<N>, E>, channel: N, event: E) => void,
    visibility?: TVisibility,
  ): Omit<Hears<unknown>, 'channel'> & { channel: (name: N) => On<TDriver, TVisibility, N> };
  <
    TPayload,
    TDriver extends BroadcastDriver = 'reverb',
    TVisibility extends Visibility = 'private',
    N extends string = string,
  >(
    names: readonly (Unregistered<N> | Idle)[],
    event: string | readonly string[],
    callback?: (payload: TPayload, channel: string, event: string) => void,
    visibility?: TVisibility,
  ): Omit<Hears<unknown>, 'channel'> & { channel: (name: string) => On<TDriver, TVisibility> };
}

export type UseEchoModel = <
  TPayload,
  TModel extends string,
  TDriver extends BroadcastDriver = 'reverb',
>(
  model: TModel,
  identifier: string | number | null | undefined,
  event?: ModelEvents<TModel> | readonly ModelEvents<TModel>[],
  callback?: Callback<ModelPayload<TPayload>>,
  dependencies?: Dependencies,
) => Hears<On<TDriver, 'private'>>;

export type UseEchoNotification = <TPayload, TDriver extends BroadcastDriver = 'reverb'>(
  name: string | Idle,
  callback?: (payload: BroadcastNotification<TPayload>) => void,
  event?: string | readonly string[],
  dependencies?: Dependencies,
) => Hears<On<TDriver, 'private'>>;

export type UseChannel = <
  TDriver extends BroadcastDriver = 'reverb',
  TVisibility extends Visibility = 'private',
  N extends string = string,
>(
  name: N | Idle,
  visibility?: TVisibility,
) => Holds<On<TDriver, TVisibility, N>>;

export type UseChannelOn<TVisibility extends Visibility> = <
  TDriver extends BroadcastDriver = 'reverb',
  N extends string = string,
>(
  name: N | Idle,
) => Holds<On<TDriver, TVisibility, N>>;

/** The members of a presence channel. */
export type UsePresence = <TMember = any, N extends string = string>(
  name: N | Idle,
) => PresenceOf<N, TMember> & Holds<On<'reverb', 'presence', N>>;
