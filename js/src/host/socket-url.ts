// Where links lead. The host knows, because it opens the first one while the engine is still being compiled.
import type { PusherLinks } from './border.js';

/** Where a Pusher-protocol server is, and who we say that we are; as `PusherOptions` of dialects.hpp. */
export type PusherServer = [
  key: string,
  host: string,
  port: number,
  tlsPort: number,
  tls: boolean,
  path: string,
  client: string,
  version: string,
];

/** Has a twin in C++, sdk/src/dialect/pusher/link_url.cpp; tests/tables/link_urls.json holds for both. */
export function links(server: PusherServer): PusherLinks {
  const [key, host, port, tlsPort, tls, path, client, version] = server;
  const encode = encodeURIComponent;
  const name = /^[^[].*:|^:/.test(host) ? `[${host}]` : host;
  const url = (scheme: string, port: number) =>
    `${scheme}://${name}:${port}${path}/app/${encode(key)}?protocol=7&client=${encode(client)}&version=${encode(version)}`;
  return [url('ws', port), url('wss', tlsPort), tls];
}
