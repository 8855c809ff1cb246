// The base class of Echo's channels, for every broadcaster.
import type { WhisperOptions } from '../pusher/options.js';
import type { EchoOptionsWithDefaults } from './options.js';

/** The base class of Echo's channels. Methods return the channel, unless they are declared otherwise. */
export abstract class Channel {
  /** Echo's options, merged with the defaults. */
  declare options: EchoOptionsWithDefaults;
  /** The event name of Laravel's notifications. */
  notificationCreatedEvent = '.Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';

  /**
   * Calls `callback` for every event of this name: `OrderShipped` in the namespace, `.order.shipped` verbatim.
   * @example
   * echo
   *   .private('orders.1')
   *   .listen('OrderShipped', (order) => show(order)) // App\Events\OrderShipped
   *   .listen('.order.packed', (order) => show(order)); // broadcastAs() returns 'order.packed'
   */
  abstract listen(event: string, callback: CallableFunction): this;
  /**
   * Removes `callback` from the event, or all callbacks if it is omitted.
   * @example
   * const orders = echo.private('orders.1').listen('OrderShipped', show);
   * orders.stopListening('OrderShipped', show); // this callback
   * orders.stopListening('OrderShipped'); // all callbacks
   */
  abstract stopListening(event: string, callback?: CallableFunction): this;
  /**
   * Calls `callback` whenever the subscription succeeds; also once, asynchronously, if it already has.
   * @example
   * echo.private('orders.1').subscribed(() => show('listening'));
   */
  abstract subscribed(callback: CallableFunction): this;
  /**
   * Calls `callback` whenever the subscription fails, and once, asynchronously, if it already has, with `{ type, error, status }`:
   * `status` is the auth endpoint's HTTP status, or 0. The non-enumerable `retrying` says whether the subscription is
   * retried. An error from the WebSocket server is passed on unchanged.
   * @example
   * echo.private('orders.1').error(({ type, status, retrying }) => {
   *   if (!retrying) show(type, status);
   * });
   */
  abstract error(callback: CallableFunction): this;

  /**
   * Listens for whispers of this name from other clients.
   * @example
   * echo.private('chat.1').listenForWhisper('typing', ({ by }) => show(by));
   */
  listenForWhisper(event: string, callback: CallableFunction): this {
    return this.listen(`.client-${event}`, callback);
  }
  /**
   * Removes `callback` from the whisper, or all callbacks if it is omitted.
   * @example
   * echo.private('chat.1').stopListeningForWhisper('typing');
   */
  stopListeningForWhisper(event: string, callback?: CallableFunction): this {
    return this.stopListening(`.client-${event}`, callback);
  }

  /**
   * Listens for Laravel's broadcast notifications.
   * @example
   * echo.private('App.Models.User.1').notification(({ type, id }) => show(type, id));
   */
  notification(callback: CallableFunction): this {
    return this.listen(this.notificationCreatedEvent, callback);
  }
  /**
   * Removes `callback` from notifications, or all callbacks if it is omitted.
   * @example
   * echo.private('App.Models.User.1').stopListeningForNotification();
   */
  stopListeningForNotification(callback?: CallableFunction): this {
    return this.stopListening(this.notificationCreatedEvent, callback);
  }
}

/** A channel with a list of members. */
export interface PresenceChannel extends Channel {
  /**
   * Calls `callback` with all members, when subscribed and after every resubscription.
   * @example
   * echo.join('room.1').here((members) => show(members.length));
   */
  here(callback: CallableFunction): this;
  /**
   * Calls `callback` with every member who joins.
   * @example
   * echo.join('room.1').joining((member) => show(`${member.name} is here`));
   */
  joining(callback: CallableFunction): this;
  /**
   * Calls `callback` with every member who leaves and does not return within `leaveGrace`.
   * @example
   * echo.join('room.1').leaving((member) => show(`${member.name} has left`));
   */
  leaving(callback: CallableFunction): this;
  /**
   * Sends an event to the other clients on this channel, as soon as the subscription succeeds.
   * @example
   * echo.join('room.1').whisper('typing', { by: me });
   */
  whisper(event: string, data: any, how?: WhisperOptions): this;
}
