'use client';
// The sub-path `oread/react`: the hooks of @laravel/echo-react and more, on leases. They do nothing during server rendering.
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

/** Returns a stable function that calls the latest `callback`. */
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

/** Holds these channels while the component is mounted; a change of `key` replaces the listeners. */
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
 * Listens on every channel of a list, which may change.
 * @param names The channels' names without prefixes; idle ones are skipped. Names that stay in the list are not resubscribed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, channel name and event name; the latest callback is used.
 * @param visibility `'private'` by default.
 * @function
 * @example
 * import { useEchoMany } from 'oread/react';
 *
 * useEchoMany(['orders.1', 'orders.2'], 'OrderShipped', (e, channel) => show(channel, e.carrier));
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
 * Listens to events on a channel while the component is mounted. As in `@laravel/echo-react`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name; the latest callback is used.
 * @param dependencies Accepted for `@laravel/echo-react`; not needed.
 * @param visibility `'private'` by default.
 * @function
 * @example
 * import { useEcho } from 'oread/react';
 *
 * useEcho('orders.1', 'OrderShipped', (e) => show(e.carrier));
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
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name; the latest callback is used.
 * @param dependencies Accepted for `@laravel/echo-react`; not needed.
 * @function
 * @example
 * import { useEchoPublic } from 'oread/react';
 *
 * useEchoPublic('news', '.headline', show);
 */
export const useEchoPublic: UseEchoOn<'public'> = (name: Name, event?: any, callback?: any): any =>
  useEvents('public', name, event, callback);
/**
 * `useEcho` on a presence channel. As in `@laravel/echo-react`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name; the latest callback is used.
 * @param dependencies Accepted for `@laravel/echo-react`; not needed.
 * @function
 * @example
 * import { useEchoPresence } from 'oread/react';
 *
 * useEchoPresence('chat.1', 'MessageSent', show);
 */
export const useEchoPresence: UseEchoOn<'presence'> = (
  name: Name,
  event?: any,
  callback?: any,
): any => useEvents('presence', name, event, callback);
/**
 * Listens to the events of a model that broadcasts them. As in `@laravel/echo-react`.
 * @param model The class name with dots: `App.Models.User`.
 * @param identifier The model's key; null or undefined makes the hook idle.
 * @param event `UserUpdated` and so on; or an array.
 * @param callback Called with the payload, metadata, channel name and event name; the latest callback is used.
 * @param dependencies Accepted for `@laravel/echo-react`; not needed.
 * @function
 * @example
 * import { useEchoModel } from 'oread/react';
 *
 * useEchoModel('App.Models.Order', 1, 'OrderUpdated', (e) => show(e.model));
 */
export const useEchoModel: UseEchoModel = (model, id, event = [], callback) =>
  useEvents('private', id == null ? null : `${model}.${id}`, modelEvents(event), callback);

/**
 * Listens to Laravel's notifications. As in `@laravel/echo-react`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @param callback Called with the notification: its data, `id` and `type`; the latest callback is used.
 * @param event The notification's class with dots or backslashes, or an array; all if omitted.
 * @param dependencies Accepted for `@laravel/echo-react`; not needed.
 * @function
 * @example
 * import { useEchoNotification } from 'oread/react';
 *
 * useEchoNotification('App.Models.User.1', (notification) => show(notification.type));
 */
export const useEchoNotification: UseEchoNotification = (name, callback, types = []) => {
  const attach = notifications(list(types), useLatest(callback));
  return useHolding('private', [name], attach, types);
};

/**
 * Holds a channel without listening.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @param visibility `'private'` by default.
 * @function
 * @example
 * import { useChannel } from 'oread/react';
 *
 * const { channel } = useChannel('chat.1');
 * const typing = () => channel()?.whisper('typing', { by: me });
 */
export const useChannel: UseChannel = (name: Name, visibility: Visibility = 'private') =>
  useHolding(visibility, [name], nothing);
/**
 * Holds a public channel without listening.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @function
 * @example
 * import { usePublicChannel } from 'oread/react';
 *
 * const { leave } = usePublicChannel('news');
 */
export const usePublicChannel: UseChannelOn<'public'> = (name) =>
  useHolding('public', [name], nothing);
/**
 * Holds a presence channel without listening.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @function
 * @example
 * import { usePresenceChannel } from 'oread/react';
 *
 * const { channel } = usePresenceChannel('office.1');
 * const wave = () => channel()?.whisper('wave', { by: me });
 */
export const usePresenceChannel: UseChannelOn<'presence'> = (name) =>
  useHolding('presence', [name], nothing);

/**
 * The members of a presence channel, kept up to date.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the hook idle.
 * @function
 * @example
 * import { usePresence } from 'oread/react';
 *
 * const { members, count } = usePresence('room.1');
 * show(members, count);
 */
export const usePresence: UsePresence = (name) => {
  const [now, set] = useState(nobody);
  const { channel, leaveChannel, leave } = useHolding('presence', [name], presence(set));
  return { ...now, channel, leaveChannel, leave };
};

/**
 * Holds a channel and returns the state of its subscription: idle, subscribing, subscribed or failed, and the error.
 * @example
 * import { useChannelState } from 'oread/react';
 *
 * const { status, error } = useChannelState('orders.1');
 * if (status === 'failed') show(error);
 */
export function useChannelState(
  name: string | Idle,
  visibility: Visibility = 'private',
): ChannelState {
  const [now, set] = useState(idle);
  useHolding(visibility, [name], state(set));
  return now;
}

/**
 * The status of the connection; `disconnected` on a server. Throws an Error if `configureEcho` was not called.
 * @example
 * import { useConnectionStatus } from 'oread/react';
 *
 * const status = useConnectionStatus();
 * if (status !== 'connected') show('Not live');
 */
export const useConnectionStatus = (): ConnectionStatus =>
  useSyncExternalStore<ConnectionStatus>(
    watchConnection,
    () => current().connectionStatus(),
    () => 'disconnected',
  );

/**
 * The socket id of the current connection, or else of the last one; `undefined` before the first, and on a server. Throws an
 * Error if `configureEcho` was not called.
 * @example
 * import { useSocketId } from 'oread/react';
 *
 * const id = useSocketId();
 * show(id);
 */
export const useSocketId = (): string | undefined =>
  useSyncExternalStore(
    watchConnection,
    () => current().socketId(),
    () => undefined,
  );
