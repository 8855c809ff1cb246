// The types that hooks of all frameworks share: names and generics as in @laravel/echo-react and -vue 2.5.
import type { ChannelNamed, ChannelSpec, MemberOf } from '../echo/channels.js';
import type { BroadcastDriver, Broadcaster } from '../echo/types.js';

declare global {
  /** Payloads by event name, on whichever channel; filled by apps. The registry `Channels` knows more. */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the name is public
  interface Events {}
}
/** The names in the global interface `Events`. */
export type EventName = keyof Events & string;
/** The payload by the global interface `Events`; `unknown` for what is not in it. */
export type EventPayload<TEvent> = TEvent extends keyof Events ? Events[TEvent] : unknown;

/** The kind of a channel. */
export type Visibility = 'private' | 'public' | 'presence' | 'encrypted';
/** What stands for no name: the hook is idle. */
export type Idle = null | undefined | false | 0 | '';

type ModelEvent =
  | 'Retrieved'
  | 'Creating'
  | 'Created'
  | 'Updating'
  | 'Updated'
  | 'Saving'
  | 'Saved'
  | 'Deleting'
  | 'Deleted'
  | 'Trashed'
  | 'ForceDeleting'
  | 'ForceDeleted'
  | 'Restoring'
  | 'Restored'
  | 'Replicating';
type ModelName<T extends string> = T extends `${string}.${infer Rest}` ? ModelName<Rest> : T;
/** The events of a model: its name and what happened, with a dot before or not. */
export type ModelEvents<T extends string> =
  `.${ModelName<T>}${ModelEvent}` | `${ModelName<T>}${ModelEvent}`;
/** What Laravel sends with a model's event. */
export interface ModelPayload<T> {
  /** The model as it was broadcast. */
  model: T;
  /** The queue connection that carried it. */
  connection: string | null;
  /** The queue that carried it. */
  queue: string | null;
  /** Whether it was sent after the transaction. */
  afterCommit: boolean;
}
/** What Laravel sends of a notification: what the app gave, its id, and its class as `type`. */
export type BroadcastNotification<TPayload> = TPayload & { id: string; type: string };

/** @hidden `name` where the registry says nothing of it, else an error. */
export type Unregistered<N extends string> = N &
  ([ChannelSpec<N>] extends [never] ? unknown : never);

/** The channel of this kind and name: typed where the registry knows it. */
export type ChannelOf<
  TDriver extends BroadcastDriver,
  TVisibility extends Visibility,
  TName extends string = string,
> = ChannelNamed<Broadcaster[TDriver][TVisibility], TName>;

/** What a hook on a channel gives. */
export interface Holds<TChannel> {
  /** Gives back the channel; with `true` as `leave()`. */
  leaveChannel: (leaveAll?: boolean) => void;
  /** Gives back the channel, and leaves what the app took by this name in all variants. */
  leave: () => void;
  /** The channel itself. */
  channel: () => TChannel;
}
/** What a hook on events gives. */
export interface Hears<TChannel> extends Holds<TChannel> {
  /** Stops listening, and keeps the channel. */
  stopListening: () => void;
  /** Listens again; takes the channel again if it was left. */
  listen: () => void;
}

/** The reactive list of a presence channel. */
export type PresenceOf<TName extends string, TMember> = Presence<
  MemberOf<ChannelSpec<TName>, TMember>
>;

/** Stops listening. */
export type Detach = () => void;
/** Binds listeners to a channel, which the app calls `name`. */
export type Attach = (channel: any, name: string) => Detach;
/** The name of a channel, or nothing while the hook is idle. */
export type Name = string | Idle;

/** Who is on a presence channel. */
export interface Presence<TMember = any> {
  /** Who is there, oneself included; empty until `ready`. */
  members: TMember[];
  /** Oneself; null until `ready`. */
  me: TMember | null;
  /** How many. */
  count: number;
  /** The list has arrived. */
  ready: boolean;
}

/** How a subscription stands. */
export interface ChannelState {
  /** `idle` without a name. */
  status: 'idle' | 'subscribing' | 'subscribed' | 'failed';
  /** Why the last subscription failed: what `channel.error()` tells; null when it did not. */
  error: any;
}
