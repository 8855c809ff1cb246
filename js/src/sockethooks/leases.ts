// Leases on sockets, for the hooks of all frameworks: a socket is connected while it has a holder. It needs nothing of the engine,
// so that one file serves all builds of the package.
import type { Socket } from '../socketio/entry.js';
import type {
  EventNamesOf,
  EventsMap,
  ExtendedError,
  ListenerOf,
  SocketReservedEvents,
} from '../socketio/event-types.js';

/** A missing socket, which makes the hook idle. */
export type Idle = null | undefined | false;

/** The state of a socket. */
export interface SocketState {
  /** Whether the socket is connected now. */
  connected: boolean;
  /** Whether the socket is connected, or will be as soon as the server can be reached. */
  active: boolean;
  /** The id that the server gave to the socket, while it is connected. */
  id: string | undefined;
  /** Whether the server recovered the session of the previous connection, and sent the missed events. */
  recovered: boolean;
  /** Why the last attempt to connect failed; `null` once the socket is connected. */
  error: ExtendedError | null;
}

/** A listener of an event in the socket's map, or of `connect`, `disconnect` or `connect_error`. */
export type SocketListener<
  Listen extends EventsMap,
  Ev extends EventNamesOf<SocketReservedEvents, Listen>,
> = ListenerOf<SocketReservedEvents, Listen, Ev>;

export type AnySocket = Socket<any, any>;

/** As the engine keeps a channel without holders: StrictMode, route changes and hot reloading release and take again. */
const linger = 500;

export const idle: SocketState = {
  connected: false,
  active: false,
  id: undefined,
  recovered: false,
  error: null,
};

class Lease {
  private holders_ = new Set<{ changed?: (() => void) | undefined }>();
  private error_: ExtendedError | null = null;
  private last_ = idle;
  private timer_?: ReturnType<typeof setTimeout> | undefined;
  /** The application had not connected the socket before its first holder. */
  private isMine_ = false;
  private isWatching_ = false;

  constructor(private socket_: AnySocket) {}

  /** The same object until something changes, as React expects it. */
  state_(): SocketState {
    const { connected, active, id, recovered } = this.socket_;
    const now: SocketState = { connected, active, id, recovered, error: this.error_ };
    const names = Object.keys(now) as (keyof SocketState)[];
    if (names.some((name) => now[name] !== this.last_[name])) this.last_ = now;
    return this.last_;
  }
  hold_(changed?: () => void): () => void {
    const holder = { changed };
    this.holders_.add(holder);
    clearTimeout(this.timer_);
    if (!this.isWatching_) this.begin_();
    return () => {
      if (!this.holders_.delete(holder) || this.holders_.size) return;
      this.timer_ = setTimeout(() => this.end_(), linger);
    };
  }
  private begin_(): void {
    const { socket_: socket } = this;
    this.isWatching_ = true;
    this.isMine_ = !socket.active;
    socket.on('connect', this.told_).on('disconnect', this.told_).on('connect_error', this.told_);
    if (this.isMine_) socket.connect();
  }
  private end_(): void {
    const { socket_: socket } = this;
    this.isWatching_ = false;
    this.error_ = null;
    for (const name of ['connect', 'disconnect', 'connect_error'] as const)
      socket.off(name, this.told_);
    if (this.isMine_) socket.disconnect();
  }
  /** With an error for `connect_error`, and with a string for `disconnect`. */
  private told_ = (why?: unknown): void => {
    this.error_ = why instanceof Error ? why : null;
    for (const { changed } of [...this.holders_]) changed?.();
  };
}

const leases = new WeakMap<AnySocket, Lease>();

function leaseOf(socket: AnySocket): Lease {
  const lease = leases.get(socket) ?? new Lease(socket);
  leases.set(socket, lease);
  return lease;
}

/** Calls `changed` after each change of the state; returns a function that releases the socket. */
export const hold = (socket: AnySocket, changed?: () => void): (() => void) =>
  leaseOf(socket).hold_(changed);

export const stateOf = (socket: AnySocket | Idle): SocketState =>
  socket ? leaseOf(socket).state_() : idle;

/** Holds the socket and listens; returns a function that ends both. */
export function listenOn(
  socket: AnySocket,
  event: string | symbol,
  listener: (...args: any[]) => void,
): () => void {
  // First the listener, which may wait for `connect`.
  socket.on(event as string, listener);
  const release = hold(socket);
  return () => {
    socket.off(event as string, listener);
    release();
  };
}
