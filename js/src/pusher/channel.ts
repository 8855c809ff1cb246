// A channel as Pusher apps hold it: listeners, and a mirror of how the engine says that it stands.
import { Emitter } from './emitter.js';
import { Members } from './members.js';
import type { Pusher } from './pusher.js';

export class Channel extends Emitter {
  subscribed = false;
  subscriptionPending = false;
  subscriptionCancelled = false;
  subscriptionCount: number | null = null;
  /** The last subscription was refused; `subscribe()` asks again. */
  failed = false;

  constructor(
    public name: string,
    public pusher: Pusher,
  ) {
    super();
  }

  /** Sends a client event; it waits a moment for the subscription. Answers whether there is a connection now. */
  trigger(event: string, data: any): boolean {
    if (!event.startsWith('client-'))
      throw new Error(`Event '${event}' does not start with 'client-'`);
    if (this.name.startsWith('private-encrypted-'))
      throw new Error('Client events are not currently supported for encrypted channels');
    return this.pusher.send_event(event, data, this.name);
  }
  subscribe(): void {
    this.pusher.subscribe(this.name);
  }
  unsubscribe(): void {
    this.pusher.unsubscribe(this.name);
  }
}

export class PresenceChannel extends Channel {
  members = new Members();
}
