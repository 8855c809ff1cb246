// The sub-path `oread/vue`: the composables of @laravel/echo-vue, and more, on leases. Names, events and identifiers may be
// refs or getters. Nothing happens while a server renders.
import {
  getCurrentScope,
  type MaybeRefOrGetter,
  onScopeDispose,
  type Ref,
  shallowReactive,
  shallowRef,
  toRefs,
  toValue,
  watch,
} from 'vue';
import {
  controls,
  events,
  idle,
  list,
  listening,
  modelEvents,
  nobody,
  notifications,
  presence,
  state,
} from '../hooks/attach.js';
import { current, watchConnection } from '../hooks/config.js';
import { type Attach, Holding, type Name, type Visibility } from '../hooks/holding.js';
import Echo, { type ConnectionStatus } from '../index.js';

export { configureEcho, echo, echoIsConfigured } from '../hooks/config.js';

type Many = MaybeRefOrGetter<string | readonly string[]>;
type Given<T> = MaybeRefOrGetter<T>;

const renders = () => typeof document === 'undefined';
const atEnd = (end: () => void) => getCurrentScope() && onScopeDispose(end);

/** Holds these channels until the component goes; `wanted` is asked again whenever what it reads has changed. */
function useHolding(
  visibility: Visibility,
  wanted: () => [names: readonly Name[], attach: Attach, key?: unknown],
): Holding {
  const holding = new Holding();
  if (renders()) return holding;
  watch(
    () => {
      const [names, , key] = wanted();
      return JSON.stringify([names, key]);
    },
    () => {
      const [names, attach] = wanted();
      holding.hold_(visibility, [...names], attach);
    },
    { immediate: true },
  );
  atEnd(() => holding.release_());
  return holding;
}

let silent: Echo<'null'> | undefined;
/** Where there is no channel, on a server or without a name, calls go nowhere. */
const withChannel = <T extends { channel: (name?: string) => any }>(given: T): T => ({
  ...given,
  channel: (name?: string) =>
    given.channel(name) ??
    (silent ??= new Echo({ broadcaster: 'null', withoutInterceptors: true })).join(''),
});
const useControls = (holding: Holding) => withChannel(controls(holding));
const useListening = (holding: Holding) => withChannel(listening(holding));
const nothing: Attach = () => () => {};

export function useEchoMany(
  names: Given<readonly Name[]>,
  event: Many,
  callback?: (payload: any, channel: string, event: string) => void,
  visibility: Visibility = 'private',
) {
  const hear = (payload: any, _: any, channel: string, event: string) =>
    callback?.(payload, channel, event);
  return useListening(
    useHolding(visibility, () => {
      const all = list(toValue(event));
      return [toValue(names), events(all, hear), all];
    }),
  );
}

export function useEcho(
  name: Given<Name>,
  event: Many = [],
  callback?: (payload: any, metadata: any) => void,
  _dependencies?: unknown,
  visibility: Visibility = 'private',
) {
  return useListening(
    useHolding(visibility, () => {
      const all = list(toValue(event));
      return [
        [toValue(name)],
        events(all, (payload, metadata) => callback?.(payload, metadata)),
        all,
      ];
    }),
  );
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
  return useListening(
    useHolding('private', () => {
      const all = list(toValue(types));
      return [[toValue(name)], notifications(all, (payload) => callback?.(payload)), all];
    }),
  );
}

export const useChannel = (name: Given<Name>, visibility: Visibility = 'private') =>
  useControls(useHolding(visibility, () => [[toValue(name)], nothing]));
export const usePublicChannel = (name: Given<Name>) => useChannel(name, 'public');
export const usePresenceChannel = (name: Given<Name>) => useChannel(name, 'presence');

export function usePresence(name: Given<Name>) {
  const now = shallowReactive({ ...nobody });
  const attach = presence((news) => Object.assign(now, news));
  return {
    ...toRefs(now),
    ...useControls(useHolding('presence', () => [[toValue(name)], attach])),
  };
}

export function useChannelState(name: Given<Name>, visibility: Visibility = 'private') {
  const now = shallowReactive({ ...idle });
  const attach = state((news) => Object.assign(now, news));
  useHolding(visibility, () => [[toValue(name)], attach]);
  return toRefs(now);
}

function useConnection<T>(read: () => T, first: T): Ref<T> {
  const now = shallowRef(first);
  if (renders()) return now;
  const changed = () => (now.value = read());
  changed();
  atEnd(watchConnection(changed));
  return now;
}
export const useConnectionStatus = () =>
  useConnection<ConnectionStatus>(() => current().connectionStatus(), 'disconnected');
export const useSocketId = () =>
  useConnection<string | undefined>(() => current().socketId(), undefined);
