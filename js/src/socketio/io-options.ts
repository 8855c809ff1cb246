// The options of `io()`: those of socket.io-client, converted for the engine.
import { Option } from '../host/border.js';
import { numberOption } from '../host/given.js';
import type { SocketIoOptions } from './options.js';

/** The options of one socket. */
export interface SocketOptions {
  /**
   * What the server sees as `socket.handshake.auth`: an object, or a function that passes one to its callback or returns a
   * promise of one. It is read or called each time the namespace is connected.
   */
  auth?: Auth;
  /** Maximum time for each acknowledgement, in milliseconds, as `timeout()` sets it for one event. */
  ackTimeout?: number;
  /**
   * How many times an event is sent again if no answer arrives within `ackTimeout`, or if the connection is lost before. Events
   * are then sent in order: each waits for the answer to the previous one, except volatile events. The server must call each
   * event's acknowledgement, and may receive an event twice.
   * @defaultValue `0`: each event is sent once, without waiting for answers
   */
  retries?: number;
}
/** An object, or a function that passes one to its callback or returns a promise of one. */
export type Auth =
  { [key: string]: any } | ((cb: (data: object) => void) => void | Promise<object>);

/** How many events may wait for a connection, and how long. */
export interface BufferOptions {
  /**
   * Maximum number of waiting events, of all sockets together. Further events are dropped with a warning, or with an error for
   * their acknowledgement.
   * @defaultValue `1000`
   */
  max?: number;
  /**
   * Maximum time that an event waits, in milliseconds.
   * @defaultValue a day
   */
  ttl?: number;
}

/** The options of a manager, and so of `io()`. Those of socket.io-client that are not listed here have no effect. */
export interface ManagerOptions extends Pick<
  SocketIoOptions,
  'path' | 'query' | 'transports' | 'WebSocket'
> {
  /**
   * Whether polling requests to other origins send cookies.
   * @defaultValue `false`
   */
  withCredentials?: boolean;
  /** With `false`, only the first transport is used. */
  upgrade?: boolean;
  /**
   * Maximum time for one attempt, in milliseconds; `false` means a day.
   * @defaultValue `20_000`
   */
  timeout?: number | false;
  /**
   * Whether to try again after a lost connection or a failed attempt. With `false`, only the first transport is tried.
   * @defaultValue `true`
   */
  reconnection?: boolean;
  /**
   * Maximum number of retries; 0 and Infinity mean no limit.
   * @defaultValue `Infinity`
   */
  reconnectionAttempts?: number;
  /**
   * Maximum delay before the first retry, in milliseconds. Attempt k waits a random time between 0 and
   * min(`reconnectionDelayMax`, `reconnectionDelay` × 1.4^k).
   * @defaultValue `500`
   */
  reconnectionDelay?: number;
  /**
   * Maximum delay, in milliseconds.
   * @defaultValue `5000`
   */
  reconnectionDelayMax?: number;
  /** Has no effect: delays are always random, so that the clients of a server do not all return at once. */
  randomizationFactor?: number;
  /**
   * Whether to connect immediately; if not, call `connect()`.
   * @defaultValue `true`
   */
  autoConnect?: boolean;
  /** Whether the socket gets its own connection. */
  forceNew?: boolean;
  /** `false` has the same effect as `forceNew`. */
  multiplex?: boolean;
  /** Has no effect: pages cannot set headers of a WebSocket. Use `auth` or `query`. */
  extraHeaders?: { [header: string]: string };
  /** Limits for events that wait for a connection. */
  buffer?: BufferOptions;
  [key: string]: any;
}

const day = 86_400_000;

/** The engine's options that an application may set, by their names here. */
const names: Record<string, string> = {
  [Option.ReconnectInitialDelay]: 'reconnectionDelay',
  [Option.ReconnectMaxDelay]: 'reconnectionDelayMax',
  [Option.ReconnectAttemptTimeout]: 'timeout',
  [Option.ReconnectGiveUpAfter]: 'reconnectionAttempts',
  [Option.WhispersMaxQueue]: 'buffer.max',
  [Option.WhispersMaxWait]: 'buffer.ttl',
};

/** The message for an option that the engine rejected. The engine counts options from 1. */
export const badIoOption = (number: number): string =>
  `option ${names[number - 1]} is out of range`;

/** In milliseconds; Infinity means no limit. Throws a TypeError if it is not a number. */
export const timeOption = (name: string, value: unknown): number | undefined =>
  value === Infinity ? value : numberOption(name, value);

/** As the engine counts them: 32 bits. Throws a TypeError if it is not a number. */
export const retriesOption = (value: unknown): number =>
  Math.min(Math.max(timeOption('retries', value) || 0, 0), 2 ** 32 - 1);

/** The engine's options by number. Throws for an option of the wrong type, and for one that is not supported. */
export function ioEngineOptions(options: ManagerOptions): Record<string, number> {
  if (options.parser) throw new Error('the option parser is not supported');
  // Before anything is opened for the socket that has it.
  timeOption('ackTimeout', options.ackTimeout);
  retriesOption(options.retries);
  const number = (option: Option, value: unknown, otherwise: number) =>
    // As in socket.io-client, 0 is the default.
    (value === Infinity ? 0 : numberOption(names[option]!, value)) || otherwise;
  const { timeout, buffer } = options;
  return {
    [Option.ReconnectInitialDelay]: number(
      Option.ReconnectInitialDelay,
      options.reconnectionDelay,
      500,
    ),
    [Option.ReconnectMaxDelay]: number(
      Option.ReconnectMaxDelay,
      options.reconnectionDelayMax,
      5000,
    ),
    [Option.ReconnectAttemptTimeout]: number(
      Option.ReconnectAttemptTimeout,
      // 0 is the shortest one.
      timeout === 0 ? 1 : timeout,
      timeout === false ? day : 20_000,
    ),
    [Option.ReconnectGiveUpAfter]: number(
      Option.ReconnectGiveUpAfter,
      options.reconnectionAttempts,
      0,
    ),
    [Option.WhispersMaxQueue]: number(Option.WhispersMaxQueue, buffer?.max, 1000),
    [Option.WhispersMaxWait]: number(Option.WhispersMaxWait, buffer?.ttl, day),
    // What Socket.IO's servers accept unless they are configured otherwise.
    [Option.WhispersMaxBytes]: 1_000_000,
  };
}
