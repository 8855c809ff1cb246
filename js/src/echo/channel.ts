// What every channel of Echo can do, whichever broadcaster carries it.
import type { EchoOptionsWithDefaults } from './types.js';

export abstract class Channel {
  declare options: EchoOptionsWithDefaults;
  notificationCreatedEvent = '.Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

  /** Calls `callback` for every such event: `OrderShipped` in the namespace, `.order.shipped` as it stands. */
  abstract listen(event: string, callback: CallableFunction): this;
  /** Takes `callback` off the event, or all callbacks when none is given. */
  abstract stopListening(event: string, callback?: CallableFunction): this;
  /** Calls `callback` whenever the subscription succeeds; at once when it has. */
  abstract subscribed(callback: CallableFunction): this;
  /** Calls `callback` when the subscription fails. */
  abstract error(callback: CallableFunction): this;

  /** Listens for what other clients whisper under this name. */
  listenForWhisper(event: string, callback: CallableFunction): this {
    return this.listen(`.client-${event}`, callback);
  }
  stopListeningForWhisper(event: string, callback?: CallableFunction): this {
    return this.stopListening(`.client-${event}`, callback);
  }

  /** Listens for Laravel's broadcast notifications. */
  notification(callback: CallableFunction): this {
    return this.listen(this.notificationCreatedEvent, callback);
  }
  stopListeningForNotification(callback?: CallableFunction): this {
    return this.stopListening(this.notificationCreatedEvent, callback);
  }
}

/** What a channel with a list of members can do on top. */
export interface PresenceChannel extends Channel {
  /** Calls `callback` with all members, now and after every resubscription. */
  here(callback: CallableFunction): this;
  joining(callback: CallableFunction): this;
  leaving(callback: CallableFunction): this;
  whisper(event: string, data: any): this;
}
