// The sub-path `oread/vue`: the composables of @laravel/echo-vue and more, on leases. Names, events and identifiers may be
// refs or getters. Composables do nothing during server rendering.
import {
  getCurrentInstance,
  type MaybeRefOrGetter,
  onMounted,
  onScopeDispose,
  type Ref,
  shallowReactive,
  shallowRef,
  type ToRefs,
  toRefs,
  toValue,
  watch,
} from 'vue';
import {
  NullChannel,
  events,
  type Hear,
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
import type { ConnectionStatus } from '../index.js';

export { configureEcho, echo, echoIsConfigured } from '../hooks/config.js';
export type {
  BroadcastNotification,
  ChannelOf,
  ChannelState,
  ConnectionStatus,
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

type Many = MaybeRefOrGetter<string | readonly string[]>;
type Given<T> = MaybeRefOrGetter<T>;

const onServer = typeof document === 'undefined';

/** Holds these channels until the component is unmounted; `wanted` runs again whenever what it reads has changed. */
function useHolding(
  visibility: Visibility,
  wanted: () => [names: readonly Name[], attach: Attach, key?: unknown],
): Holding {
  const holding = new Holding();
  const { channel } = holding;
  // Without a channel, on a server or while idle, calls do nothing.
  holding.channel = (name) => channel(name) ?? new NullChannel();
  if (onServer) return holding;
  watch(
    // JSON omits functions, so only names and key are compared.
    () => JSON.stringify(wanted()),
    () => {
      const [names, attach] = wanted();
      holding.hold_(visibility, names, attach);
    },
    { immediate: true },
  );
  onScopeDispose(() => holding.release_());
  return holding;
}

const nothing: Attach = () => () => {};

const useEvents = (
  visibility: Visibility,
  name: Given<Name>,
  event: Many = [],
  callback?: Hear,
): any =>
  useHolding(visibility, () => {
    const all = list(toValue(event));
    return [[toValue(name)], events(all, callback), all];
  });

/**
 * Listens on every channel of a list, which may change.
 * @param names The channels' names without prefixes; idle ones are skipped. Names that stay in the list are not resubscribed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, channel name and event name.
 * @param visibility `'private'` by default.
 * @function
 * @example
 * import { useEchoMany } from 'oread/vue';
 *
 * useEchoMany(['orders.1', 'orders.2'], 'OrderShipped', (e, channel) => show(channel, e.carrier));
 */
export const useEchoMany: UseEchoMany = (
  names: Given<readonly Name[]>,
  event: Many,
  callback?: any,
  visibility: Visibility = 'private',
): any =>
  useHolding(visibility, () => {
    const all = list(toValue(event));
    const hear: Hear = (payload, _, channel, name) => callback?.(payload, channel, name);
    return [toValue(names), events(all, hear), all];
  });

/**
 * Listens to events on a channel while the component is mounted. As in `@laravel/echo-vue`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name.
 * @param dependencies Accepted for `@laravel/echo-vue`; not needed.
 * @param visibility `'private'` by default.
 * @function
 * @example
 * import { useEcho } from 'oread/vue';
 *
 * useEcho('orders.1', 'OrderShipped', (e) => show(e.carrier));
 */
export const useEcho: UseEcho = (
  name: Given<Name>,
  event?: any,
  callback?: any,
  _dependencies?: unknown,
  visibility: Visibility = 'private',
): any => useEvents(visibility, name, event, callback);
/**
 * `useEcho` on a public channel. As in `@laravel/echo-vue`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name.
 * @param dependencies Accepted for `@laravel/echo-vue`; not needed.
 * @function
 * @example
 * import { useEchoPublic } from 'oread/vue';
 *
 * useEchoPublic('news', '.headline', show);
 */
export const useEchoPublic: UseEchoOn<'public'> = (
  name: Given<Name>,
  event?: any,
  callback?: any,
): any => useEvents('public', name, event, callback);
/**
 * `useEcho` on a presence channel. As in `@laravel/echo-vue`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name.
 * @param dependencies Accepted for `@laravel/echo-vue`; not needed.
 * @function
 * @example
 * import { useEchoPresence } from 'oread/vue';
 *
 * useEchoPresence('chat.1', 'MessageSent', show);
 */
export const useEchoPresence: UseEchoOn<'presence'> = (
  name: Given<Name>,
  event?: any,
  callback?: any,
): any => useEvents('presence', name, event, callback);
/**
 * Listens to the events of a model that broadcasts them. As in `@laravel/echo-vue`.
 * @param model The class name with dots: `App.Models.User`.
 * @param identifier The model's key; null or undefined makes the composable idle.
 * @param event `UserUpdated` and so on; or an array.
 * @param callback Called with the payload, metadata, channel name and event name.
 * @param dependencies Accepted for `@laravel/echo-vue`; not needed.
 * @function
 * @example
 * import { useEchoModel } from 'oread/vue';
 *
 * useEchoModel('App.Models.Order', 1, 'OrderUpdated', (e) => show(e.model));
 */
export const useEchoModel: UseEchoModel = (model, id, event = [], callback: any) => {
  const name = () => (toValue(id) == null ? null : `${toValue(model)}.${toValue(id)}`);
  return useEvents('private', name, () => modelEvents(toValue(event)), callback);
};

/**
 * Listens to Laravel's notifications. As in `@laravel/echo-vue`.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @param callback Called with the notification: its data, `id` and `type`.
 * @param event The notification's class with dots or backslashes, or an array; all if omitted.
 * @param dependencies Accepted for `@laravel/echo-vue`; not needed.
 * @function
 * @example
 * import { useEchoNotification } from 'oread/vue';
 *
 * useEchoNotification('App.Models.User.1', (notification) => show(notification.type));
 */
export const useEchoNotification: UseEchoNotification = (name, callback: any, types = []): any =>
  useHolding('private', () => {
    const all = list(toValue(types));
    return [[toValue(name)], notifications(all, (payload) => callback?.(payload)), all];
  });

const useBare = (visibility: Visibility, name: Given<Name>): any =>
  useHolding(visibility, () => [[toValue(name)], nothing]);
/**
 * Holds a channel without listening.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @param visibility `'private'` by default.
 * @function
 * @example
 * import { useChannel } from 'oread/vue';
 *
 * const { channel } = useChannel('chat.1');
 * const typing = () => channel().whisper('typing', { by: me });
 */
export const useChannel: UseChannel = (name: Given<Name>, visibility: Visibility = 'private') =>
  useBare(visibility, name);
/**
 * Holds a public channel without listening.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @function
 * @example
 * import { usePublicChannel } from 'oread/vue';
 *
 * const { leave } = usePublicChannel('news');
 */
export const usePublicChannel: UseChannelOn<'public'> = (name: Given<Name>) =>
  useBare('public', name);
/**
 * Holds a presence channel without listening.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @function
 * @example
 * import { usePresenceChannel } from 'oread/vue';
 *
 * const { channel } = usePresenceChannel('office.1');
 * const wave = () => channel().whisper('wave', { by: me });
 */
export const usePresenceChannel: UseChannelOn<'presence'> = (name: Given<Name>) =>
  useBare('presence', name);

/**
 * The members of a presence channel, kept up to date.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` makes the composable idle.
 * @function
 * @example
 * import { usePresence } from 'oread/vue';
 *
 * const { members, count } = usePresence('room.1');
 * show(members.value, count.value);
 */
export const usePresence: UsePresence = (name: Given<Name>): any => {
  const now = shallowReactive({ ...nobody });
  const attach = presence((changed) => Object.assign(now, changed));
  const { channel, leaveChannel, leave } = useHolding('presence', () => [[toValue(name)], attach]);
  return { ...toRefs(now), channel, leaveChannel, leave };
};

/**
 * Holds a channel and returns the state of its subscription: idle, subscribing, subscribed or failed, and the error.
 * @example
 * import { useChannelState } from 'oread/vue';
 *
 * const { status, error } = useChannelState('orders.1');
 * if (status.value === 'failed') show(error.value);
 */
export function useChannelState(
  name: Given<string | Idle>,
  visibility: Visibility = 'private',
): ToRefs<ChannelState> {
  const now = shallowReactive({ ...idle });
  const attach = state((changed) => Object.assign(now, changed));
  useHolding(visibility, () => [[toValue(name)], attach]);
  return toRefs(now);
}

function useConnection<T>(read: () => T, first: T): Ref<T> {
  const now = shallowRef(first);
  if (onServer) return now;
  const changed = () => (now.value = read());
  // An element that exists before the first rendering comes from the server, and the first rendering must match it.
  if (getCurrentInstance()?.vnode.el) onMounted(changed);
  else changed();
  onScopeDispose(watchConnection(changed));
  return now;
}
/**
 * The status of the connection; `disconnected` on a server and until hydration is done. Throws an Error if `configureEcho`
 * was not called.
 * @example
 * import { useConnectionStatus } from 'oread/vue';
 *
 * const status = useConnectionStatus();
 * if (status.value !== 'connected') show('Not live');
 */
export const useConnectionStatus = (): Ref<ConnectionStatus> =>
  useConnection<ConnectionStatus>(() => current().connectionStatus(), 'disconnected');
/**
 * The socket id of the current connection, or else of the last one; `undefined` before the first, and on a server. Throws an
 * Error if `configureEcho` was not called.
 * @example
 * import { useSocketId } from 'oread/vue';
 *
 * const id = useSocketId();
 * show(id.value);
 */
export const useSocketId = (): Ref<string | undefined> =>
  useConnection<string | undefined>(() => current().socketId(), undefined);
