// "Did you mean …?": finds the listener whose name is close to that of an event without a listener.

/** A name without case, punctuation and the suffix "event". */
const bare = (name: string) =>
  name
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()
    .replace(/(.)event$/, '$1');

const last = (name: string) => name.replace(/^.*\\/, '');
const unprefixed = (name: string) => name.replace(/^(client-)+/, '');

/** Laravel's namespace as a prefix of wire names. */
const prefixOf = (namespace: unknown) =>
  typeof namespace === 'string' && namespace ? `${namespace.replace(/\./g, '\\')}\\` : '';

const rest = (name: string, prefix: string) =>
  prefix && name.startsWith(prefix) ? name.slice(prefix.length) : name;

/** The call that listens to this event. */
export function spelled(event: string, namespace: unknown): string {
  if (event.startsWith('client-')) return `listenForWhisper('${unprefixed(event)}')`;
  const prefix = prefixOf(namespace);
  const name =
    prefix && event.startsWith(prefix)
      ? rest(event, prefix).replace(/\\/g, '.')
      : `.${event.replace(/\\/g, '\\\\')}`;
  return `listen('${name}')`;
}

/** The name with a listener that is close to this event's. */
export function nearest(
  event: string,
  listened: Iterable<string>,
  namespace?: unknown,
): string | undefined {
  const prefix = prefixOf(namespace);
  // A class is matched by its whole name or by its class name alone; but two whole names that share only the class name are
  // two events.
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
