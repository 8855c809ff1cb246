// "Did you mean …?": events that arrive under a name that nobody listens to, but nearly.

/** What is left of a name when spelling does not count. */
const bare = (name: string) =>
  name
    .replace(/^.*\\/, '')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase();

/** As `listen()` takes it. */
export function spelled(event: string, namespace: unknown): string {
  const prefix = typeof namespace === 'string' ? `${namespace.replace(/\./g, '\\')}\\` : '';
  return prefix && event.startsWith(prefix) ? event.slice(prefix.length) : `.${event}`;
}

/** The listened name that this event nearly is. */
export function nearest(event: string, listened: Iterable<string>): string | undefined {
  const wanted = bare(event);
  for (const name of listened) if (name !== event && bare(name) === wanted) return name;
  return undefined;
}
