// Converts a client's options for the engine: the server's address, and the numbers that differ from the defaults.
import { Option } from '../host/border.js';
import { numberOption, portOption, text, textOption } from '../host/given.js';
import { optional } from '../host/optional.js';
import { version } from '../version.js';
import type { PusherServer } from './link-urls.js';
import type { Options } from './options.js';

/** The server's address. */
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

/** The engine's options that an application may set, with their names in `Options`. */
const names: Record<string, string> = {
  [Option.LivenessActivityTimeout]: 'activityTimeout',
  [Option.LivenessPongMax]: 'pongTimeout',
  [Option.ReconnectUnavailableAfter]: 'unavailableTimeout',
  [Option.ReconnectInitialDelay]: 'reconnect.initialDelay',
  [Option.ReconnectGrowthPercent]: 'reconnect.growthPercent',
  [Option.ReconnectMaxDelay]: 'reconnect.maxDelay',
  [Option.ReconnectAttemptTimeout]: 'reconnect.attemptTimeout',
  [Option.ReconnectGiveUpAfter]: 'reconnect.giveUpAfter',
  [Option.ChannelsLeaveGrace]: 'leaveGrace',
  [Option.WhispersMaxWait]: 'whispers.maxWait',
  [Option.WhispersPerSecond]: 'whispers.perSecond',
  [Option.WhispersMaxBytes]: 'whispers.maxBytes',
  [Option.WhispersMaxQueue]: 'whispers.maxQueue',
};

/** The message for an option that the engine rejected. The engine counts options from 1. */
export const badOption = (number: number): string => `option ${names[number - 1]} is out of range`;

type Nested = Partial<Options> | undefined;

/** The engine's options by number. */
export function engineOptions(options: Partial<Options>): Record<string, number | undefined> {
  const found: Record<string, number | undefined> = {
    [Option.ReconnectOnFatal]: Number(options.onFatal === 'retry-slowly'),
  };
  for (const option in names) {
    const name = names[option]!;
    found[option] = numberOption(
      name,
      name.split('.').reduce<Nested>((at, key) => at?.[key] as Nested, options),
    );
  }
  return found;
}
