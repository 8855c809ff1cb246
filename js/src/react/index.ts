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
import { type Attach, Holding, type Name, type Visibility } from '../hooks/holding.js';

export { configureEcho, echo, echoIsConfigured } from '../hooks/config.js';

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

export function useEchoMany(
  names: readonly Name[],
  event: Many,
  callback?: (payload: any, channel: string, event: string) => void,
  visibility: Visibility = 'private',
) {
  const call = useLatest(callback);
  const hear = (payload: any, _: any, channel: string, event: string) =>
    call(payload, channel, event);
  return useHolding(visibility, names, events(list(event), hear), event);
}

export function useEcho(
  name: Name,
  event: Many = [],
  callback?: (payload: any, metadata: any, channel: string, event: string) => void,
  _dependencies?: readonly unknown[],
  visibility: Visibility = 'private',
) {
  const call = useLatest(callback);
  return useHolding(visibility, [name], events(list(event), call), event);
}

export const useEchoPublic = (
  name: Name,
  event?: Many,
  callback?: any,
  _dependencies?: readonly unknown[],
) => useEcho(name, event, callback, [], 'public');

export const useEchoPresence = (
  name: Name,
  event?: Many,
  callback?: any,
  _dependencies?: readonly unknown[],
) => useEcho(name, event, callback, [], 'presence');

export const useEchoModel = (
  model: string,
  id: string | number | null | undefined,
  event: Many = [],
  callback?: any,
  _dependencies?: readonly unknown[],
) => useEcho(id == null ? null : `${model}.${id}`, modelEvents(event), callback);

export function useEchoNotification(
  name: Name,
  callback?: (payload: any) => void,
  types: Many = [],
  _dependencies?: readonly unknown[],
) {
  const attach = notifications(list(types), useLatest(callback));
  return useHolding('private', [name], attach, types);
}

export const useChannel = (name: Name, visibility: Visibility = 'private') =>
  useHolding(visibility, [name], nothing);
export const usePublicChannel = (name: Name) => useChannel(name, 'public');
export const usePresenceChannel = (name: Name) => useChannel(name, 'presence');

export function usePresence(name: Name) {
  const [now, set] = useState(nobody);
  const { channel, leaveChannel, leave } = useHolding('presence', [name], presence(set));
  return { ...now, channel, leaveChannel, leave };
}

export function useChannelState(name: Name, visibility: Visibility = 'private') {
  const [now, set] = useState(idle);
  useHolding(visibility, [name], state(set));
  return now;
}

export const useConnectionStatus = () =>
  useSyncExternalStore(
    watchConnection,
    () => current().connectionStatus(),
    () => 'disconnected' as const,
  );

export const useSocketId = () =>
  useSyncExternalStore(
    watchConnection,
    () => current().socketId(),
    () => undefined,
  );
