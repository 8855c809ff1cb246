// The types of events, as in socket.io-client: a map from names to the listeners' types.

/** A map from the names of events to the types of their listeners. */
export interface EventsMap {
  [event: string]: any;
}
/** The map of an application that declares no types: any names and arguments. */
export interface DefaultEventsMap {
  [event: string]: (...args: any[]) => void;
}
/** The names in a map. */
export type EventNames<Map extends EventsMap> = keyof Map & (string | symbol);
/** The arguments of an event. */
export type EventParams<Map extends EventsMap, Ev extends EventNames<Map>> = Parameters<Map[Ev]>;

/** @hidden */
export type AnyListener = (...args: any[]) => void;
/** The names in two maps. */
export type EventNamesOf<Reserved extends EventsMap, User extends EventsMap> =
  EventNames<Reserved> | EventNames<User>;

type Untyped<T> = [T] extends [never] ? (...args: any[]) => void | Promise<void> : T;
/** The listener of an event in one of two maps. */
export type ListenerOf<
  Reserved extends EventsMap,
  User extends EventsMap,
  Ev extends EventNamesOf<Reserved, User>,
> = Untyped<
  Ev extends EventNames<Reserved> ? Reserved[Ev] : Ev extends EventNames<User> ? User[Ev] : never
>;

type PrependTimeoutError<T extends any[]> = {
  [K in keyof T]: T[K] extends (...args: infer Params) => infer Result
    ? (err: Error, ...args: Params) => Result
    : T[K];
};
/** The same events with acknowledgements that receive an error first, as after `timeout()`. */
export type DecorateAcknowledgements<E> = {
  [K in keyof E]: E[K] extends (...args: infer Params) => infer Result
    ? (...args: PrependTimeoutError<Params>) => Result
    : E[K];
};
/** The last type of a tuple. */
export type Last<T extends any[]> = T extends [...any[], infer L] ? L : any;
/** A tuple without its last type. */
export type AllButLast<T extends any[]> = T extends [...infer H, any] ? H : any[];
/** The type of a function's first argument. */
export type FirstArg<T> = T extends (arg: infer Param) => any ? Param : any;

/** An error that a server's middleware or the connection caused. */
export interface ExtendedError extends Error {
  /** What the server's middleware added. */
  data?: any;
}
/** Why a socket was disconnected. */
export type DisconnectReason =
  | 'io server disconnect'
  | 'io client disconnect'
  | 'ping timeout'
  | 'transport close'
  | 'transport error'
  | 'parse error';
/** Details of the reason. */
export type DisconnectDescription =
  | Error
  | {
      /** What happened, in words. */
      description: string;
      /** `{ code }`: the close code of the WebSocket, or the HTTP status. */
      context?: unknown;
    };

/** The events of every socket. */
export interface SocketReservedEvents {
  /** The namespace is connected. */
  connect: () => void;
  /** The connection failed, or the server refused it; `socket.active` tells whether another attempt follows. */
  connect_error: (err: ExtendedError) => void;
  /** The namespace is no longer connected. */
  disconnect: (reason: DisconnectReason, description?: DisconnectDescription) => void;
}
/** The events of a manager. */
export interface ManagerReservedEvents {
  /** There is a connection. */
  open: () => void;
  /** An attempt failed. */
  error: (err: Error) => void;
  /** A heartbeat was sent or answered. */
  ping: () => void;
  /** The connection is lost, or was closed. */
  close: (reason: string, description?: DisconnectDescription) => void;
  /** All attempts failed. */
  reconnect_failed: () => void;
  /** The retry with this number begins. */
  reconnect_attempt: (attempt: number) => void;
  /** A retry failed. */
  reconnect_error: (err: Error) => void;
  /** There is a connection, after this number of retries. */
  reconnect: (attempt: number) => void;
}
