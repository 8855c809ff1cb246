// The types that the hooks of all frameworks share, with the names and generics of @laravel/echo-react and -vue 2.5.
import type { ChannelNamed, ChannelSpec, MemberOf } from '../echo/channels.js';
import type { BroadcastDriver, Broadcaster } from '../echo/types.js';

declare global {
  /** Payloads by event name, on any channel; filled by applications. The registry `Channels` is more precise. */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the name is public
  interface Events {}
}
/** The names in the global interface `Events`. */
export type EventName = keyof Events & string;
/** The payload from the global interface `Events`, or `unknown`. */
export type EventPayload<TEvent> = TEvent extends keyof Events ? Events[TEvent] : unknown;

/** The kind of a channel. */
export type Visibility = 'private' | 'public' | 'presence' | 'encrypted';
/** A missing name, which makes the hook idle. */
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
/** The events of a model: its name and the change, with or without a leading dot. */
export type ModelEvents<T extends string> =
  `.${ModelName<T>}${ModelEvent}` | `${ModelName<T>}${ModelEvent}`;
/** The payload of a model's event. */
export interface ModelPayload<T> {
  /** The model as broadcast. */
  model: T;
  /** The queue connection that carried it. */
  connection: string | null;
  /** The queue that carried it. */
  queue: string | null;
  /** Whether it was sent after the transaction. */
  afterCommit: boolean;
}
/** The payload of a notification: the application's data, the id, and the class as `type`. */
export type BroadcastNotification<TPayload> = TPayload & { id: string; type: string };

/** @hidden `name` if the registry has no entry for it, else a type error. */
export type Unregistered<N extends string> = N &
  ([ChannelSpec<N>] extends [never] ? unknown : never);

/** The channel of this kind and name; typed if the registry has an entry. */
export type ChannelOf<
  TDriver extends BroadcastDriver,
  TVisibility extends Visibility,
  TName extends string = string,
> = ChannelNamed<Broadcaster[TDriver][TVisibility], TName>;

/** What a hook on a channel returns. */
export interface Holds<TChannel> {
  /** Releases the channel; with `true` like `leave()`. */
  leaveChannel: (leaveAll?: boolean) => void;
  /** Releases the channel, and leaves the application's own channels of this name in all variants. */
  leave: () => void;
  /** The channel itself. */
  channel: () => TChannel;
}
/** What a hook on events returns. */
export interface Hears<TChannel> extends Holds<TChannel> {
  /** Stops listening, but keeps the channel. */
  stopListening: () => void;
  /** Listens again; requests the channel again if it was left. */
  listen: () => void;
}

/** The reactive list of a presence channel. */
export type PresenceOf<TName extends string, TMember> = Presence<
  MemberOf<ChannelSpec<TName>, TMember>
>;

/** Stops listening. */
export type Detach = () => void;
/** Adds listeners to a channel, which the application calls `name`. */
export type Attach = (channel: any, name: string) => Detach;
/** The name of a channel; missing while the hook is idle. */
export type Name = string | Idle;

/** The members of a presence channel. */
export interface Presence<TMember = any> {
  /** The members, including the current user; empty until `ready`. */
  members: TMember[];
  /** The current user; null until `ready`. */
  me: TMember | null;
  /** The number of members. */
  count: number;
  /** The list has arrived. */
  ready: boolean;
}

/** The state of a subscription. */
export interface ChannelState {
  /** `idle` without a name. */
  status: 'idle' | 'subscribing' | 'subscribed' | 'failed';
  /** Why the last subscription failed, as passed to `channel.error()`; null if it did not fail. */
  error: any;
}
