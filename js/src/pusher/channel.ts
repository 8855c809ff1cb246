// A channel as Pusher applications use it: listeners, and a copy of the engine's state of it.
import {
  ChannelState,
  Errc,
  type Failure,
  type Member as MemberTuple,
  EventTag,
} from '../host/border.js';
import type { ClientEvent } from '../host/observer.js';
import { parse } from '../host/routes.js';
import { Emitter } from './emitter.js';
import { type Member, Members } from './members.js';
import type { WhisperOptions } from './options.js';
import { words } from './words.js';

/** @internal The engine's events that concern a channel. */
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

/** The codes of failures of the auth endpoint. */
const endpointCodes = [
  Errc.AuthDenied,
  Errc.AuthExpired,
  Errc.AuthNetwork,
  Errc.AuthServer,
  Errc.AuthBadResponse,
];

const idOf = (id: string, isNumber: boolean) => (isNumber ? +id : id);
const member = ([id, info, isNumber]: MemberTuple): Member => ({
  id: idOf(id, isNumber),
  info: parse(info),
});

/**
 * `code` and `retrying`, which pusher-js does not have, are not enumerable, so that an application that compares or
 * serializes the object sees the same as with pusher-js.
 * @internal
 */
export const failure = (type: string, why: Failure, retrying?: boolean) =>
  Object.defineProperties(
    { type, error: words(why), status: why[1] },
    { code: { value: why[0] }, retrying: { value: retrying } },
  );

/** What a channel needs of its client. */
interface Client {
  /** Subscribes to the channel of this name. */
  subscribe(name: string): unknown;
  /** Leaves the channel of this name. */
  unsubscribe(name: string): void;
  /** Sends a client event; returns whether there is a connection now. */
  send_event(event: string, data: unknown, channel: string, how?: WhisperOptions): boolean;
}

/**
 * A channel, as `subscribe()` returns it. In addition to the application's events it emits
 * `pusher:subscription_succeeded` (on presence channels with the members), `pusher:subscription_error` with
 * `{ type, error, status }` and the non-enumerable `retrying`, `pusher:subscription_count` with `{ subscription_count }`,
 * and on presence channels `pusher:member_added` and `pusher:member_removed` with the member.
 */
export class Channel<TPusher extends Client = any> extends Emitter {
  /** The channel is subscribed: events arrive. */
  subscribed = false;
  /** The subscription is requested, and the server has not responded yet. */
  subscriptionPending = false;
  /** For pusher-js: always `false`, because a channel that was left ignores the server's response. */
  subscriptionCancelled = false;
  /** The number of subscriptions to the channel, if the server sends it. */
  declare subscriptionCount: any;
  /** The last subscription was refused; `subscribe()` tries again. */
  failed = false;
  /** @internal The payload of the last `pusher:subscription_error`, until the subscription succeeds. */
  failure_?: unknown;
  /** @internal `subscribe()` is running: the caller cannot have bound a listener yet. */
  asking_ = false;

  /** Made by `subscribe()`. */
  constructor(
    /** The full name, such as `private-orders.1`. */
    public name: string,
    /** The client. */
    public pusher: TPusher,
  ) {
    super();
  }

  /**
   * Sends a client event to the other clients; its name must start with `client-`. It waits up to 30 s for the subscription
   * and for the server's rate limit. Returns whether there is a connection now, and `false` with a warning if the event
   * cannot be sent. Throws an Error for another name, and on encrypted channels.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * pusher.subscribe('private-chat.1').trigger('client-typing', { by: me }, { coalesce: true });
   */
  trigger(event: string, data: any, how?: WhisperOptions): boolean {
    if (!event.startsWith('client-'))
      throw new Error(`Event '${event}' does not start with 'client-'`);
    if (this.name.startsWith('private-encrypted-'))
      throw new Error('Client events are not currently supported for encrypted channels');
    return this.pusher.send_event(event, data, this.name, how);
  }
  /**
   * `pusher.subscribe(name)`.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * const orders = pusher.subscribe('private-orders.1');
   * orders.bind('pusher:subscription_error', () => setTimeout(() => orders.subscribe(), 60_000));
   */
  subscribe(): void {
    this.pusher.subscribe(this.name);
  }
  /**
   * `pusher.unsubscribe(name)`.
   * @example
   * import Pusher from 'oread/pusher';
   *
   * const pusher = new Pusher('app-key', { cluster: 'eu' });
   * const orders = pusher.subscribe('private-orders.1');
   * orders.bind('closed', () => orders.unsubscribe());
   */
  unsubscribe(): void {
    this.pusher.unsubscribe(this.name);
  }

  /** @internal Updates the state that applications read, and calls the listeners. */
  event_(event: ChannelEvent): void {
    const { members } = this as { members?: Members };
    switch (event[0]) {
      case EventTag.ChannelChanged: {
        const [, , state] = event;
        this.subscribed = state === ChannelState.Subscribed;
        this.failed = state === ChannelState.Failed;
        this.subscriptionPending = !this.subscribed && !this.failed && state !== ChannelState.Left;
        if (this.subscribed) this.failure_ = undefined;
        break;
      }
      case EventTag.Subscribed: {
        const [, , list, me, meIsNumber, said] = event;
        members?.reset_(list.map(member), idOf(me, meIsNumber));
        this.subscribed = true;
        this.emit('pusher:subscription_succeeded', members ?? (said ? parse(said) : {}));
        break;
      }
      case EventTag.SubscribeFailed: {
        const [, , error, retrying, said] = event;
        const why = said
          ? parse(said)
          : failure(
              endpointCodes.includes(error[0]) ? 'AuthError' : 'SubscriptionError',
              error,
              retrying,
            );
        if (said && why instanceof Object)
          Object.defineProperty(why, 'retrying', { value: retrying });
        // A channel whose name the engine rejects has no state in the engine.
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
      case EventTag.MemberJoined: {
        const [, , joined] = event;
        const one = member(joined);
        members?.add_(one);
        this.emit('pusher:member_added', one);
        break;
      }
      case EventTag.MemberLeft: {
        const [, , left] = event;
        const one = member(left);
        members?.remove_(one.id);
        this.emit('pusher:member_removed', one);
        break;
      }
      case EventTag.SubscriptionCount: {
        const [, , subscription_count] = event;
        this.subscriptionCount = subscription_count;
        this.emit('pusher:subscription_count', { subscription_count });
        break;
      }
      default:
        event satisfies never;
    }
  }
}

/**
 * A channel whose name starts with `presence-`.
 * @example
 * import Pusher, { type PresenceChannel } from 'oread/pusher';
 *
 * const pusher = new Pusher('app-key', { cluster: 'eu' });
 * const room = pusher.subscribe('presence-room.1') as PresenceChannel;
 * room.bind('pusher:subscription_succeeded', () => show(room.members.count));
 * room.bind('pusher:member_added', ({ id, info }) => show(id, info));
 */
export class PresenceChannel<TPusher extends Client = any> extends Channel<TPusher> {
  /** The members of the channel. */
  members = new Members();
}

/** @internal */
export const makeChannel = <TPusher extends Client>(
  name: string,
  pusher: TPusher,
): Channel<TPusher> =>
  new (name.startsWith('presence-') ? PresenceChannel<TPusher> : Channel<TPusher>)(name, pusher);
