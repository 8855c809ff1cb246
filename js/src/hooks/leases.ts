// An Echo of one's own: what is taken through it is held by leases, with listeners that nobody else can take away.
// `leave` and `unsubscribe` elsewhere end what the app took by name; they do not reach these channels.
import { ChannelState, News } from '../host/border.js';
import { Channel, makeChannel } from '../pusher/channel.js';
import { Emitter } from '../pusher/emitter.js';
import type { Hub, Pusher } from '../pusher/pusher.js';

/** Fires on a leased channel whenever its state changed. */
export const stateEvent = 'pusher:channel_state';

type Leased = Record<number, Emitter>;
type State = Pick<Channel, 'subscribed' | 'subscriptionPending' | 'failed'> & { members?: unknown };

let lastLease = 0;

function copyState(to: State, from: State): void {
  to.subscribed = from.subscribed;
  to.subscriptionPending = from.subscriptionPending;
  to.failed = from.failed;
  if (from.members) to.members = from.members;
}

/** One mirror of a channel for all who hold leases on it; it lives for as long as the engine keeps the channel. */
function makeHub(pusher: Pusher, name: string): Hub & { leased: Leased } {
  const leased: Leased = {};
  const all = () => Object.values(leased);
  const hub = Object.assign(makeChannel(name, pusher), {
    leased,
    hears_: (event: string) => all().some((one) => one.hears_(event)),
    emit(event: string, data?: unknown, metadata?: unknown) {
      for (const one of all()) one.emit(event, data, metadata);
      return hub;
    },
    told_(news: any) {
      Channel.prototype.told_.call(hub, news);
      // A name that the engine will not have has no state there.
      if (news[0] === News.SubscribeFailed) hub.failed ||= !hub.subscribed;
      if (news[0] !== News.ChannelChanged) return;
      hub.emit(stateEvent);
      if (news[2] === ChannelState.Left && !all().length) delete pusher.hubs_[name];
    },
    greet_(channel: Channel) {
      queueMicrotask(() => {
        // The engine has no news: to it this is one more claim on a channel that stands.
        if (!hub.subscribed || channel.subscribed || pusher.channel(name) !== channel) return;
        copyState(channel, hub);
        channel.emit('pusher:subscription_succeeded', (channel as State).members ?? {});
      });
    },
  }) as unknown as Hub & { leased: Leased };
  const known = pusher.channel(name);
  if (known) copyState(hub, known);
  return hub;
}

/** The Pusher client as the holder sees it: the same, but for channels. */
function lessee(pusher: Pusher): Pusher {
  const taken: Record<string, [lease: number, channel: Channel]> = {};
  const own: Record<string, unknown> = {
    channel: (name: string) => taken[name]?.[1],
    subscribe(name: string) {
      const hub = (pusher.hubs_[name] ??= makeHub(pusher, name)) as Hub & { leased: Leased };
      if (!taken[name]) {
        const { emit, hears_ } = Emitter.prototype;
        // What the hub knows shows through; listeners are the holder's own.
        const channel = Object.assign(Object.create(hub), new Emitter(), { emit, hears_ });
        channel.pusher = view;
        taken[name] = [++lastLease, channel];
        hub.leased[lastLease] = channel;
      }
      pusher.client_.subscribe(name, taken[name]![0]);
      return taken[name]![1];
    },
    unsubscribe(name: string) {
      const [lease] = taken[name] ?? [];
      if (!lease) return;
      delete taken[name];
      delete (pusher.hubs_[name] as unknown as { leased: Leased }).leased[lease];
      pusher.client_.unsubscribe(name, lease);
    },
  };
  const view: Pusher = new Proxy(pusher, {
    get(target: any, key) {
      const value = own[key as string] ?? target[key];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return view;
}

const counts = new WeakMap<object, Record<string, number>>();

/** For clients of others, which know no leases: the last holder leaves. */
function counted(connector: any): any {
  if (!counts.has(connector)) counts.set(connector, {});
  const count = counts.get(connector)!;
  const view = Object.create(connector);
  for (const kind of ['channel', 'privateChannel', 'presenceChannel', 'encryptedPrivateChannel'])
    view[kind] = (name: string) => {
      const channel = connector[kind](name);
      if (!view.channels[channel.name]) count[channel.name] = (count[channel.name] ?? 0) + 1;
      return (view.channels[channel.name] = channel);
    };
  view.leaveChannel = (name: string) => {
    if (!view.channels[name]) return;
    delete view.channels[name];
    if (!--count[name]!) connector.leaveChannel(name);
  };
  return view;
}

/**
 * A view of `echo` whose channels belong to the caller alone. `leaveAllChannels()` on it gives everything back; a channel
 * that nobody holds any more is left half a second later, so that who comes back at once disturbs nobody.
 */
export function leases<T extends { connector: any }>(echo: T): T {
  const { connector } = echo;
  const mine = connector.pusher?.hubs_ ? Object.create(connector) : counted(connector);
  if (connector.pusher?.hubs_) mine.pusher = lessee(connector.pusher);
  mine.channels = Object.create(null);
  return Object.assign(Object.create(echo), { connector: mine });
}
