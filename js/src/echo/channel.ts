// What every channel of Echo can do, whichever broadcaster carries it.
import type { WhisperOptions } from '../pusher/options.js';
import type { EchoOptionsWithDefaults } from './options.js';

/** What every channel of Echo can do. All methods but those that give something else answer with the channel. */
export abstract class Channel {
  /** Echo's, with defaults. */
  declare options: EchoOptionsWithDefaults;
  /** The event by which notifications come. */
  notificationCreatedEvent = '.Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

  /** Calls `callback` for every such event: `OrderShipped` in the namespace, `.order.shipped` as it stands. */
  abstract listen(event: string, callback: CallableFunction): this;
  /** Takes `callback` off the event, or all callbacks when none is given. */
  abstract stopListening(event: string, callback?: CallableFunction): this;
  /** Calls `callback` whenever the subscription succeeds; at once when it has. */
  abstract subscribed(callback: CallableFunction): this;
  /**
   * Calls `callback` when the subscription fails, or at once when it has, with `{ type, error, status }`: `status` is that of the auth endpoint, or 0;
   * not enumerable, `retrying` tells whether it is tried again. What the server itself said is handed on as it stands.
   */
  abstract error(callback: CallableFunction): this;

  /** Listens for what other clients whisper under this name. */
  listenForWhisper(event: string, callback: CallableFunction): this {
    return this.listen(`.client-${event}`, callback);
  }
  /** Takes `callback` off the whisper, or all callbacks when none is given. */
  stopListeningForWhisper(event: string, callback?: CallableFunction): this {
    return this.stopListening(`.client-${event}`, callback);
  }

  /** Listens for Laravel's broadcast notifications. */
  notification(callback: CallableFunction): this {
    return this.listen(this.notificationCreatedEvent, callback);
  }
  /** Takes `callback` off notifications, or all callbacks when none is given. */
  stopListeningForNotification(callback?: CallableFunction): this {
    return this.stopListening(this.notificationCreatedEvent, callback);
  }
}

/** What a channel with a list of members can do on top. */
export interface PresenceChannel extends Channel {
  /** Calls `callback` with all members, now and after every resubscription. */
  here(callback: CallableFunction): this;
  /** Calls `callback` with every member who comes. */
  joining(callback: CallableFunction): this;
  /** Calls `callback` with every member who has gone, and did not come back within `leaveGrace`. */
  leaving(callback: CallableFunction): this;
  /** Sends an event to the other clients on this channel, as soon as it is subscribed. */
  whisper(event: string, data: any, how?: WhisperOptions): this;
}
