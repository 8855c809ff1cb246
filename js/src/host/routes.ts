// Dispatches events that the engine has judged once, without asking it again: a text with exactly this prefix and
// exactly this tail is event E on channel C. Anything odd is left to the engine.
import type { EffectTag, Effect } from './border.js';

export type Route = Extract<Effect, [EffectTag.AddRoute, ...unknown[]]>;

/** Where an event's payload begins, unless something precedes it that looks the same: then there is no route. */
const mark = '"data":"';

/** The routes of one prefix whose tails are equally long. */
interface Group {
  key_: number;
  first_: Route;
  byTail_: Map<string, Route>;
}

interface Family {
  key_: string;
  at_: number;
  code_: number;
  groups_: Group[];
}

const quote = 34; // '"', with which a tail begins
/** From the end of a prefix, the third last character of the name before `","data":"`; the last ones are often "ed". */
const nameEnd = 13;

/** Written for speed: comparing what a text offers is quicker than searching in it, or than looking it up. */
export class Routes {
  private families_: Family[] = [];

  add(route: Route): void {
    const [, , , , prefix, tail] = route;
    if (prefix.indexOf(mark) + mark.length !== prefix.length) return;
    const at_ = prefix.length - nameEnd;
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

  /** The route of this text, if it has one. */
  find(text: string): Route | undefined {
    const families = this.families_;
    for (let i = 0; i < families.length; i++) {
      const { key_: prefix, at_, code_, groups_ } = families[i]!;
      // One look at the name's end rules out most.
      if (text.charCodeAt(at_) === code_ && text.slice(0, prefix.length) === prefix)
        // No other prefix fits: each has its only mark at its end.
        return findTail(groups_, text, prefix.length);
    }
  }
}

/** The one with the key of `made`, which is added when there is none. */
function getOrAdd<T extends { key_: unknown }>(list: T[], made: T): T {
  const found = list.find((one) => one.key_ === made.key_);
  if (!found) list.push(made);
  return found ?? made;
}

function findTail(groups: Group[], text: string, begin: number): Route | undefined {
  for (let i = 0; i < groups.length; i++) {
    const { key_: length, first_, byTail_ } = groups[i]!;
    const at = text.length - length;
    // Quotes stand in many places; what follows a tail's first one rarely follows others.
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

/** The literal between prefix and tail, with its quotes. */
export function literal(route: Route, text: string): string {
  return text.slice(route[4].length - 1, text.length - route[5].length + 1);
}

/** A text as listeners get it: what it says as JSON, or itself; so is nothing at all. */
export function parse(text?: string): unknown {
  try {
    return JSON.parse(text!);
  } catch {
    return text;
  }
}
