// The sub-path `oread/vue`: the composables of @laravel/echo-vue, and more, on leases. Names, events and identifiers may be
// refs or getters. Nothing happens while a server renders.
import {
  type MaybeRefOrGetter,
  onScopeDispose,
  type Ref,
  shallowReactive,
  shallowRef,
  toRefs,
  toValue,
  watch,
} from 'vue';
import { NullChannel } from '../echo/null.js';
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
import { type Attach, Holding, type Name, type Visibility } from '../hooks/holding.js';
import type { ConnectionStatus } from '../index.js';

export { configureEcho, echo, echoIsConfigured } from '../hooks/config.js';

type Many = MaybeRefOrGetter<string | readonly string[]>;
type Given<T> = MaybeRefOrGetter<T>;

const onServer = typeof document === 'undefined';

/** Holds these channels until the component goes; `wanted` is asked again whenever what it reads has changed. */
function useHolding(
  visibility: Visibility,
  wanted: () => [names: readonly Name[], attach: Attach, key?: any],
): Holding {
  const holding = new Holding();
  const { channel } = holding;
  // Where there is none, on a server or without a name, calls go nowhere.
  holding.channel = (name) => channel(name) ?? new NullChannel();
  if (onServer) return holding;
  watch(
    // Functions leave no trace in JSON: names and key are compared.
    () => JSON.stringify(wanted()),
    () => holding.hold_(visibility, ...wanted()),
    { immediate: true },
  );
  onScopeDispose(() => holding.release_());
  return holding;
}

const nothing: Attach = () => () => {};

export function useEchoMany(
  names: Given<readonly Name[]>,
  event: Many,
  callback?: (payload: any, channel: string, event: string) => void,
  visibility: Visibility = 'private',
) {
  const hear = (payload: any, _: any, channel: string, event: string) =>
    callback?.(payload, channel, event);
  return useHolding(visibility, () => {
    const all = list(toValue(event));
    return [toValue(names), events(all, hear), all];
  });
}

export function useEcho(
  name: Given<Name>,
  event: Many = [],
  callback: (payload: any, metadata: any, channel: string, event: string) => void = () => {},
  _dependencies?: unknown,
  visibility: Visibility = 'private',
) {
  return useHolding(visibility, () => {
    const all = list(toValue(event));
    return [[toValue(name)], events(all, callback), all];
  });
}

export const useEchoPublic = (
  name: Given<Name>,
  event?: Many,
  callback?: any,
  _dependencies?: unknown,
) => useEcho(name, event, callback, [], 'public');

export const useEchoPresence = (
  name: Given<Name>,
  event?: Many,
  callback?: any,
  _dependencies?: unknown,
) => useEcho(name, event, callback, [], 'presence');

export function useEchoModel(
  model: Given<string>,
  id: Given<string | number | null | undefined>,
  event: Many = [],
  callback?: any,
  _dependencies?: unknown,
) {
  const name = () => (toValue(id) == null ? null : `${toValue(model)}.${toValue(id)}`);
  return useEcho(name, () => modelEvents(toValue(event)), callback);
}

export function useEchoNotification(
  name: Given<Name>,
  callback?: (payload: any) => void,
  types: Many = [],
  _dependencies?: unknown,
) {
  return useHolding('private', () => {
    const all = list(toValue(types));
    return [[toValue(name)], notifications(all, (payload) => callback?.(payload)), all];
  });
}

export const useChannel = (name: Given<Name>, visibility: Visibility = 'private') =>
  useHolding(visibility, () => [[toValue(name)], nothing]);
export const usePublicChannel = (name: Given<Name>) => useChannel(name, 'public');
export const usePresenceChannel = (name: Given<Name>) => useChannel(name, 'presence');

export function usePresence(name: Given<Name>) {
  const now = shallowReactive({ ...nobody });
  const attach = presence((news) => Object.assign(now, news));
  const { channel, leaveChannel, leave } = useHolding('presence', () => [[toValue(name)], attach]);
  return { ...toRefs(now), channel, leaveChannel, leave };
}

export function useChannelState(name: Given<Name>, visibility: Visibility = 'private') {
  const now = shallowReactive({ ...idle });
  const attach = state((news) => Object.assign(now, news));
  useHolding(visibility, () => [[toValue(name)], attach]);
  return toRefs(now);
}

function useConnection<T>(read: () => T, first: T): Ref<T> {
  const now = shallowRef(first);
  if (onServer) return now;
  const changed = () => (now.value = read());
  changed();
  onScopeDispose(watchConnection(changed));
  return now;
}
export const useConnectionStatus = () =>
  useConnection<ConnectionStatus>(() => current().connectionStatus(), 'disconnected');
export const useSocketId = () =>
  useConnection<string | undefined>(() => current().socketId(), undefined);
