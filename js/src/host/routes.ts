// Dispatches events that the engine has accepted before without the engine: a text with exactly this prefix and exactly
// this tail is event E on channel C. The engine handles every other text.
import type { EffectTag, Effect } from './border.js';

export type Route = Extract<Effect, [EffectTag.AddRoute, ...unknown[]]>;

/** The routes of a client. */
export interface RouteTable {
  add(route: Route): void;
  drop(): void;
  /** The route of this text, if it has one. */
  find(text: string): Route | undefined;
  /** The payload of a text that has this route, parsed. Throws if it is not JSON. */
  payload_(route: Route, text: string): unknown;
}

/** Precedes an event's payload. A prefix that contains it earlier as well gets no route. */
const mark = '"data":"';

/** The routes of one prefix whose tails have the same length. */
interface Group {
  key_: number;
  first_: Route;
  byTail_: Map<string, Route>;
}

/** The routes of one prefix. */
interface Family {
  key_: string;
  at_: number;
  code_: number;
  groups_: Group[];
}

/** The code of '"', the first character of a tail. */
const quote = 34;
/**
 * A family is first compared by one character, this far from the end of its prefix. A prefix usually ends with the event's
 * name and `","data":"` (10 characters), so it is the name's third last character; the last ones are often "ed".
 */
const compareAt = 13;

/** Optimized for speed: comparing characters is faster than searching the text or looking it up in a map. */
export class Routes implements RouteTable {
  private families_: Family[] = [];

  add(route: Route): void {
    const [, , , , prefix, tail] = route;
    if (prefix.indexOf(mark) + mark.length !== prefix.length) return;
    const at_ = prefix.length - compareAt;
    const { groups_ } = getOrAdd(this.families_, {
      key_: prefix,
      at_,
      code_: prefix.charCodeAt(at_),
      groups_: [],
    });
    getOrAdd(groups_, { key_: tail.length, first_: route, byTail_: new Map() }).byTail_.set(
      tail,
      route,
    );
  }

  drop(): void {
    this.families_ = [];
  }

  find(text: string): Route | undefined {
    const families = this.families_;
    for (let i = 0; i < families.length; i++) {
      const { key_: prefix, at_, code_, groups_ } = families[i]!;
      // One character rules out most families.
      if (text.charCodeAt(at_) === code_ && text.slice(0, prefix.length) === prefix)
        // No other prefix can match: each contains `mark` only at its end.
        return findTail(groups_, text, prefix.length);
    }
  }

  payload_(route: Route, text: string): unknown {
    // The JSON string between prefix and tail, with its quotes. Not destructured, because this runs for every message.
    return parse(
      JSON.parse(text.slice(route[4].length - 1, text.length - route[5].length + 1)) as string,
    );
  }
}

/** Returns the element with the key of `made`, after adding `made` if there is none. */
function getOrAdd<T extends { key_: unknown }>(list: T[], made: T): T {
  const found = list.find((one) => one.key_ === made.key_);
  if (!found) list.push(made);
  return found ?? made;
}

function findTail(groups: Group[], text: string, begin: number): Route | undefined {
  for (let i = 0; i < groups.length; i++) {
    const { key_: length, first_, byTail_ } = groups[i]!;
    const at = text.length - length;
    // Quotes are frequent, so the next character is compared as well.
    if (
      at < begin ||
      text.charCodeAt(at) !== quote ||
      text.charCodeAt(at + 1) !== first_[5].charCodeAt(1)
    )
      continue;
    const tail = text.slice(at);
    const route = tail === first_[5] ? first_ : byTail_.get(tail);
    if (route) return route;
  }
}

/** A payload as listeners receive it: parsed, or unchanged if it is not JSON or undefined. */
export function parse(text?: string): unknown {
  try {
    return JSON.parse(text!);
  } catch {
    return text;
  }
}
