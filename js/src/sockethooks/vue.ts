// The sub-path `oread/socket.io/vue`: composables for the sockets of `io()`, on leases. They do nothing during server rendering.
import {
  getCurrentInstance,
  type MaybeRefOrGetter,
  onMounted,
  shallowReactive,
  type ToRefs,
  toRaw,
  toRefs,
  toValue,
  watch,
} from 'vue';
import type { Socket } from '../socketio/entry.js';
import type { EventNamesOf, EventsMap, SocketReservedEvents } from '../socketio/event-types.js';
import {
  type AnySocket,
  hold,
  idle,
  listenOn,
  type Idle,
  type SocketListener,
  type SocketState,
  stateOf,
} from './leases.js';

export type { Idle, SocketListener, SocketState };

/** Calls `start` with the socket now and whenever another one is given; it returns a function that ends what it began. */
function follow<T extends unknown[]>(
  given: () => [AnySocket | Idle, ...T],
  start: (socket: AnySocket, ...rest: T) => () => void,
): void {
  if (typeof document === 'undefined') return;
  watch(
    // A socket in a `ref` or in `reactive` is behind a proxy.
    (): [AnySocket | Idle, ...T] => {
      const [socket, ...rest] = given();
      return [toRaw(socket), ...rest];
    },
    ([socket, ...rest], _, onCleanup) => {
      if (socket) onCleanup(start(socket, ...rest));
    },
    { immediate: true },
  );
}

/**
 * Keeps a socket connected until the component is unmounted, and returns its state as refs; on a server and until hydration is
 * done, it is that of a socket that is not connected.
 * @param socket Made by `io(url, { autoConnect: false })`, or a ref or getter of one; `null`, `undefined` or `false` makes the
 * composable idle.
 * @example
 * import { io } from 'oread/socket.io';
 * import { useSocket } from 'oread/socket.io/vue';
 *
 * const orders = io('https://example.com/orders', { autoConnect: false });
 *
 * // in setup()
 * const { connected, error } = useSocket(orders);
 * show(connected.value, error.value?.message);
 */
export function useSocket(
  socket: MaybeRefOrGetter<Socket<any, any> | Idle>,
): ToRefs<Readonly<SocketState>> {
  const now = shallowReactive({ ...idle });
  let isReady = !getCurrentInstance()?.vnode.el;
  const given = () => toRaw(toValue(socket)) as AnySocket | Idle;
  const update = () => {
    if (isReady) Object.assign(now, stateOf(given()));
  };
  // An element that exists before the first rendering comes from the server, and the first rendering must match it.
  if (!isReady)
    onMounted(() => {
      isReady = true;
      update();
    });
  follow(
    () => [given()],
    (one) => {
      const release = hold(one, update);
      update();
      return () => {
        release();
        update();
      };
    },
  );
  return toRefs(now);
}

/**
 * Listens to an event until the component is unmounted, and keeps the socket connected as `useSocket` does.
 * @param socket As for `useSocket`.
 * @param event The event's name, or a ref or getter of it; `connect`, `disconnect` and `connect_error` are possible, too.
 * @param listener Called with the event's arguments.
 * @example
 * import { io } from 'oread/socket.io';
 * import { useSocketEvent } from 'oread/socket.io/vue';
 *
 * const orders = io('https://example.com/orders', { autoConnect: false });
 *
 * // in setup()
 * useSocketEvent(orders, 'order', ({ carrier }) => show(carrier));
 */
export function useSocketEvent<
  Listen extends EventsMap,
  Ev extends EventNamesOf<SocketReservedEvents, Listen>,
>(
  socket: MaybeRefOrGetter<Socket<Listen, any> | Idle>,
  event: MaybeRefOrGetter<Ev>,
  listener: SocketListener<Listen, Ev>,
): void {
  follow(
    () => [toValue(socket) as AnySocket | Idle, toValue(event)],
    (one, name) => listenOn(one, name, listener),
  );
}
