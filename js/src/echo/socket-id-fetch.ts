// `fetch` that tells the app's server which socket asks, so that `toOthers()` leaves it out. For who asks for it.

/** A `fetch` whose requests carry X-Socket-ID while the socket's id is known. An own header of that name stays. */
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
