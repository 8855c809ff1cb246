// The URLs of links. The façade computes them, because the first link opens while the engine is still being compiled.
import type { LinkAddresses } from '../host/border.js';

/** @hidden The address of a Pusher-protocol server, and the client's name and version; as `PusherOptions` of dialects.hpp. */
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

/** The C++ equivalent is sdk/src/dialect/pusher/link_url.cpp; tests/tables/link_urls.json tests both. */
export function linkAddresses(server: PusherServer): LinkAddresses {
  const [key, host, port, tlsPort, tls, path, client, version] = server;
  const encode = encodeURIComponent;
  const name = /^[^[].*:|^:/.test(host) ? `[${host}]` : host;
  const url = (scheme: string, port: number) =>
    `${scheme}://${name}:${port}${path}/app/${encode(key)}?protocol=7&client=${encode(client)}&version=${encode(version)}`;
  return [url('ws', port), url('wss', tlsPort), tls];
}
