// What a client's options mean for the engine: the server's address, and the quantities that differ from the defaults.
import { Option, type PusherServer } from '../host/border.js';
import { version } from '../version.js';
import type { Options } from './options.js';

/** Where the WebSocket goes. */
export function server(key: string, options: Options): PusherServer {
  const { enabledTransports, forceTLS, wsHost, cluster, wsPort, wssPort, wsPath } = options;
  const tls =
    forceTLS !== false ||
    globalThis.location?.protocol === 'https:' ||
    `${enabledTransports}` === 'wss';
  const host = wsHost || `ws-${cluster}.pusher.com`;
  return [
    key,
    host,
    Number(wsPort || 80),
    Number(wssPort || 443),
    tls,
    wsPath ?? '',
    'oread',
    version,
  ];
}

/** What of the options the engine wants to know. */
export function quantities(options: Options): { [option in Option]?: number } {
  const { reconnect, onFatal } = options;
  return {
    [Option.LivenessActivityTimeout]: options.activityTimeout,
    [Option.LivenessPongMost]: options.pongTimeout,
    [Option.ReconnectUnavailableAfter]: options.unavailableTimeout,
    [Option.ReconnectFirst]: reconnect?.first,
    [Option.ReconnectFactorPercent]: reconnect?.factor && reconnect.factor * 100,
    [Option.ReconnectMost]: reconnect?.most,
    [Option.ReconnectOnFatal]: Number(onFatal === 'retry-slowly'),
  };
}
