// Echo's channels on a Pusher client: Oread's or another one.
import type { Channel as Subscription } from '../pusher/channel.js';
import type { Pusher } from '../pusher/pusher.js';
import type { Member, Members } from '../pusher/members.js';
import type { WhisperOptions } from '../pusher/options.js';
import { Channel, type PresenceChannel } from './channel.js';
import { EventFormatter } from './event-formatter.js';
import type { EchoOptionsWithDefaults } from './options.js';

/** A client that has channels. */
export interface ChannelClient {
  /** Subscribes to the channel of this name. */
  subscribe(name: string): Subscription;
  /** Leaves the channel of this name. */
  unsubscribe(name: string): void;
  /** The channel of this name, if it was subscribed and not left. */
  channel(name: string): Subscription | undefined;
}

/** A public channel, as `echo.channel(name)` returns it. */
export class PusherChannel<TClient extends ChannelClient = Pusher> extends Channel {
  /** The client's channel, with `subscribed`, `failed` and, on presence channels, `members`. */
  declare subscription: Subscription;
  /** Converts event names to wire names. */
  eventFormatter: EventFormatter;
  private all_: [CallableFunction | undefined, CallableFunction][] = [];

  /** Subscribes. Made by Echo. */
  constructor(
    /** The client. */
    public pusher: TClient,
    /** The full name, such as `private-orders.1`. */
    public name: string,
    options: EchoOptionsWithDefaults,
  ) {
    super();
    this.options = options;
    this.eventFormatter = new EventFormatter(options.namespace);
    this.subscribe();
  }

  /**
   * Subscribes; after a refusal, tries again.
   * @example
   * const orders = echo.private('orders.1');
   * orders.error(({ retrying }) => {
   *   if (!retrying) setTimeout(() => orders.subscribe(), 60_000);
   * });
   */
  subscribe(): void {
    this.subscription = this.pusher.subscribe(this.name);
  }
  /**
   * Leaves the channel; the listeners of this object are dropped.
   * @example
   * const orders = echo.private('orders.1');
   * orders.listen('OrderShipped', () => orders.unsubscribe());
   */
  unsubscribe(): void {
    this.pusher.unsubscribe(this.name);
  }

  listen(event: string, callback: CallableFunction): this {
    return this.on(this.eventFormatter.format(event), callback);
  }
  stopListening(event: string, callback?: CallableFunction): this {
    this.subscription.unbind(this.eventFormatter.format(event), callback);
    return this;
  }

  /**
   * Calls `callback` with the name (in the form that `listen` accepts) and the payload of every event.
   * @example
   * echo.private('orders.1').listenToAll((event, data) => show(event, data));
   */
  listenToAll(callback: CallableFunction): this {
    const { namespace } = this.options;
    const prefix = namespace && `${namespace}.`.replace(/\./g, '\\');
    const wrapped = (event: string, data: unknown) => {
      if (event.startsWith('pusher:')) return;
      callback(prefix && event.startsWith(prefix) ? event.slice(prefix.length) : `.${event}`, data);
    };
    this.all_.push([callback, wrapped]);
    this.subscription.bind_global(wrapped);
    return this;
  }
  /**
   * Removes `callback`, or all callbacks of `listenToAll` if it is omitted.
   * @example
   * echo.private('orders.1').stopListeningToAll();
   */
  stopListeningToAll(callback?: CallableFunction): this {
    this.all_ = this.all_.filter(([known, wrapped]) => {
      if (callback && callback !== known) return true;
      this.subscription.unbind_global(wrapped);
      return false;
    });
    return this;
  }

  subscribed(callback: CallableFunction): this {
    return this.success_(() => callback());
  }
  error(callback: CallableFunction): this {
    const { subscription } = this;
    const { failure_ } = subscription;
    // A callback added after the failure is called once, while the channel is failed.
    if (failure_)
      queueMicrotask(() => {
        if (subscription.failure_ === failure_ && this.alive_()) callback(failure_);
      });
    return this.on('pusher:subscription_error', (payload: unknown) => callback(payload));
  }

  /**
   * Listens for an event by its wire name.
   * @example
   * echo.channel('cache-score').on('pusher:cache_miss', () => show('no score yet'));
   */
  on(event: string, callback: CallableFunction): this {
    this.subscription.bind(event, callback);
    return this;
  }

  /** @internal Whether Echo may still return this object: the subscription was not ended through the client. */
  alive_(): boolean {
    return this.pusher.channel(this.name) === this.subscription;
  }

  /** A callback added after success is called once, with the current state. */
  protected success_(callback: (members?: Members) => void): this {
    const { subscription } = this;
    if (subscription.subscribed)
      queueMicrotask(() => {
        if (subscription.subscribed && this.alive_())
          callback((subscription as { members?: Members }).members);
      });
    return this.on('pusher:subscription_succeeded', callback);
  }
}

/** A private channel, as `echo.private(name)` returns it. */
export class PusherPrivateChannel<
  TClient extends ChannelClient = Pusher,
> extends PusherChannel<TClient> {
  /**
   * Sends an event to the other clients on this channel, if the server allows client events. It waits up to 30 s for the
   * subscription and for the server's rate limit. With `how.coalesce` only the latest waiting event is sent, and
   * `how.settled` receives the outcome; without `settled`, an event that was not sent is reported on the console.
   * @example
   * echo.private('chat.1').whisper('typing', { by: me }, { coalesce: true });
   */
  whisper(event: string, data: any, how?: WhisperOptions): this {
    if (this.alive_()) this.subscription.trigger(`client-${event}`, data, how);
    else {
      const why = `whisper("${event}"): ${this.name} was left`;
      if (how?.settled) how.settled(new Error(why));
      // eslint-disable-next-line no-console -- a mistake in the application that would otherwise go unnoticed
      else console.warn(why);
    }
    return this;
  }
}

/** An encrypted channel, as `echo.encryptedPrivate(name)` returns it. Whispers are not supported: `whisper` throws an Error. */
export class PusherEncryptedPrivateChannel extends PusherPrivateChannel {}

/** A presence channel, as `echo.join(name)` returns it. */
export class PusherPresenceChannel<TClient extends ChannelClient = Pusher>
  extends PusherPrivateChannel<TClient>
  implements PresenceChannel
{
  /**
   * Calls `callback` with all members, including the current user, when subscribed and after every resubscription.
   * @example
   * echo.join('room.1').here((members) => show(members.map(({ name }) => name)));
   */
  here(callback: CallableFunction): this {
    return this.success_((members) => callback(Object.values(members!.members)));
  }
  /**
   * Calls `callback` with every member who joins.
   * @example
   * echo.join('room.1').joining(({ name }) => show(`${name} is here`));
   */
  joining(callback: CallableFunction): this {
    return this.on('pusher:member_added', ({ info }: Member) => callback(info));
  }
  /**
   * Calls `callback` with every member who leaves and does not return within `leaveGrace`.
   * @example
   * echo.join('room.1').leaving(({ name }) => show(`${name} has gone`));
   */
  leaving(callback: CallableFunction): this {
    return this.on('pusher:member_removed', ({ info }: Member) => callback(info));
  }
}
