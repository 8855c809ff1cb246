// The URL of `io(url)`: the server, the namespace, and query parameters.

/** The parts of a URL; without a server it is the page's, as in `io('/admin')`. */
export function partsOf(url = ''): [host: string, namespace: string, query: string] {
  const [, host, path, query] = /^((?:[a-z]+:)?\/\/[^/?#]*|[^/?#]*)([^?#]*)\??([^#]*)/i.exec(url)!;
  return [host!, path || '/', query!];
}
