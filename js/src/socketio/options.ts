// The options for a Socket.IO server.
import type { CarrierAddresses } from '../host/border.js';
import { textOption } from '../host/given.js';
import { optional } from '../host/optional.js';
import type { Options } from '../pusher/options.js';

/** The options that both kinds of servers have. Times are in milliseconds. */
type Shared = Pick<
  Options,
  | 'unavailableTimeout'
  | 'pongTimeout'
  | 'reconnect'
  | 'whispers'
  | 'leaveGrace'
  | 'onFatal'
  | 'WebSocket'
>;

/** The options for laravel-echo-server, in addition to those of every Echo. */
export interface SocketIoOptions extends Partial<Shared> {
  /**
   * The server: `https://example.com:6001`. Without a scheme, that of the page, or else https.
   * @defaultValue the page's origin
   */
  host?: string | null;
  /**
   * The path of Socket.IO on the server.
   * @defaultValue `'/socket.io'`
   */
  path?: string;
  /** More query parameters, which the server sees at the handshake. */
  query?: string | Record<string, string>;
  /**
   * What may carry the connection, in the order of the attempts: `websocket`, `polling` or both. Other names, such as
   * `flashsocket`, have no effect. If the first one does not reach the server, the other one is tried.
   * @defaultValue `['websocket', 'polling']`
   */
  transports?: string[];
  /**
   * Whether polling requests to other origins send cookies. With `false` the server may allow all origins (`*`).
   * @defaultValue `true`, as in Socket.IO 2
   */
  withCredentials?: boolean;
}

/** Without a scheme, that of the page. */
function origin(host: unknown): string {
  const given = textOption('host', host);
  const page = optional(() => location) as Location | undefined;
  const named = given.includes('://')
    ? given
    : `${page?.protocol ?? 'https:'}//${given.replace(/^\/\//, '')}`;
  const url = optional(() => new URL(given ? named : page!.origin));
  // A path would be a namespace of Socket.IO.
  if (!url || !/^(http|ws)s?:$/.test(url.protocol) || url.pathname.length > 1 || url.search)
    throw new Error(`host must be like https://example.com:6001, got ${given || 'nothing'}`);
  return `${url.protocol.replace('http', 'ws')}//${url.host}`;
}

/**
 * The addresses of the server; the C++ equivalent is sdk/src/dialect/socketio/link_url.cpp.
 * @internal
 */
export function addresses(options: SocketIoOptions, namespaces = false): CarrierAddresses {
  const { host, path, query, transports } = options;
  const folder = (textOption('path', path) || '/socket.io').replace(/\/$/, '');
  if (/^[^/]|[\s?#\\]/.test(folder))
    throw new Error(`path must start with /, without a query, got ${folder}`);
  const wished: unknown = transports ?? ['websocket', 'polling'];
  const wanted = [...new Set(Array.isArray(wished) ? wished : [])].filter((one) =>
    /^(websocket|polling)$/.test(one),
  );
  if (!wanted.length) throw new Error('transports must contain websocket or polling');
  const more = `${new URLSearchParams(query || '')}`;
  const socket = `${origin(host)}${folder}/?${more && `${more}&`}EIO=4&transport=`;
  return [
    // Servers of Socket.IO 2 then send binary arguments as text.
    `${socket}websocket${namespaces ? '&b64=1' : ''}`,
    `${socket.replace('ws', 'http')}polling`,
    `${wanted}`,
    // Servers since Socket.IO 3 get the option `auth` when connecting, as from laravel-echo; each namespace has its own.
    true,
    namespaces,
  ];
}
/** Which requests send cookies. */
export const cookies = (withCredentials: unknown): RequestCredentials =>
  withCredentials ? 'include' : 'same-origin';
