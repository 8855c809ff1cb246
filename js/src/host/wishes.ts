// What the app wants, so that a fresh engine can be told again.
import { In, type Input } from './border.js';

export class Wishes {
  private wishes_ = new Map<string, Input>();

  /** Remembers a wish that lasts, forgets one that is taken back. */
  note_(input: Input): void {
    const [tag, channel, lease] = input;
    if (tag === In.Connect || tag === In.SignIn) this.wishes_.set(`${tag}`, input);
    else if (tag === In.Disconnect) this.wishes_.delete(`${In.Connect}`);
    else if (tag === In.Subscribe) this.wishes_.set(`${lease} ${channel}`, input);
    else if (tag === In.Unsubscribe) this.wishes_.delete(`${lease} ${channel}`);
  }

  /** The lasting wishes, in the order in which they were made. */
  all(): Input[] {
    return [...this.wishes_.values()];
  }
}
