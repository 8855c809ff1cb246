// What the app wants, so that a fresh engine can be told again.
import { InputTag, type Input } from './border.js';

export class Wishes {
  private wishes_ = new Map<string, Input>();

  /** Remembers a wish that lasts, forgets one that is taken back. */
  note_(input: Input): void {
    const [tag, channel, lease] = input;
    // The connection has neither; signing in is never taken back.
    const key = tag === InputTag.SignIn ? '' : `${lease} ${channel}`;
    if (tag === InputTag.Connect || tag === InputTag.Subscribe || tag === InputTag.SignIn)
      this.wishes_.set(key, input);
    else if (tag === InputTag.Disconnect || tag === InputTag.Unsubscribe) this.wishes_.delete(key);
  }

  /** The lasting wishes, in the order in which they were made. */
  all(): Input[] {
    return [...this.wishes_.values()];
  }
}
