// The URL of `io(url)`: the server, the namespace, and query parameters.

import { channelName, textOption } from '../host/given.js';

/** The engine names a namespace in its events, so it must be text that UTF-8 does not change; else it throws a TypeError. */
export const namespaceOf = (value: unknown): string => channelName(textOption('namespace', value));

/**
 * The parts of a URL; without a server it is the page's, as in `io('/admin')`. Where there is no page, as during server-side
 * rendering, it is this machine, as in socket.io-client: a module that calls `io()` can be imported.
 */
export function partsOf(url = ''): [host: string, namespace: string, query: string] {
  const [, host, path, query] = /^((?:[a-z]+:)?\/\/[^/?#]*|[^/?#]*)([^?#]*)\??([^#]*)/i.exec(url)!;
  const server = host || (typeof location === 'undefined' ? 'http://localhost' : '');
  return [server, namespaceOf(path || '/'), query!];
}
