// The application's lasting requests, which a fresh engine must receive again.
import { InputTag, type Input } from './border.js';

export class Replay {
  private inputs_ = new Map<string, Input>();

  /** Remembers a lasting request; forgets one that is reversed. */
  note_(input: Input): void {
    const [tag, channel, lease] = input;
    // Connecting has neither channel nor lease; signing in is never reversed. Other inputs may contain values that cannot be
    // converted to a string.
    const key = () => (tag === InputTag.SignIn ? '' : `${lease} ${channel}`);
    if (tag === InputTag.Connect || tag === InputTag.Subscribe || tag === InputTag.SignIn)
      this.inputs_.set(key(), input);
    else if (tag === InputTag.Disconnect || tag === InputTag.Unsubscribe)
      this.inputs_.delete(key());
  }

  /** The lasting requests, in the order in which they were made. */
  inputs(): Input[] {
    return [...this.inputs_.values()];
  }
}
