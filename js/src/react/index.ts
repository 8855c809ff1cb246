'use client';
// The sub-path `oread/react`: the hooks of @laravel/echo-react, and more, on leases. Nothing happens while a server renders.
import { useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react';
import {
  type ChannelState,
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
import { type Attach, Holding, type Name } from '../hooks/holding.js';
import type {
  BroadcastNotification,
  Idle,
  ModelEvents,
  ModelPayload,
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
export type { BroadcastNotification, ChannelState, Idle, ModelEvents, ModelPayload, Visibility };

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

export const useEcho: UseEcho = (
  name: Name,
  event?: any,
  callback?: any,
  _dependencies?: unknown,
  visibility: Visibility = 'private',
): any => useEvents(visibility, name, event, callback);
export const useEchoPublic: UseEchoOn<'public'> = (name: Name, event?: any, callback?: any): any =>
  useEvents('public', name, event, callback);
export const useEchoPresence: UseEchoOn<'presence'> = (
  name: Name,
  event?: any,
  callback?: any,
): any => useEvents('presence', name, event, callback);
export const useEchoModel: UseEchoModel = (model, id, event = [], callback) =>
  useEvents('private', id == null ? null : `${model}.${id}`, modelEvents(event), callback);

export const useEchoNotification: UseEchoNotification = (name, callback, types = []) => {
  const attach = notifications(list(types), useLatest(callback));
  return useHolding('private', [name], attach, types);
};

export const useChannel: UseChannel = (name: Name, visibility: Visibility = 'private') =>
  useHolding(visibility, [name], nothing);
export const usePublicChannel: UseChannelOn<'public'> = (name) =>
  useHolding('public', [name], nothing);
export const usePresenceChannel: UseChannelOn<'presence'> = (name) =>
  useHolding('presence', [name], nothing);

export const usePresence: UsePresence = (name) => {
  const [now, set] = useState(nobody);
  const { channel, leaveChannel, leave } = useHolding('presence', [name], presence(set));
  return { ...now, channel, leaveChannel, leave };
};

/** How the subscription stands: idle, subscribing, subscribed, failed and why. */
export function useChannelState(
  name: string | Idle,
  visibility: Visibility = 'private',
): ChannelState {
  const [now, set] = useState(idle);
  useHolding(visibility, [name], state(set));
  return now;
}

export const useConnectionStatus = (): ConnectionStatus =>
  useSyncExternalStore<ConnectionStatus>(
    watchConnection,
    () => current().connectionStatus(),
    () => 'disconnected',
  );

export const useSocketId = (): string | undefined =>
  useSyncExternalStore(
    watchConnection,
    () => current().socketId(),
    () => undefined,
  );
