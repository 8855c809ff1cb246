// The sub-path `oread/trace`: records what happened on a connection, in the format of `oread replay`. Applications that do
// not import it do not download it.
import type { Trace } from '../echo/development.js';
import { Echo } from '../echo/echo.js';
import { observing } from '../host/observer.js';
import { enums, options as optionNames, servers } from './border-names.js';
import { Ring } from './ring.js';
import type { TraceStep } from './step.js';

export type { Trace } from '../echo/development.js';
export type { TraceStep } from './step.js';

/** The JSON that `dump` returns: a transcript of the engine. */
export interface Dump {
  /** A title. */
  name: string;
  /** The engine's options that differ from the defaults; times in milliseconds. */
  options: Record<string, unknown>;
  /** The server's address. */
  pusher: Record<string, unknown>;
  /** The number of oldest steps that were dropped; the dump can be replayed if it is 0. */
  dropped: number;
  /** The steps, oldest first. */
  steps: TraceStep[];
}

/** The ring of a client's current engine. */
const rings = new WeakMap<object, Ring>();
let recording = false;

/** Converts options by number to nested options by name. */
function nested(options: Ring['options']): Record<string, unknown> {
  const found: any = {};
  optionNames.forEach((path, i) => {
    const value = options[i];
    if (value == null) return;
    const keys = path.split('.');
    const last = keys.pop()!;
    let at = found;
    for (const key of keys) at = at[key] ??= {};
    if (last === 'onFatal') at[last] = enums.OnFatal![value];
    else if (last === 'canRefresh') at[last] = !!value;
    else at[last] = Math.floor(value);
  });
  return found;
}

function dumpOf(client: any): Dump {
  const ring = client && rings.get(client);
  const { app_: app } = client ?? {};
  return {
    name: 'What an Echo did.',
    options: nested(ring?.options ?? {}),
    pusher: Object.fromEntries(
      servers.pusher!.map((field, i) => [field, (app?.server_ ?? [])[i]] as const),
    ),
    dropped: ring?.dropped ?? 0,
    steps: ring?.steps ?? [],
  };
}

/**
 * Records every Echo that is created from now on. Call it before you create the first one.
 * @example
 * import { recordTrace } from 'oread/trace';
 *
 * recordTrace();
 * // After the Echo was made, and something went wrong:
 * await fetch('/reports', { method: 'POST', body: echo.trace?.dump() });
 */
export function recordTrace(): void {
  if (recording) return;
  recording = true;

  observing.push((client) => {
    let ring: Ring;
    return {
      started_: (options) => rings.set(client, (ring = new Ring({ ...options }))),
      step_(...step) {
        try {
          ring.note(...step);
        } catch {
          // Tracing must not break the client.
          ring.dropped++;
        }
      },
      passed_: () => ring.passed++,
    };
  });

  Object.defineProperty(Echo.prototype, 'trace', {
    configurable: true,
    get(this: Echo<any>): Trace {
      const { client_: ours } = this.connector.pusher ?? {};
      return { dump: () => JSON.stringify(dumpOf(ours), null, 2) };
    },
  });
}
