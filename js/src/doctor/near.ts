// "Did you mean …?": events that arrive under a name that nobody listens to, but nearly.

/** What is left of a name when spelling does not count. */
const bare = (name: string) =>
  name
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
    .replace(/(.)event$/, '$1');

const last = (name: string) => name.replace(/^.*\\/, '');
const unprefixed = (name: string) => name.replace(/^(client-)+/, '');

/** Laravel's namespace as it stands on the wire, with its end. */
const prefixOf = (namespace: unknown) =>
  typeof namespace === 'string' && namespace ? `${namespace.replace(/\./g, '\\')}\\` : '';

const rest = (name: string, prefix: string) =>
  prefix && name.startsWith(prefix) ? name.slice(prefix.length) : name;

/** As a script calls for it. */
export function spelled(event: string, namespace: unknown): string {
  if (event.startsWith('client-')) return `listenForWhisper('${unprefixed(event)}')`;
  const prefix = prefixOf(namespace);
  const name =
    prefix && event.startsWith(prefix)
      ? rest(event, prefix).replace(/\\/g, '.')
      : `.${event.replace(/\\/g, '\\\\')}`;
  return `listen('${name}')`;
}

/** The listened name that this event nearly is. */
export function nearest(
  event: string,
  listened: Iterable<string>,
  namespace?: unknown,
): string | undefined {
  const prefix = prefixOf(namespace);
  // A class below the namespace is meant by its whole name, or by its own; but two whole names that only end alike are two
  // events.
  const names = (name: string) => {
    const plain = unprefixed(name);
    return { whole: [bare(plain), bare(rest(plain, prefix))], own: bare(last(plain)) };
  };
  const came = names(event);
  for (const name of listened) {
    const heard = names(name);
    const near =
      came.whole.some((one) => heard.whole.includes(one) || one === heard.own) ||
      heard.whole.includes(came.own);
    if (name !== event && near) return name;
  }
  return undefined;
}
