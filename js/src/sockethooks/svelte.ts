// The sub-path `oread/socket.io/svelte`: a store and a listener for the sockets of `io()`, on leases. They do nothing during
// server rendering.
import type { Socket } from '../socketio/entry.js';
import type { EventNamesOf, EventsMap, SocketReservedEvents } from '../socketio/event-types.js';
import { onServer, type Readable, store } from '../svelte/store.js';
import {
  hold,
  idle,
  listenOn,
  type Idle,
  type SocketListener,
  type SocketState,
  stateOf,
} from './leases.js';

export type { Idle, Readable, SocketListener, SocketState };

/**
 * A store of a socket's state, which keeps the socket connected while it has subscribers.
 * @param socket Made by `io(url, { autoConnect: false })`; `null`, `undefined` or `false` means idle.
 * @example
 * import { io } from 'oread/socket.io';
 * import { socketState } from 'oread/socket.io/svelte';
 *
 * const orders = io('https://example.com/orders', { autoConnect: false });
 *
 * const state = socketState(orders); // $state.connected in a component
 */
export const socketState = (socket: Socket<any, any> | Idle): Readable<SocketState> =>
  store(idle, (set) => {
    if (!socket) return () => {};
    const release = hold(socket, () => set(stateOf(socket)));
    set(stateOf(socket));
    return release;
  });

/**
 * Listens to an event and keeps the socket connected; for `$effect(() => listen(…))` and `onMount`. Returns a function that
 * ends both.
 * @param socket As for `socketState`.
 * @param event The event's name; `connect`, `disconnect` and `connect_error` are possible, too.
 * @param listener Called with the event's arguments.
 * @example
 * import { io } from 'oread/socket.io';
 * import { listen } from 'oread/socket.io/svelte';
 *
 * const orders = io('https://example.com/orders', { autoConnect: false });
 *
 * onMount(() => listen(orders, 'order', ({ carrier }) => show(carrier)));
 */
export const listen = <
  Listen extends EventsMap,
  Ev extends EventNamesOf<SocketReservedEvents, Listen>,
>(
  socket: Socket<Listen, any> | Idle,
  event: Ev,
  listener: SocketListener<Listen, Ev>,
): (() => void) => (socket && !onServer ? listenOn(socket, event, listener) : () => {});
