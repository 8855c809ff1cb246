// The sub-path `oread/svelte`: stores and listeners on leases, without a dependency on Svelte. A channel is held while
// somebody subscribes. Nothing happens while a server renders.
import {
  events,
  idle,
  list,
  nobody,
  notifications,
  presence as membersOf,
  state,
} from '../hooks/attach.js';
import { current, watchConnection } from '../hooks/config.js';
import { Holding } from '../hooks/holding.js';
import type {
  Attach,
  BroadcastNotification,
  ChannelState,
  Idle,
  Name,
  PresenceOf,
  Visibility,
} from '../hooks/types.js';
import type { ConnectionStatus } from '../index.js';
import { onServer, type Readable, store } from './store.js';
import type { Latest, Listen } from './types.js';

export { configureEcho, echo, echoIsConfigured } from '../hooks/config.js';
export type { Readable } from './store.js';
export type { Callback, Latest, Listen, Names } from './types.js';
export type { BroadcastNotification, ChannelState, ConnectionStatus, Idle, Visibility };

/** Holds these channels until the function is called that it answers with. */
function hold(visibility: Visibility, names: readonly Name[], attach: Attach): () => void {
  if (onServer) return () => {};
  const holding = new Holding();
  holding.hold_(visibility, names, attach);
  return () => holding.release_();
}

/**
 * Listens on one channel or on many; made for `$effect(() => listen(…))` and `onMount`.
 * @param name The channel's, without a prefix, or a list of such; `null`, `undefined`, `false`, `0` or `''` is idle.
 * @param event As for `listen()` of a channel: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param callback Called with payload, metadata, the channel's name and the event's.
 * @param visibility `'private'` by default.
 */
export const listen: Listen = (
  name: any,
  event: string | readonly string[],
  callback: any,
  visibility: Visibility = 'private',
) => hold(visibility, list(name), events(list(event), callback));

/**
 * The newest event of a channel, for what shows only that. Use `listen` where each one counts.
 * @param name The channel's, without a prefix, or a list of such; `null`, `undefined`, `false`, `0` or `''` is idle.
 * @param event As for `listen()` of a channel: `OrderShipped` in the namespace, `.order.shipped` as it stands; or a list.
 * @param visibility `'private'` by default.
 */
export const latest: Latest = (
  name: any,
  event: string | readonly string[],
  visibility: Visibility = 'private',
) =>
  store<any>(undefined, (set) =>
    hold(
      visibility,
      list(name),
      events(list(event), (payload) => set(payload)),
    ),
  );

/**
 * Listens to Laravel's notifications, until the function is called that it answers with.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` is idle.
 * @param callback Called with the notification.
 * @param types Only of these types, spelled with dots or backslashes; all by default.
 */
export const listenForNotification = <TPayload>(
  name: string | Idle,
  callback: (payload: BroadcastNotification<TPayload>) => void,
  types: string | readonly string[] = [],
): (() => void) => hold('private', [name], notifications(list(types), callback));

/**
 * A store of who is on a presence channel.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` is idle.
 */
export const presence = <TMember = any, N extends string = string>(
  name: N | Idle,
): Readable<PresenceOf<N, TMember>> =>
  store(nobody as PresenceOf<N, TMember>, (set) =>
    hold('presence', [name], membersOf(set as (now: object) => void)),
  );

/**
 * A store of how the subscription stands: idle, subscribing, subscribed, failed and why.
 * @param name The channel's, without a prefix; `null`, `undefined`, `false`, `0` or `''` is idle.
 * @param visibility `'private'` by default.
 */
export const channelState = (
  name: string | Idle,
  visibility: Visibility = 'private',
): Readable<ChannelState> => store(idle, (set) => hold(visibility, [name], state(set)));

function connection<T>(first: T, read: () => T): Readable<T> {
  return store(first, (set) => {
    const changed = () => set(read());
    changed();
    return watchConnection(changed);
  });
}
/** A store of how the connection stands. */
export const connectionStatus = (): Readable<ConnectionStatus> =>
  connection<ConnectionStatus>('disconnected', () => current().connectionStatus());
/** A store of the socket's id; `undefined` while there is no connection. */
export const socketId = (): Readable<string | undefined> =>
  connection<string | undefined>(undefined, () => current().socketId());
