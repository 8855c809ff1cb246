// The connectors by the name of their broadcaster.
import { NullConnector } from './null.js';
import type { Constructor } from './options.js';
import { PusherConnector } from './pusher-connector.js';

/** Makes the connector of one broadcaster; the options are the app's. */
type MakeConnector = (options: any) => any;

/** Without a prototype: the name is the app's. */
export const connectors: { [broadcaster: string]: MakeConnector } = {
  __proto__: null as never,
  pusher: (options) => new PusherConnector(options),
  // Only Pusher itself has clusters.
  reverb: (options) => new PusherConnector({ ...options, cluster: '' }),
  ably: (options) => new PusherConnector({ ...options, cluster: '', broadcaster: 'pusher' }),
  null: (options) => new NullConnector(options),
};

/**
 * Adds a broadcaster: `new Echo({ broadcaster: name })` then makes a `Kind` of its options. For the types, add the name to the
 * interface `Broadcaster`.
 */
export function registerBroadcaster(name: string, Kind: Constructor<any>): void {
  connectors[name] = (options) => new Kind(options);
}
