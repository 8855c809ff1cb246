// What the page knows about its surroundings, as inputs. Workers and Node have less of it, which is harmless.
import { InputTag, type Input, WakeReason } from '../border.js';
import { optional } from '../optional.js';

const kinds: Record<string, (event: any) => Input | false> = {
  pagehide: () => [InputTag.Suspended],
  pageshow: ({ persisted }) => persisted && [InputTag.Woke, WakeReason.Resumed],
  visibilitychange: () =>
    document.visibilityState === 'visible' && [InputTag.Woke, WakeReason.Visible],
  online: () => [InputTag.OnlineChanged, true],
  offline: () => [InputTag.OnlineChanged, false],
};

/** Begins to watch; answers how to end it. */
export function watchPage(tell: (input: Input) => void): () => void {
  const hear = (event: Event): void => {
    const input = optional(() => kinds[event.type]!(event));
    if (input) tell(input);
  };
  if (optional(() => navigator.onLine) === false) tell([InputTag.OnlineChanged, false]);
  for (const kind in kinds) optional(() => addEventListener(kind, hear));
  return () => {
    for (const kind in kinds) optional(() => removeEventListener(kind, hear));
  };
}
