// The Echo that hooks share: configured once, created when first needed, and replaced for mounted hooks when configured
// again.
import Echo, { type BroadcastDriver, type Broadcaster, type EchoOptions } from '../index.js';

let config: any;
let instance: Echo<any> | undefined;
/** The application has a reference to the instance, so it must not be closed here. */
let handedOut = false;
/** Called when another Echo replaces the current one. */
export const moves = new Set<() => void>();

/** The options from the environment variables of Laravel's starter kits, which Vite inlines. */
function defaults(broadcaster: string): object | undefined {
  const env: Record<string, string | undefined> = import.meta.env ?? {};
  const of = (name: string) => env[`VITE_${broadcaster.toUpperCase()}_${name}`];
  // `disableStats` and `encrypted`, which the npm hooks add, have no effect.
  if (broadcaster === 'ably')
    return { key: of('PUBLIC_KEY'), wsHost: 'realtime-pusher.ably.io', wsPort: 443 };
  if (broadcaster !== 'reverb' && broadcaster !== 'pusher') return;
  const port = of('PORT');
  return {
    key: of('APP_KEY'),
    cluster: of('APP_CLUSTER'),
    wsHost: of('HOST'),
    wsPort: port,
    wssPort: port,
    // Pusher itself always requires TLS.
    forceTLS: broadcaster === 'pusher' || of('SCHEME') !== 'http',
    enabledTransports: ['ws', 'wss'],
  };
}

/**
 * Sets the Echo that hooks use: an instance, or its options, merged with defaults from the environment. When it is called
 * again, mounted hooks move to the new Echo, and the old one is closed if only hooks used it. With Vite the environment
 * provides key, host, port and scheme (`VITE_REVERB_*`, `VITE_PUSHER_*`, `VITE_ABLY_PUBLIC_KEY`). Echo connects when a hook
 * first needs it.
 * @example
 * import { configureEcho } from 'oread/react'; // or from 'oread/vue', 'oread/svelte'
 *
 * configureEcho({ broadcaster: 'reverb', key: 'app-key', wsHost: 'ws.example.com' });
 */
export function configureEcho<T extends keyof Broadcaster>(given: EchoOptions<T> | Echo<T>): void {
  const old = handedOut ? undefined : instance;
  handedOut = given instanceof Echo;
  instance = handedOut ? (given as Echo<any>) : undefined;
  config = instance ?? { ...defaults(`${(given as EchoOptions<T>).broadcaster}`), ...given };
  for (const move of [...moves]) move();
  old?.disconnect();
}

/**
 * Returns the configured Echo, which is created when first needed. Throws an Error if `configureEcho` was not called.
 * @example
 * import { echo } from 'oread/react';
 *
 * echo().leaveAllChannels();
 */
export function echo<T extends BroadcastDriver>(): Echo<T> {
  const found = current();
  handedOut = true;
  return found;
}

/**
 * Returns whether `configureEcho` was called.
 * @example
 * import { configureEcho, echoIsConfigured } from 'oread/react';
 *
 * if (!echoIsConfigured()) configureEcho({ broadcaster: 'null' });
 */
export function echoIsConfigured(): boolean {
  return !!config;
}

/** Like `echo()`, for the hooks themselves. */
export function current(): Echo<any> {
  if (!config) throw new Error('Echo has not been configured. Please call `configureEcho()`.');
  return (instance ??= new Echo(config));
}

/** Calls `changed` with every change of the connection, also after another Echo has been configured. */
export function watchConnection(changed: () => void): () => void {
  let off: () => void;
  const bind = () => (off = current().connector.onConnectionChange(changed));
  const move = () => {
    off();
    bind();
    changed();
  };
  bind();
  moves.add(move);
  return () => {
    moves.delete(move);
    off();
  };
}
