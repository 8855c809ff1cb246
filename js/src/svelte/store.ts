// Svelte's contract of stores, without Svelte.

/** What Svelte subscribes to by `$store`. */
export interface Readable<T> {
  /** Calls `run` with the value, now and whenever it changes; answers with the function that ends it. */
  subscribe(this: void, run: (value: T) => void, invalidate?: () => void): () => void;
}

/** There are no channels while a server renders. */
export const onServer = typeof document === 'undefined';

/** A store that is `first` until somebody subscribes, and again when nobody does; `start` answers with what stops it. */
export function store<T>(first: T, start: (set: (value: T) => void) => () => void): Readable<T> {
  const all = new Set<{ run: (value: T) => void }>();
  let value = first;
  let stop: (() => void) | undefined;
  const set = (next: T) => {
    value = next;
    for (const one of [...all]) if (all.has(one)) one.run(value);
  };
  return {
    subscribe(run) {
      const one = { run };
      if (!all.size && !onServer) stop = start(set);
      all.add(one);
      run(value);
      return () => {
        if (!all.delete(one) || all.size) return;
        stop?.();
        value = first;
      };
    },
  };
}
