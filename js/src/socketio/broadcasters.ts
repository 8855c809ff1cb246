// The connectors of `oread/socket.io`, by the name of the broadcaster.
import { NullConnector } from '../echo/null.js';
import type { Constructor } from '../echo/options.js';
import { SocketIoConnector } from './connector.js';

/** Makes a broadcaster's connector from the application's options. */
type MakeConnector = (options: any) => any;

/** Without a prototype, because the application chooses the name. */
export const connectors: { [broadcaster: string]: MakeConnector } = {
  __proto__: null as never,
  'socket.io': (options) => new SocketIoConnector(options),
  null: (options) => new NullConnector(options),
};

/** The end of the message for a broadcaster that is not in the table. */
export const elsewhere = (broadcaster: string): string =>
  /^(reverb|pusher|ably)$/.test(broadcaster)
    ? ' by "oread/socket.io": import Echo from "oread"'
    : '';

/**
 * Registers a broadcaster: `new Echo({ broadcaster: name })` then makes a `Kind` with its options. For TypeScript, also add
 * the name to the interface `Broadcaster`.
 */
export function registerBroadcaster(name: string, Kind: Constructor<any>): void {
  connectors[name] = (options) => new Kind(options);
}
