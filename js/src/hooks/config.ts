// The one Echo that hooks share: configured once, made when first needed, and replaced under living hooks when
// configured again.
import Echo, { type BroadcastDriver, type EchoOptions } from '../index.js';

let config: any;
let instance: Echo<any> | undefined;
/** The app itself holds the instance: it is not ours to close. */
let handedOut = false;
const moves = new Set<() => void>();

/** What Laravel's starter kits put into the environment; Vite fills it in. */
function defaults(broadcaster: unknown): object {
  const env: Record<string, string | undefined> = import.meta.env ?? {};
  const enabledTransports = ['ws', 'wss'];
  const at = (name: string) => ({
    key: env[`VITE_${name}_APP_KEY`],
    wsHost: env[`VITE_${name}_HOST`],
    wsPort: env[`VITE_${name}_PORT`],
    wssPort: env[`VITE_${name}_PORT`],
    enabledTransports,
  });
  switch (broadcaster) {
    case 'reverb':
      return { ...at('REVERB'), forceTLS: (env.VITE_REVERB_SCHEME ?? 'https') === 'https' };
    case 'pusher':
      return { ...at('PUSHER'), cluster: env.VITE_PUSHER_APP_CLUSTER, forceTLS: true };
    case 'socket.io':
      return { host: env.VITE_SOCKET_IO_HOST };
    case 'ably':
      return {
        key: env.VITE_ABLY_PUBLIC_KEY,
        wsHost: 'realtime-pusher.ably.io',
        wsPort: 443,
        disableStats: true,
        encrypted: true,
      };
  }
  return {};
}

/**
 * Says which Echo the hooks use: its options, over the defaults of the environment, or a ready instance. Configured again,
 * living hooks move over; an instance that only hooks used is then closed.
 */
export function configureEcho<T extends BroadcastDriver>(given: EchoOptions<T> | Echo<T>): void {
  const old = handedOut ? undefined : instance;
  handedOut = given instanceof Echo;
  config = handedOut ? given : { ...defaults((given as EchoOptions<T>).broadcaster), ...given };
  instance = handedOut ? (given as Echo<any>) : undefined;
  for (const move of [...moves]) move();
  old?.disconnect();
}

/** The configured Echo; it is made when this is first called. */
export function echo<T extends BroadcastDriver>(): Echo<T> {
  const found = current();
  handedOut = true;
  return found;
}

export function echoIsConfigured(): boolean {
  return !!config;
}

/** As `echo()`, for the hooks' own use. */
export function current(): Echo<any> {
  if (!config) throw new Error('Echo has not been configured. Please call `configureEcho()`.');
  return (instance ??= new Echo(config));
}

/** Calls `move` whenever another Echo takes over; answers with the function that ends it. */
export function onMove(move: () => void): () => void {
  moves.add(move);
  return () => void moves.delete(move);
}

/** Calls `changed` with every change of the connection, whichever Echo has it. */
export function watchConnection(changed: () => void): () => void {
  let off: () => void;
  const bind = () => (off = current().connector.onConnectionChange(changed));
  const end = onMove(() => {
    off();
    bind();
    changed();
  });
  bind();
  return () => {
    end();
    off();
  };
}
