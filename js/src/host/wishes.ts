// What the app wants, so that a fresh engine can be told again.
import { In, type Input } from './border.js';

export class Wishes {
  private wishes_ = new Map<string, Input>();

  /** Remembers a wish that lasts, forgets one that is taken back. */
  note_(input: Input): void {
    const [tag, channel, lease] = input;
    // The connection has neither; signing in is never taken back.
    const key = tag === In.SignIn ? '' : `${lease} ${channel}`;
    if (tag === In.Connect || tag === In.Subscribe || tag === In.SignIn)
      this.wishes_.set(key, input);
    else if (tag === In.Disconnect || tag === In.Unsubscribe) this.wishes_.delete(key);
  }

  /** The lasting wishes, in the order in which they were made. */
  all(): Input[] {
    return [...this.wishes_.values()];
  }
}
