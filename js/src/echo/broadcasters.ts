// The connectors, by the name of the broadcaster, for servers with the Pusher protocol. In `oread/socket.io`
// tools/build-plugins.mjs puts socketio/broadcasters.ts in the place of this file.
import { NullConnector } from './null.js';
import type { Constructor } from './options.js';
import { PusherConnector } from './pusher-connector.js';

/** The end of the message for a broadcaster that is not in the table. */
export function elsewhere(broadcaster: string): string {
  if (broadcaster === 'socket.io') return ' by "oread": import Echo from "oread/socket.io"';
  return /^(mercure|poll)$/.test(broadcaster) ? ' yet' : '';
}

/** Makes a broadcaster's connector from the application's options. */
type MakeConnector = (options: any) => any;

/** Without a prototype, because the application chooses the name. */
export const connectors: { [broadcaster: string]: MakeConnector } = {
  __proto__: null as never,
  pusher: (options) => new PusherConnector(options),
  // Only Pusher itself has clusters.
  reverb: (options) => new PusherConnector({ ...options, cluster: '' }),
  ably: (options) => new PusherConnector({ ...options, cluster: '', broadcaster: 'pusher' }),
  null: (options) => new NullConnector(options),
};

/**
 * Registers a broadcaster: `new Echo({ broadcaster: name })` then makes a `Kind` with its options. For TypeScript, also add
 * the name to the interface `Broadcaster`.
 * @example
 * import Echo, { OreadConnector, registerBroadcaster } from 'oread';
 *
 * class OfficeConnector extends OreadConnector {
 *   protected setOptions(options) {
 *     super.setOptions({ key: 'app-key', wsHost: 'ws.example.com', ...options });
 *   }
 * }
 * registerBroadcaster('office', OfficeConnector);
 * const options: any = { broadcaster: 'office' };
 * new Echo(options).channel('news').listen('.headline', show);
 */
export function registerBroadcaster(name: string, Kind: Constructor<any>): void {
  connectors[name] = (options) => new Kind(options);
}
