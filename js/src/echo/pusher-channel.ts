// Echo's channels on a Pusher client: ours, or any other that is given.
import type { Channel as Subscription } from '../pusher/channel.js';
import type { Pusher } from '../pusher/pusher.js';
import type { Member } from '../pusher/members.js';
import type { WhisperOptions } from '../pusher/options.js';
import { Channel, type PresenceChannel } from './channel.js';
import { EventFormatter } from './event-formatter.js';
import type { EchoOptionsWithDefaults } from './options.js';

/** A public channel, as `echo.channel(name)` gives it. */
export class PusherChannel extends Channel {
  /** The channel of the client, with `subscribed`, `failed` and, for presence, `members`. */
  declare subscription: Subscription;
  /** Makes wire names. */
  eventFormatter: EventFormatter;
  private all_: [CallableFunction | undefined, CallableFunction][] = [];

  /** Subscribes. Made by Echo. */
  constructor(
    /** The client. */
    public pusher: Pusher,
    /** The full name, as `private-orders.1`. */
    public name: string,
    options: EchoOptionsWithDefaults,
  ) {
    super();
    this.options = options;
    this.eventFormatter = new EventFormatter(options.namespace);
    this.subscribe();
  }

  /** Subscribes; asks again after a refusal. */
  subscribe(): void {
    this.subscription = this.pusher.subscribe(this.name);
  }
  /** Leaves, with all listeners of this object. */
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

  /** Calls `callback` with the name (as `listen` would want it) and the payload of every event. */
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
  /** Takes `callback` off all events, or all such callbacks when none is given. */
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

  /** Listens for an event by its wire name. */
  on(event: string, callback: CallableFunction): this {
    this.subscription.bind(event, callback);
    return this;
  }

  /** @internal Whether Echo may still hand this object out: nobody ended the subscription behind its back. */
  alive_(): boolean {
    return this.pusher.channel(this.name) === this.subscription;
  }

  /** Who comes after the success hears of it once, with the present state. */
  protected success_(callback: (members?: any) => void): this {
    const { subscription } = this;
    if (subscription.subscribed)
      queueMicrotask(() => {
        if (subscription.subscribed && this.alive_()) callback((subscription as any).members);
      });
    return this.on('pusher:subscription_succeeded', callback);
  }
}

/** A private channel, as `echo.private(name)` gives it. */
export class PusherPrivateChannel extends PusherChannel {
  /**
   * Sends an event to the other clients on this channel, if the server lets clients. It waits for the subscription and,
   * where the server limits client events, for its turn, for 30 s at most. `how` says whether only the latest of those that
   * wait is wanted, and who is told what became of it; without that, a console warning tells of what was not sent.
   */
  whisper(event: string, data: any, how?: WhisperOptions): this {
    if (this.alive_()) this.subscription.trigger(`client-${event}`, data, how);
    else {
      const why = `whisper("${event}"): ${this.name} was left`;
      if (how?.settled) how.settled(new Error(why));
      // eslint-disable-next-line no-console -- the app made a mistake that would else go unseen
      else console.warn(why);
    }
    return this;
  }
}

/** An encrypted channel, as `echo.encryptedPrivate(name)` gives it. It cannot whisper: `whisper` throws an Error. */
export class PusherEncryptedPrivateChannel extends PusherPrivateChannel {}

/** A presence channel, as `echo.join(name)` gives it. */
export class PusherPresenceChannel extends PusherPrivateChannel implements PresenceChannel {
  /** Calls `callback` with all members, oneself included: now or as soon as subscribed, and after every resubscription. */
  here(callback: CallableFunction): this {
    return this.success_(({ members }) => callback(Object.values(members)));
  }
  /** Calls `callback` with every member who comes. */
  joining(callback: CallableFunction): this {
    return this.on('pusher:member_added', ({ info }: Member) => callback(info));
  }
  /** Calls `callback` with every member who has gone, and did not come back within `leaveGrace`. */
  leaving(callback: CallableFunction): this {
    return this.on('pusher:member_removed', ({ info }: Member) => callback(info));
  }
}
