// What the page knows about its surroundings, as inputs. Workers and Node have less of it, which is harmless.
import { In, type Input, WakeReason } from '../border.js';

const kinds = ['pagehide', 'pageshow', 'visibilitychange', 'online', 'offline'];

/** Begins to watch; answers how to end it. */
export function watchPage(tell: (input: Input) => void): () => void {
  const hear = ({ type, persisted }: Event & { persisted?: boolean }): void => {
    if (type === 'pagehide') tell([In.Suspended]);
    else if (type === 'pageshow') persisted && tell([In.Woke, WakeReason.Resumed]);
    else if (type === 'visibilitychange')
      document.visibilityState === 'visible' && tell([In.Woke, WakeReason.Visible]);
    else tell([In.OnlineChanged, type === 'online']);
  };
  if (globalThis.navigator?.onLine === false) tell([In.OnlineChanged, false]);
  for (const kind of kinds) globalThis.addEventListener?.(kind, hear);
  return () => {
    for (const kind of kinds) globalThis.removeEventListener?.(kind, hear);
  };
}
