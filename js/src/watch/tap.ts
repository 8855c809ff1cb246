// Hears what the engine tells a client, after the client itself.
import type { ClientEvent, ClientSetup } from '../host/client.js';

export type Hear = (news: ClientEvent) => void;

const taps = new WeakMap<ClientSetup, Set<Hear>>();

/** One override for each client, however many hear: so they may end in any order. */
function tapOf(client: ClientSetup): Set<Hear> {
  const known = taps.get(client);
  if (known) return known;
  const hears = new Set<Hear>();
  const told = client.news_;
  client.news_ = (news) => {
    try {
      told.call(client, news);
    } finally {
      for (const hear of [...hears]) hear(news);
    }
  };
  taps.set(client, hears);
  return hears;
}

/** `hear` must not throw. Answers with the function that ends it. */
export function tap(client: ClientSetup, hear: Hear): () => void {
  const hears = tapOf(client);
  hears.add(hear);
  return () => void hears.delete(hear);
}
