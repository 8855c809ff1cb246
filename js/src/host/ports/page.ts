// The page's visibility and connectivity, as inputs. Workers and Node have only some of these events.
import { InputTag, type Input, WakeReason } from '../border.js';
import { optional } from '../optional.js';

const kinds: Record<string, (event: Event) => Input | false> = {
  pagehide: () => [InputTag.Suspended],
  pageshow: (event) =>
    (event as PageTransitionEvent).persisted && [InputTag.Woke, WakeReason.Resumed],
  visibilitychange: () =>
    document.visibilityState === 'visible' && [InputTag.Woke, WakeReason.Visible],
  online: () => [InputTag.OnlineChanged, true],
  offline: () => [InputTag.OnlineChanged, false],
};

/** Starts to watch; returns a function that stops it. */
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
