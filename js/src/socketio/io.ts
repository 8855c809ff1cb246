// `io()`: the socket of a URL, and the managers that sockets share.
import { type ManagerOptions, type SocketOptions } from './io-options.js';
import { partsOf } from './io-url.js';
import { Manager, Socket } from './manager.js';
import { addresses } from './options.js';

/** The managers by server and path. */
const managers = new Map<string, Manager>();

/** The options of `io()`. */
export type IoOptions = Partial<ManagerOptions & SocketOptions>;

function socketOf(uri?: string | IoOptions, given?: IoOptions): Socket {
  const options: IoOptions = (uri && typeof uri === 'object' ? uri : given) ?? {};
  const url = typeof uri === 'string' ? uri : undefined;
  const [host, nsp] = partsOf(url);
  const key = addresses({ host, path: options.path })[1].split('?')[0]!;
  const isOwn = options.forceNew || options['force new connection'] || options.multiplex === false;
  let manager = managers.get(key);
  if (isOwn || manager?.has_(nsp)) manager = new Manager(url, options);
  else if (!manager) managers.set(key, (manager = new Manager(url, options)));
  return manager.socket(nsp, options);
}

/** The type of `io()`. */
export interface ConnectFunction {
  /**
   * Returns the socket for the root namespace of the page's server. Sockets for different namespaces of one server share a
   * connection, with the options of the first call, except `auth` and `ackTimeout`.
   */
  (options?: IoOptions): Socket;
  /** The same for the server at a URL; its path is the namespace. Throws for a malformed URL and for unsupported options. */
  (uri?: string, options?: IoOptions): Socket;
}

/**
 * Connects to a Socket.IO server, as in socket.io-client.
 * @example
 * import { io } from 'oread/socket.io';
 *
 * const orders = io('https://example.com/orders', { auth: { token: 'the token' } });
 * orders.on('order', (order) => show(order));
 * const users = io('https://example.com/users'); // another namespace on the same connection
 */
// Without side effects, so that bundlers leave it out of applications that only use Echo.
export const io: ConnectFunction & {
  /** The same as `io()`. */
  connect: ConnectFunction;
  /** The same as `io()`. */
  io: ConnectFunction;
  /** The class of the connections. */
  Manager: typeof Manager;
  /** The class of the sockets. */
  Socket: typeof Socket;
} = /* @__PURE__ */ Object.assign(
  (uri?: string | IoOptions, options?: IoOptions) => socketOf(uri, options),
  {
    connect: socketOf,
    io: socketOf,
    Manager,
    Socket,
  },
);

/** The revision of Socket.IO's protocol that servers use since Socket.IO 3. Servers with older revisions work, too. */
export const protocol = 5;
