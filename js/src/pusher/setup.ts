// What a client's options mean for the engine: the server's address, and the quantities that differ from the defaults.
import { Option } from '../host/border.js';
import { numberOption, portOption, text, textOption } from '../host/given.js';
import { optional } from '../host/optional.js';
import type { PusherServer } from '../host/socket-url.js';
import { version } from '../version.js';
import type { Options } from './options.js';

/** Where the WebSocket goes. */
export function server(key: unknown, options: Partial<Options>): PusherServer {
  const { enabledTransports, forceTLS, wsHost, cluster, wsPort, wssPort, wsPath } = options;
  const tls =
    forceTLS !== false ||
    optional(() => location.protocol) === 'https:' ||
    text(enabledTransports) === 'wss';
  const host = textOption('wsHost', wsHost) || `ws-${textOption('cluster', cluster)}.pusher.com`;
  const path = textOption('wsPath', wsPath);
  // More than one colon is an IPv6 address.
  if (/[\s/?#@\\]|^[^:]*:[^:]*$|\]:/.test(host))
    throw new Error(`wsHost must be a host name or address, got ${host}`);
  if (/^[^/]|[\s?#\\]/.test(path))
    throw new Error(`wsPath must start with /, without a query, got ${path}`);
  return [
    textOption('key', key),
    host,
    portOption('wsPort', wsPort, 80),
    portOption('wssPort', wssPort, 443),
    tls,
    path,
    'oread',
    version,
  ];
}

/** The engine's quantities that an app may set, by the names they have here. */
const names: { [option in Option]?: string } = {
  [Option.LivenessActivityTimeout]: 'activityTimeout',
  [Option.LivenessPongMost]: 'pongTimeout',
  [Option.ReconnectUnavailableAfter]: 'unavailableTimeout',
  [Option.ReconnectFirst]: 'reconnect.initialDelay',
  [Option.ReconnectFactorPercent]: 'reconnect.growthPercent',
  [Option.ReconnectMost]: 'reconnect.maxDelay',
  [Option.ReconnectAttemptTimeout]: 'reconnect.attemptTimeout',
  [Option.ReconnectGiveUpAfter]: 'reconnect.giveUpAfter',
  [Option.ChannelsLeaveGrace]: 'leaveGrace',
  [Option.WhispersWaitMost]: 'whispers.maxWait',
  [Option.WhispersPerSecond]: 'whispers.perSecond',
  [Option.WhispersBytes]: 'whispers.maxBytes',
  [Option.WhispersQueue]: 'whispers.maxQueue',
};

/** What the engine refused, by its number, counted from 1. */
export const badOption = (number: number): string =>
  `option ${names[(number - 1) as Option]} is out of range`;

export function quantities(options: Partial<Options>): Record<number, number | undefined> {
  const found: Record<number, number | undefined> = {
    [Option.ReconnectOnFatal]: Number(options.onFatal === 'retry-slowly'),
  };
  for (const option in names) {
    const name = names[option as unknown as Option]!;
    found[option as unknown as number] = numberOption(
      name,
      name.split('.').reduce<any>((at, key) => at?.[key], options),
    );
  }
  return found;
}
