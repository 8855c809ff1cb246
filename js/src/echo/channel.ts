// The base class of Echo's channels, for every broadcaster.
import type { WhisperOptions } from '../pusher/options.js';
import type { EchoOptionsWithDefaults } from './options.js';

/** The base class of Echo's channels. Methods return the channel, unless they are declared otherwise. */
export abstract class Channel {
  /** Echo's options, merged with the defaults. */
  declare options: EchoOptionsWithDefaults;
  /** The event name of Laravel's notifications. */
  notificationCreatedEvent = '.Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

  /** Calls `callback` for every event of this name: `OrderShipped` in the namespace, `.order.shipped` verbatim. */
  abstract listen(event: string, callback: CallableFunction): this;
  /** Removes `callback` from the event, or all callbacks if it is omitted. */
  abstract stopListening(event: string, callback?: CallableFunction): this;
  /** Calls `callback` whenever the subscription succeeds; also once, asynchronously, if it already has. */
  abstract subscribed(callback: CallableFunction): this;
  /**
   * Calls `callback` whenever the subscription fails, and once, asynchronously, if it already has, with `{ type, error, status }`:
   * `status` is the auth endpoint's HTTP status, or 0. The non-enumerable `retrying` says whether the subscription is
   * retried. An error from the WebSocket server is passed on unchanged.
   */
  abstract error(callback: CallableFunction): this;

  /** Listens for whispers of this name from other clients. */
  listenForWhisper(event: string, callback: CallableFunction): this {
    return this.listen(`.client-${event}`, callback);
  }
  /** Removes `callback` from the whisper, or all callbacks if it is omitted. */
  stopListeningForWhisper(event: string, callback?: CallableFunction): this {
    return this.stopListening(`.client-${event}`, callback);
  }

  /** Listens for Laravel's broadcast notifications. */
  notification(callback: CallableFunction): this {
    return this.listen(this.notificationCreatedEvent, callback);
  }
  /** Removes `callback` from notifications, or all callbacks if it is omitted. */
  stopListeningForNotification(callback?: CallableFunction): this {
    return this.stopListening(this.notificationCreatedEvent, callback);
  }
}

/** A channel with a list of members. */
export interface PresenceChannel extends Channel {
  /** Calls `callback` with all members, when subscribed and after every resubscription. */
  here(callback: CallableFunction): this;
  /** Calls `callback` with every member who joins. */
  joining(callback: CallableFunction): this;
  /** Calls `callback` with every member who leaves and does not return within `leaveGrace`. */
  leaving(callback: CallableFunction): this;
  /** Sends an event to the other clients on this channel, as soon as the subscription succeeds. */
  whisper(event: string, data: any, how?: WhisperOptions): this;
}
