// Dispatches events that the engine has judged once, without asking it again: a text with exactly this prefix and
// exactly this tail is event E on channel C. Anything odd is left to the engine.
import type { Do, Effect } from './border.js';

export type Route = Extract<Effect, [Do.AddRoute, ...unknown[]]>;

/** Where an event's payload begins, unless something precedes it that looks the same: then there is no route. */
const mark = '"data":"';

/** The routes of one prefix whose tails are equally long. */
interface Group {
  length: number;
  first: Route;
  byTail: Map<string, Route>;
}

export class Routes {
  /** By length of the prefix: what a text offers is compared, which is quicker than looking it up. */
  private families_: { prefix: string; groups: Group[] }[][] = [];

  add(route: Route): void {
    const [, , , , prefix, tail] = route;
    const { length } = tail;
    if (prefix.indexOf(mark) + mark.length !== prefix.length) return;
    const families = (this.families_[prefix.length] ??= []);
    let family = families.find((one) => one.prefix === prefix);
    if (!family) families.push((family = { prefix, groups: [] }));
    const group = family.groups.find((one) => one.length === length);
    if (group) group.byTail.set(tail, route);
    else family.groups.push({ length, first: route, byTail: new Map([[tail, route]]) });
  }

  drop(): void {
    this.families_ = [];
  }

  /** The route of this text, if it has one. */
  find(text: string): Route | undefined {
    const begin = text.indexOf(mark) + mark.length;
    const families = this.families_[begin];
    if (!families) return;
    const head = text.slice(0, begin);
    for (let i = 0; i < families.length; i++) {
      const { prefix, groups } = families[i]!;
      if (head === prefix) return findTail(groups, text, begin);
    }
  }
}

function findTail(groups: Group[], text: string, begin: number): Route | undefined {
  for (let i = 0; i < groups.length; i++) {
    const { length, first, byTail } = groups[i]!;
    const at = text.length - length;
    // A tail begins with the quote that ends the payload: one look rules out most lengths.
    if (at < begin || text.charCodeAt(at) !== 34) continue;
    const tail = text.slice(at);
    const route = tail === first[5] ? first : byTail.get(tail);
    if (route) return route;
  }
}

/** The literal between prefix and tail, with its quotes. */
export function literal(route: Route, text: string): string {
  return text.slice(route[4].length - 1, text.length - route[5].length + 1);
}

/** A text as listeners get it: what it says as JSON, or itself. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
