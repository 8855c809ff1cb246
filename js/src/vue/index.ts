// The sub-path `oread/vue`: the composables of @laravel/echo-vue, and more, on leases. Names, events and identifiers may be
// refs or getters. Nothing happens while a server renders.
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

/** Holds these channels until the component goes; `wanted` is asked again whenever what it reads has changed. */
function useHolding(
  visibility: Visibility,
  wanted: () => [names: readonly Name[], attach: Attach, key?: unknown],
): Holding {
  const holding = new Holding();
  const { channel } = holding;
  // Where there is none, on a server or without a name, calls go nowhere.
  holding.channel = (name) => channel(name) ?? new NullChannel();
  if (onServer) return holding;
  watch(
    // Functions leave no trace in JSON: names and key are compared.
    () => JSON.stringify(wanted()),
    () => holding.hold_(visibility, ...(wanted() as unknown as [readonly Name[], Attach])),
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
 * Listens on every channel of a list that may change.
 * @param names Of the channels, without prefixes; idle ones are passed over. Those that stay in the list are not subscribed anew.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, the channel's name and the event's.
 * @param visibility `'private'` by default.
 * @function
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
 * Listens to events on a channel, for as long as the component is there. As in `@laravel/echo-vue`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's.
 * @param dependencies Accepted for `@laravel/echo-vue`, and not needed.
 * @param visibility `'private'` by default.
 * @function
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
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's.
 * @param dependencies Accepted for `@laravel/echo-vue`, and not needed.
 * @function
 */
export const useEchoPublic: UseEchoOn<'public'> = (
  name: Given<Name>,
  event?: any,
  callback?: any,
): any => useEvents('public', name, event, callback);
/**
 * `useEcho` on a presence channel. As in `@laravel/echo-vue`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @param event As for `listen()`: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's.
 * @param dependencies Accepted for `@laravel/echo-vue`, and not needed.
 * @function
 */
export const useEchoPresence: UseEchoOn<'presence'> = (
  name: Given<Name>,
  event?: any,
  callback?: any,
): any => useEvents('presence', name, event, callback);
/**
 * Listens to what happens to a model that broadcasts itself. As in `@laravel/echo-vue`.
 * @param model The class, with dots: `App.Models.User`.
 * @param identifier Of the one model; null or undefined for none: the composable is idle.
 * @param event `UserUpdated`, and so on; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's.
 * @param dependencies Accepted for `@laravel/echo-vue`, and not needed.
 * @function
 */
export const useEchoModel: UseEchoModel = (model, id, event = [], callback: any) => {
  const name = () => (toValue(id) == null ? null : `${toValue(model)}.${toValue(id)}`);
  return useEvents('private', name, () => modelEvents(toValue(event)), callback);
};

/**
 * Listens to Laravel's notifications. As in `@laravel/echo-vue`.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @param callback Called with what the app gave, `id` and `type`.
 * @param event The class of the notification, with dots or backslashes, or a list; all when left out.
 * @param dependencies Accepted for `@laravel/echo-vue`, and not needed.
 * @function
 */
export const useEchoNotification: UseEchoNotification = (name, callback: any, types = []): any =>
  useHolding('private', () => {
    const all = list(toValue(types));
    return [[toValue(name)], notifications(all, (payload) => callback?.(payload)), all];
  });

const useBare = (visibility: Visibility, name: Given<Name>): any =>
  useHolding(visibility, () => [[toValue(name)], nothing]);
/**
 * Holds a channel, and listens to nothing.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @param visibility `'private'` by default.
 * @function
 */
export const useChannel: UseChannel = (name: Given<Name>, visibility: Visibility = 'private') =>
  useBare(visibility, name);
/**
 * Holds a public channel, and listens to nothing.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @function
 */
export const usePublicChannel: UseChannelOn<'public'> = (name: Given<Name>) =>
  useBare('public', name);
/**
 * Holds a presence channel, and listens to nothing.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @function
 */
export const usePresenceChannel: UseChannelOn<'presence'> = (name: Given<Name>) =>
  useBare('presence', name);

/**
 * Who is on a presence channel, kept up to date.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` for none: the composable is idle. A new one is followed.
 * @function
 */
export const usePresence: UsePresence = (name: Given<Name>): any => {
  const now = shallowReactive({ ...nobody });
  const attach = presence((news) => Object.assign(now, news));
  const { channel, leaveChannel, leave } = useHolding('presence', () => [[toValue(name)], attach]);
  return { ...toRefs(now), channel, leaveChannel, leave };
};

/** How the subscription to a channel stands: idle, subscribing, subscribed, failed and why. It holds the channel. */
export function useChannelState(
  name: Given<string | Idle>,
  visibility: Visibility = 'private',
): ToRefs<ChannelState> {
  const now = shallowReactive({ ...idle });
  const attach = state((news) => Object.assign(now, news));
  useHolding(visibility, () => [[toValue(name)], attach]);
  return toRefs(now);
}

function useConnection<T>(read: () => T, first: T): Ref<T> {
  const now = shallowRef(first);
  if (onServer) return now;
  const changed = () => (now.value = read());
  // There is an element before anything was rendered: the server's, which the first rendering must match.
  if (getCurrentInstance()?.vnode.el) onMounted(changed);
  else changed();
  onScopeDispose(watchConnection(changed));
  return now;
}
/** How the connection stands; `disconnected` on a server, and until a page that it rendered has been taken over. Throws an Error when `configureEcho` was not called. */
export const useConnectionStatus = (): Ref<ConnectionStatus> =>
  useConnection<ConnectionStatus>(() => current().connectionStatus(), 'disconnected');
/** The id of the connection, or of the last one; `undefined` before the first, and on a server. Throws an Error when `configureEcho` was not called. */
export const useSocketId = (): Ref<string | undefined> =>
  useConnection<string | undefined>(() => current().socketId(), undefined);
