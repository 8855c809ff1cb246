// Dispatches events that the engine has judged once, without asking it again: a text with exactly this prefix and
// exactly this tail is event E on channel C. Anything odd is left to the engine.
import type { Do, Effect } from './border.js';

export type Route = Extract<Effect, [Do.AddRoute, ...unknown[]]>;

/** Where an event's payload begins, unless something precedes it that looks the same: then there is no route. */
const mark = '"data":"';

/** What stands between prefix and tail, when it is the inside of one JSON text. */
export class Routes {
  /** By prefix, then by length of the tail, then by tail: several channels have the same events. */
  private byPrefix_ = new Map<string, Map<number, Map<string, Route>>>();

  add(route: Route): void {
    const [, , , , prefix, tail] = route;
    if (prefix.indexOf(mark) + mark.length !== prefix.length) return;
    const byLength = this.byPrefix_.get(prefix) ?? new Map<number, Map<string, Route>>();
    const byTail = byLength.get(tail.length) ?? new Map<string, Route>();
    this.byPrefix_.set(prefix, byLength.set(tail.length, byTail.set(tail, route)));
  }

  drop(): void {
    this.byPrefix_.clear();
  }

  /** The route of this text, if it has one. */
  find(text: string): Route | undefined {
    const begin = text.indexOf(mark) + mark.length;
    const byLength = this.byPrefix_.get(text.slice(0, begin));
    if (byLength)
      for (const [length, byTail] of byLength) {
        const route = text.length >= begin + length && byTail.get(text.slice(-length));
        if (route) return route;
      }
  }
}

/** The literal between prefix and tail, with its quotes. */
export function literal([, , , , prefix, tail]: Route, text: string): string {
  return text.slice(prefix.length - 1, text.length - tail.length + 1);
}

/** A text as listeners get it: what it says as JSON, or itself. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
