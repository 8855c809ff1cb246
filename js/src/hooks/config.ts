// The one Echo that hooks share: configured once, made when first needed, and replaced under living hooks when
// configured again.
import Echo, { type BroadcastDriver, type Broadcaster, type EchoOptions } from '../index.js';

let config: any;
let instance: Echo<any> | undefined;
/** The app itself holds the instance: it is not ours to close. */
let handedOut = false;
/** Called whenever another Echo takes over. */
export const moves = new Set<() => void>();

/** What Laravel's starter kits put into the environment; Vite fills it in. */
function defaults(broadcaster: string): object | undefined {
  const env: Record<string, string | undefined> = import.meta.env ?? {};
  const of = (name: string) => env[`VITE_${broadcaster.toUpperCase()}_${name}`];
  // `disableStats` and `encrypted`, which the npm hooks add, do nothing.
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
    // Pusher itself speaks TLS whatever the environment says.
    forceTLS: broadcaster === 'pusher' || of('SCHEME') !== 'http',
    enabledTransports: ['ws', 'wss'],
  };
}

/**
 * Says which Echo the hooks use: its options, over the defaults of the environment, or a ready instance. Configured again,
 * living hooks move over; an instance that only hooks used is then closed. With Vite the environment gives key, host, port
 * and scheme (`VITE_REVERB_*`, `VITE_PUSHER_*`, `VITE_ABLY_PUBLIC_KEY`). Nothing connects before a hook needs it.
 */
export function configureEcho<T extends keyof Broadcaster>(given: EchoOptions<T> | Echo<T>): void {
  const old = handedOut ? undefined : instance;
  handedOut = given instanceof Echo;
  instance = handedOut ? (given as Echo<any>) : undefined;
  config = instance ?? { ...defaults(`${(given as EchoOptions<T>).broadcaster}`), ...given };
  for (const move of [...moves]) move();
  old?.disconnect();
}

/** The configured Echo; it is made when first needed. Throws an Error when `configureEcho` was not called. */
export function echo<T extends BroadcastDriver>(): Echo<T> {
  const found = current();
  handedOut = true;
  return found;
}

/** Whether `configureEcho` was called. */
export function echoIsConfigured(): boolean {
  return !!config;
}

/** As `echo()`, for the hooks' own use. */
export function current(): Echo<any> {
  if (!config) throw new Error('Echo has not been configured. Please call `configureEcho()`.');
  return (instance ??= new Echo(config));
}

/** Calls `changed` with every change of the connection, whichever Echo has it. */
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
