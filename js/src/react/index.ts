'use client';
// The sub-path `oread/react`: the hooks of @laravel/echo-react, and more, on leases. Nothing happens while a server renders.
import { useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react';
import {
  events,
  idle,
  list,
  modelEvents,
  nobody,
  notifications,
  presence,
  state,
} from '../hooks/attach.js';
import { current, watchConnection } from '../hooks/config.js';
import { Holding } from '../hooks/holding.js';
import type {
  Attach,
  BroadcastNotification,
  ChannelOf,
  ChannelState,
  EventPayload,
  Hears,
  Holds,
  Idle,
  ModelEvents,
  ModelPayload,
  Name,
  Presence,
  PresenceOf,
  Visibility,
} from '../hooks/types.js';
import type { ConnectionStatus } from '../index.js';
import type {
  UseChannel,
  UseChannelOn,
  UseEcho,
  UseEchoMany,
  UseEchoModel,
  UseEchoNotification,
  UseEchoOn,
  UsePresence,
} from './types.js';

export { configureEcho, echo, echoIsConfigured } from '../hooks/config.js';
export type { ConnectionStatus };
export type {
  BroadcastNotification,
  ChannelOf,
  ChannelState,
  EventPayload,
  Hears,
  Holds,
  Idle,
  ModelEvents,
  ModelPayload,
  Presence,
  PresenceOf,
  Visibility,
};

type Many = string | readonly string[];

/** A function that always calls the newest `callback`. */
function useLatest<T extends (...args: any[]) => void>(callback: T | undefined): T {
  const [latest] = useState(() => {
    const call: any = (...args: any[]) => call.now_?.(...args);
    return call;
  });
  useInsertionEffect(() => {
    latest.now_ = callback;
  });
  return latest;
}

/** Holds these channels for as long as the component is there; `key` says when the listeners are others. */
function useHolding(
  visibility: Visibility,
  names: readonly Name[],
  attach: Attach,
  key: unknown = 0,
): Holding {
  const [holding] = useState(() => new Holding());
  useEffect(
    () => holding.hold_(visibility, names, attach),
    [JSON.stringify([visibility, names, key])],
  );
  useEffect(() => () => holding.release_(), [holding]);
  return holding;
}
const nothing: Attach = () => () => {};

/**
 * Listens on every channel of a list that may change.
 * @param names Of the channels, without prefixes; idle ones are passed over. Those that stay in the list are not subscribed anew.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, the channel's name and the event's.
 * @param visibility `'private'` by default.
 * @function
 */
export const useEchoMany: UseEchoMany = (
  names: readonly Name[],
  event: Many,
  callback?: any,
  visibility: Visibility = 'private',
) => {
  const call = useLatest(callback);
  const hear = (payload: any, _: any, channel: string, event: string) =>
    call(payload, channel, event);
  return useHolding(visibility, names, events(list(event), hear), event);
};

const useEvents = (visibility: Visibility, name: Name, event: Many = [], callback?: any): any =>
  useHolding(visibility, [name], events(list(event), useLatest(callback)), event);

/**
 * Listens to events on a channel, for as long as the component is there. As in `@laravel/echo-react`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's. The newest one is.
 * @param dependencies Accepted for `@laravel/echo-react`, and not needed.
 * @param visibility `'private'` by default.
 * @function
 */
export const useEcho: UseEcho = (
  name: Name,
  event?: any,
  callback?: any,
  _dependencies?: unknown,
  visibility: Visibility = 'private',
): any => useEvents(visibility, name, event, callback);
/**
 * `useEcho` on a public channel. As in `@laravel/echo-react`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's. The newest one is.
 * @param dependencies Accepted for `@laravel/echo-react`, and not needed.
 * @function
 */
export const useEchoPublic: UseEchoOn<'public'> = (name: Name, event?: any, callback?: any): any =>
  useEvents('public', name, event, callback);
/**
 * `useEcho` on a presence channel. As in `@laravel/echo-react`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's. The newest one is.
 * @param dependencies Accepted for `@laravel/echo-react`, and not needed.
 * @function
 */
export const useEchoPresence: UseEchoOn<'presence'> = (
  name: Name,
  event?: any,
  callback?: any,
): any => useEvents('presence', name, event, callback);
/**
 * Listens to what happens to a model that broadcasts itself. As in `@laravel/echo-react`.
 * @param model The class, with dots: `App.Models.User`.
 * @param identifier Of the one model; null or undefined for none: the hook is idle.
 * @param event `UserUpdated`, and so on; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's. The newest one is.
 * @param dependencies Accepted for `@laravel/echo-react`, and not needed.
 * @function
 */
export const useEchoModel: UseEchoModel = (model, id, event = [], callback) =>
  useEvents('private', id == null ? null : `${model}.${id}`, modelEvents(event), callback);

/**
 * Listens to Laravel's notifications. As in `@laravel/echo-react`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @param callback Called with what the app gave, `id` and `type`. The newest one is.
 * @param event The class of the notification, with dots or backslashes, or a list; all when left out.
 * @param dependencies Accepted for `@laravel/echo-react`, and not needed.
 * @function
 */
export const useEchoNotification: UseEchoNotification = (name, callback, types = []) => {
  const attach = notifications(list(types), useLatest(callback));
  return useHolding('private', [name], attach, types);
};

/**
 * Holds a channel, and listens to nothing.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @param visibility `'private'` by default.
 * @function
 */
export const useChannel: UseChannel = (name: Name, visibility: Visibility = 'private') =>
  useHolding(visibility, [name], nothing);
/**
 * Holds a public channel, and listens to nothing.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @function
 */
export const usePublicChannel: UseChannelOn<'public'> = (name) =>
  useHolding('public', [name], nothing);
/**
 * Holds a presence channel, and listens to nothing.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @function
 */
export const usePresenceChannel: UseChannelOn<'presence'> = (name) =>
  useHolding('presence', [name], nothing);

/**
 * Who is on a presence channel, kept up to date.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the hook is idle. A new one is followed.
 * @function
 */
export const usePresence: UsePresence = (name) => {
  const [now, set] = useState(nobody);
  const { channel, leaveChannel, leave } = useHolding('presence', [name], presence(set));
  return { ...now, channel, leaveChannel, leave };
};

/** How the subscription to a channel stands: idle, subscribing, subscribed, failed and why. It holds the channel. */
export function useChannelState(
  name: string | Idle,
  visibility: Visibility = 'private',
): ChannelState {
  const [now, set] = useState(idle);
  useHolding(visibility, [name], state(set));
  return now;
}

/** How the connection stands; `disconnected` on a server. Throws an Error when `configureEcho` was not called. */
export const useConnectionStatus = (): ConnectionStatus =>
  useSyncExternalStore<ConnectionStatus>(
    watchConnection,
    () => current().connectionStatus(),
    () => 'disconnected',
  );

/** The id of the connection, or of the last one; `undefined` before the first, and on a server. Throws an Error when `configureEcho` was not called. */
export const useSocketId = (): string | undefined =>
  useSyncExternalStore(
    watchConnection,
    () => current().socketId(),
    () => undefined,
  );
