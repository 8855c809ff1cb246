// Where the first link leads, so that its socket can be opened while the engine is still being compiled. The engine
// takes that socket only if its own URL is equal: this is the one thing that is known on both sides.
import type { PusherServer } from './border.js';

export function socketUrl(server: PusherServer): string {
  const [key, host, port, tlsPort, tls, path, client, version] = server;
  const encode = encodeURIComponent;
  const name = /^[^[].*:|^:/.test(host) ? `[${host}]` : host;
  return `ws${tls ? 's' : ''}://${name}:${tls ? tlsPort : port}${path}/app/${encode(key)}?protocol=7&client=${encode(client)}&version=${encode(version)}`;
}
