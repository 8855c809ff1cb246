// The connector for laravel-echo-server.
import { ClientConnector } from '../echo/client-connector.js';
import type { EchoOptionsWithDefaults } from '../echo/options.js';
import type { SocketIoOptions } from './options.js';
import { EchoSocket } from './socket.js';

/**
 * The connector for laravel-echo-server: `echo.connector` for the broadcaster `socket.io`.
 * @example
 * import Echo from 'oread/socket.io';
 *
 * const office = new Echo({ broadcaster: 'socket.io', host: 'https://ws.example.com:6001' });
 * show(office.connector.socket.id, office.connectionStatus());
 * office.connector.onConnectionChange((status) => show(status));
 */
export class SocketIoConnector extends ClientConnector<EchoSocket> {
  /** The application's options, merged with the defaults. */
  declare options: EchoOptionsWithDefaults & SocketIoOptions;

  /** The connection and its channels. */
  get socket(): EchoSocket {
    return this.pusher;
  }
  /** Makes a client; does not close a previous one. */
  connect(): void {
    this.channels = Object.create(null);
    this.pusher = new EchoSocket(this.options);
  }
}
