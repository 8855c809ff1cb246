'use client';
// The sub-path `oread/socket.io/react`: hooks for the sockets of `io()`, on leases. They do nothing during server rendering.
import { useCallback, useEffect, useInsertionEffect, useState, useSyncExternalStore } from 'react';
import type { Socket } from '../socketio/entry.js';
import type { EventNamesOf, EventsMap, SocketReservedEvents } from '../socketio/event-types.js';
import {
  hold,
  idle,
  listenOn,
  type Idle,
  type SocketListener,
  type SocketState,
  stateOf,
} from './leases.js';

export type { Idle, SocketListener, SocketState };

/**
 * Keeps a socket connected while the component is mounted, and returns its state.
 * @param socket Made by `io(url, { autoConnect: false })` outside of the component; `null`, `undefined` or `false` makes the
 * hook idle.
 * @example
 * ```jsx
 * import { io } from 'oread/socket.io';
 * import { useSocket } from 'oread/socket.io/react';
 *
 * const orders = io('https://example.com/orders', { autoConnect: false });
 *
 * export function Status() {
 *   const { connected } = useSocket(orders);
 *   return <p>{connected ? 'live' : 'connecting'}</p>;
 * }
 * ```
 */
export function useSocket(socket: Socket<any, any> | Idle): SocketState {
  const watch = useCallback(
    (changed: () => void) => (socket ? hold(socket, changed) : () => {}),
    [socket],
  );
  return useSyncExternalStore(
    watch,
    () => stateOf(socket),
    () => idle,
  );
}

/**
 * Listens to an event while the component is mounted, and keeps the socket connected as `useSocket` does.
 * @param socket As for `useSocket`.
 * @param event The event's name; `connect`, `disconnect` and `connect_error` are possible, too.
 * @param listener Called with the event's arguments; the latest one is used.
 * @example
 * ```jsx
 * import { useState } from 'react';
 * import { io } from 'oread/socket.io';
 * import { useSocketEvent } from 'oread/socket.io/react';
 *
 * const orders = io('https://example.com/orders', { autoConnect: false });
 *
 * export function Latest() {
 *   const [carrier, setCarrier] = useState('');
 *   useSocketEvent(orders, 'order', (order) => setCarrier(order.carrier));
 *   return <p>{carrier}</p>;
 * }
 * ```
 */
export function useSocketEvent<
  Listen extends EventsMap,
  Ev extends EventNamesOf<SocketReservedEvents, Listen>,
>(socket: Socket<Listen, any> | Idle, event: Ev, listener: SocketListener<Listen, Ev>): void {
  const [latest] = useState(() => {
    const call: any = (...args: any[]) => call.now_(...args);
    return call;
  });
  useInsertionEffect(() => {
    latest.now_ = listener;
  });
  useEffect(() => (socket ? listenOn(socket, event, latest) : undefined), [socket, event, latest]);
}
