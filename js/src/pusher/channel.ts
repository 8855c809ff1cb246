// A channel as Pusher apps hold it: listeners, and a mirror of how the engine says that it stands.
import { ChannelState, Errc, type Failure, type Member as Told, EventTag } from '../host/border.js';
import type { ClientEvent } from '../host/observer.js';
import { parse } from '../host/routes.js';
import { Emitter } from './emitter.js';
import { type Member, Members } from './members.js';
import type { WhisperOptions } from './options.js';
import { words } from './words.js';

/** The events of the engine that a channel takes. */
export type ChannelEvent = Extract<
  ClientEvent,
  readonly [
    (
      | EventTag.ChannelChanged
      | EventTag.Subscribed
      | EventTag.SubscribeFailed
      | EventTag.MemberJoined
      | EventTag.MemberLeft
      | EventTag.SubscriptionCount
    ),
    ...unknown[],
  ]
>;

const idOf = (id: string, isNumber: boolean) => (isNumber ? +id : id);
const member = ([id, info, isNumber]: Told): Member => ({
  id: idOf(id, isNumber),
  info: parse(info),
});

/**
 * `code` and `retrying`, which pusher-js does not have, are not enumerable: what is compared or sent on stays the same.
 * @internal
 */
export const failure = (type: string, why: Failure, retrying?: boolean) =>
  Object.defineProperties(
    { type, error: words(why), status: why[1] },
    { code: { value: why[0] }, retrying: { value: retrying } },
  );

/** What a channel asks of its client. */
interface Client {
  /** Subscribes the channel of this name. */
  subscribe(name: string): unknown;
  /** Leaves the channel of this name. */
  unsubscribe(name: string): void;
  /** Sends a client event; returns whether there is a connection now. */
  send_event(event: string, data: unknown, channel: string, how?: WhisperOptions): boolean;
}

/**
 * A channel, as `subscribe()` gives it. Besides the app's events it tells `pusher:subscription_succeeded` (on presence
 * channels with the members), `pusher:subscription_error` with `{ type, error, status }` and, not enumerable, `retrying`,
 * `pusher:subscription_count` with `{ subscription_count }`, and on presence channels `pusher:member_added` and
 * `pusher:member_removed` with the member.
 */
export class Channel<TPusher extends Client = any> extends Emitter {
  /** Events arrive. */
  subscribed = false;
  /** Asked for, and not answered yet. */
  subscriptionPending = false;
  /** For pusher-js: always `false`, because what was left is not answered. */
  subscriptionCancelled = false;
  /** How many are on the channel, where the server tells. */
  declare subscriptionCount: any;
  /** The last subscription was refused; `subscribe()` asks again. */
  failed = false;
  /** @internal What was told of the last failure, until it is over. */
  failure_?: unknown;
  /** @internal `subscribe()` is under way: nobody can have bound anything yet. */
  asking_ = false;

  /** Made by `subscribe()`. */
  constructor(
    /** The full name, as `private-orders.1`. */
    public name: string,
    /** Whose it is. */
    public pusher: TPusher,
  ) {
    super();
  }

  /**
   * Sends an event, whose name begins with `client-`, to the other clients. It waits for the subscription and, where the
   * server limits client events, for its turn, for 30 s at most. Answers whether there is a connection now; `false` as well
   * when it cannot be sent, with a warning. Throws an Error for another name, and on encrypted channels.
   */
  trigger(event: string, data: any, how?: WhisperOptions): boolean {
    if (!event.startsWith('client-'))
      throw new Error(`Event '${event}' does not start with 'client-'`);
    if (this.name.startsWith('private-encrypted-'))
      throw new Error('Client events are not currently supported for encrypted channels');
    return this.pusher.send_event(event, data, this.name, how);
  }
  /** `pusher.subscribe(name)`. */
  subscribe(): void {
    this.pusher.subscribe(this.name);
  }
  /** `pusher.unsubscribe(name)`. */
  unsubscribe(): void {
    this.pusher.unsubscribe(this.name);
  }

  /** @internal Writes the mirror and tells the listeners. */
  told_(news: ChannelEvent): void {
    const { members } = this as { members?: Members };
    switch (news[0]) {
      case EventTag.ChannelChanged:
        this.subscribed = news[2] === ChannelState.Subscribed;
        this.failed = news[2] === ChannelState.Failed;
        // The states before it lead to it.
        this.subscriptionPending = news[2] < ChannelState.Subscribed;
        if (this.subscribed) this.failure_ = undefined;
        break;
      case EventTag.Subscribed:
        members?.reset_(news[2].map(member), idOf(news[3], news[4]));
        this.subscribed = true;
        this.emit('pusher:subscription_succeeded', members ?? (news[5] ? parse(news[5]) : {}));
        break;
      case EventTag.SubscribeFailed: {
        const [, , error, retrying, said] = news;
        // The codes about the auth endpoint stand together.
        const refused = error[0] < Errc.AuthDenied || error[0] > Errc.AuthBadResponse;
        const why = said
          ? parse(said)
          : failure(refused ? 'SubscriptionError' : 'AuthError', error, retrying);
        // A channel that the engine will not have has no state there.
        if (!retrying && !this.subscribed) {
          this.failed = true;
          this.subscriptionPending = false;
        }
        const tell = () => {
          this.failure_ = why;
          this.emit('pusher:subscription_error', why);
        };
        if (this.asking_) queueMicrotask(tell);
        else tell();
        break;
      }
      case EventTag.MemberJoined:
      case EventTag.MemberLeft: {
        const one = member(news[2]);
        const joined = news[0] === EventTag.MemberJoined;
        if (joined) members?.add_(one);
        else members?.remove_(one.id);
        this.emit(joined ? 'pusher:member_added' : 'pusher:member_removed', one);
        break;
      }
      case EventTag.SubscriptionCount:
        this.subscriptionCount = news[2];
        this.emit('pusher:subscription_count', { subscription_count: news[2] });
        break;
      default:
        news satisfies never;
    }
  }
}

/** A channel whose name begins with `presence-`. */
export class PresenceChannel<TPusher extends Client = any> extends Channel<TPusher> {
  /** Who is there. */
  members = new Members();
}

/** @internal */
export const makeChannel = <TPusher extends Client>(
  name: string,
  pusher: TPusher,
): Channel<TPusher> =>
  new (name.startsWith('presence-') ? PresenceChannel<TPusher> : Channel<TPusher>)(name, pusher);
