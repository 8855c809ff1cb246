// Svelte's store contract, without Svelte.

/**
 * A store, as Svelte's `$store` syntax expects it.
 * @example
 * import { connectionStatus } from 'oread/svelte';
 *
 * const stop = connectionStatus().subscribe((status) => show(status)); // outside of a component
 * stop();
 */
export interface Readable<T> {
  /** Calls `run` with the value now and whenever it changes; returns a function that stops it. */
  subscribe(this: void, run: (value: T) => void, invalidate?: () => void): () => void;
}

/** Stores do nothing during server rendering. */
export const onServer = typeof document === 'undefined';

/** A store whose value is `first` while it has no subscribers; `start` returns a function that stops it. */
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
