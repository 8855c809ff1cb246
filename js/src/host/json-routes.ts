// Routes of a dialect whose payloads are JSON within the text, not in a string literal of it.
import type { Route, RouteTable } from './routes.js';

/** A route, and the character by which it is compared first. */
interface Place {
  route_: Route;
  at_: number;
  code_: number;
}

/**
 * A route is first compared by one character, this far from the end of its prefix. A prefix usually ends with the event's name
 * and `",`, so it is the name's third last character; the last ones are often "ed".
 */
const compareAt = 5;

/** Optimized for speed, as `Routes` is. */
export class JsonRoutes implements RouteTable {
  private places_: Place[] = [];

  add(route: Route): void {
    const prefix = route[4];
    const at_ = Math.max(0, prefix.length - compareAt);
    this.places_.push({ route_: route, at_, code_: prefix.charCodeAt(at_) });
  }

  drop(): void {
    this.places_ = [];
  }

  find(text: string): Route | undefined {
    const places = this.places_;
    for (let i = 0; i < places.length; i++) {
      const { route_: route, at_, code_ } = places[i]!;
      if (text.charCodeAt(at_) === code_ && text.startsWith(route[4]) && text.endsWith(route[5]))
        return route;
    }
  }

  payload_(route: Route, text: string): unknown {
    const prefix = route[4];
    const tail = route[5].length;
    // Without a tail it is the array in whose beginning the prefix ends.
    const begin = tail ? prefix.length : prefix.indexOf('[');
    return JSON.parse(text.slice(begin, text.length - tail));
  }
}
