// An opt-in wrapper for `fetch` that sends the socket id, so that Laravel's `toOthers()` excludes this connection.

/**
 * Returns a `fetch` that adds the header X-Socket-ID once the socket id is known, unless the request already has one.
 * @example
 * import { socketIdFetch } from 'oread';
 *
 * const send = socketIdFetch(echo);
 * await send('/orders', { method: 'POST', body: '{}' }); // toOthers() excludes this page
 */
export function socketIdFetch(
  echo: { socketId(): string | undefined },
  fetch: typeof globalThis.fetch = globalThis.fetch,
): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers ?? (input as Request).headers);
    const id = echo.socketId();
    if (id && !headers.has('X-Socket-ID')) headers.set('X-Socket-ID', id);
    return fetch(input, { ...init, headers });
  };
}
