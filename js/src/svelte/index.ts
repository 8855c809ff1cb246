// The sub-path `oread/svelte`: stores and listeners on leases, without a dependency on Svelte. A store holds its channel
// while it has subscribers. Stores do nothing during server rendering.
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

/** Holds these channels; returns a function that releases them. */
function hold(visibility: Visibility, names: readonly Name[], attach: Attach): () => void {
  if (onServer) return () => {};
  const holding = new Holding();
  holding.hold_(visibility, names, attach);
  return () => holding.release_();
}

/**
 * Listens on one channel or several; for `$effect(() => listen(…))` and `onMount`. Returns a function that stops it.
 * @param name The channel's name without its prefix, or an array; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @param event As for a channel's `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param callback Called with the payload, metadata, channel name and event name.
 * @param visibility `'private'` by default.
 * @example
 * import { listen } from 'oread/svelte';
 *
 * onMount(() => listen('orders.1', 'OrderShipped', (e) => show(e.carrier)));
 */
export const listen: Listen = (
  name: any,
  event: string | readonly string[],
  callback: any,
  visibility: Visibility = 'private',
) => hold(visibility, list(name), events(list(event), callback));

/**
 * A store of the latest payload on a channel, for components that show only that. Use `listen` if every event counts.
 * @param name The channel's name without its prefix, or an array; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @param event As for a channel's `listen()`: `OrderShipped` in the namespace, `.order.shipped` verbatim; or an array.
 * @param visibility `'private'` by default.
 * @example
 * import { latest } from 'oread/svelte';
 *
 * const shipped = latest('orders.1', 'OrderShipped'); // $shipped in a component
 * shipped.subscribe((e) => show(e?.carrier));
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
 * Listens to Laravel's notifications; returns a function that stops it.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @param callback Called with the notification.
 * @param types The notifications' classes, with dots or backslashes; all by default.
 * @example
 * import { listenForNotification } from 'oread/svelte';
 *
 * onMount(() => listenForNotification('App.Models.User.1', ({ type }) => show(type)));
 */
export const listenForNotification = <TPayload>(
  name: string | Idle,
  callback: (payload: BroadcastNotification<TPayload>) => void,
  types: string | readonly string[] = [],
): (() => void) => hold('private', [name], notifications(list(types), callback));

/**
 * A store of the members of a presence channel.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @example
 * import { presence } from 'oread/svelte';
 *
 * const room = presence('room.1'); // $room.members in a component
 * room.subscribe(({ count }) => show(count));
 */
export const presence = <TMember = any, N extends string = string>(
  name: N | Idle,
): Readable<PresenceOf<N, TMember>> =>
  store(nobody as PresenceOf<N, TMember>, (set) =>
    hold('presence', [name], membersOf(set as (now: object) => void)),
  );

/**
 * A store of the state of a subscription: idle, subscribing, subscribed or failed, and the error.
 * @param name The channel's name without its prefix; `null`, `undefined`, `false`, `0` or `''` means idle.
 * @param visibility `'private'` by default.
 * @example
 * import { channelState } from 'oread/svelte';
 *
 * const orders = channelState('orders.1'); // $orders.status in a component
 * orders.subscribe(({ status, error }) => show(status, error));
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
/**
 * A store of the status of the connection.
 * @example
 * import { connectionStatus } from 'oread/svelte';
 *
 * const status = connectionStatus(); // $status in a component
 * status.subscribe(show);
 */
export const connectionStatus = (): Readable<ConnectionStatus> =>
  connection<ConnectionStatus>('disconnected', () => current().connectionStatus());
/**
 * A store of the socket id of the current connection, or else of the last one; `undefined` before the first.
 * @example
 * import { socketId } from 'oread/svelte';
 *
 * const id = socketId(); // $id in a component
 * id.subscribe(show);
 */
export const socketId = (): Readable<string | undefined> =>
  connection<string | undefined>(undefined, () => current().socketId());
