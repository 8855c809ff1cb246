// An Echo of one's own: what is taken through it is held by leases, with listeners that nobody else can take away.
// `leave` and `unsubscribe` elsewhere end what the app took by name; they do not reach these channels.
import { ChannelState, News } from '../host/border.js';
import { Channel, makeChannel } from '../pusher/channel.js';
import { Emitter } from '../pusher/emitter.js';
import type { Hub as Mirror, Pusher } from '../pusher/pusher.js';

/** Fires on a leased channel whenever its state changed. */
export const stateEvent = 'pusher:channel_state';

type Leased = Channel & { lease_?: number };
type Hub = Mirror & { leased_: Set<Leased> };

let lastLease = 0;

/** Tells `to`, when it is there, how the channel stands. */
function copyState(to: any, { subscribed, subscriptionPending, failed, members }: any): void {
  Object.assign(to, { subscribed, subscriptionPending, failed, members });
}

/** One mirror of a channel for all who hold leases on it; it lives for as long as the engine keeps the channel. */
function makeHub(pusher: Pusher, name: string): Hub {
  const leased = new Set<Leased>();
  const hub: Hub = Object.assign(makeChannel(name, pusher) as any, {
    leased_: leased,
    hears_: (event: string) => [...leased].some((one) => one.hears_(event)),
    emit(event: string, data?: unknown, metadata?: unknown) {
      for (const one of [...leased]) one.emit(event, data, metadata);
    },
    told_(news: any) {
      Channel.prototype.told_.call(hub, news);
      // A name that the engine will not have has no state there.
      if (news[0] === News.SubscribeFailed) hub.failed = !hub.subscribed;
      if (news[0] !== News.ChannelChanged) return;
      hub.emit(stateEvent);
      if (news[2] === ChannelState.Left && !leased.size) delete pusher.hubs_![name];
    },
    greet_(channel: Channel) {
      queueMicrotask(() => {
        // The engine has no news: to it this is one more claim on a channel that stands.
        if (!hub.subscribed || channel.subscribed || pusher.channel(name) !== channel) return;
        copyState(channel, hub);
        channel.emit('pusher:subscription_succeeded', (channel as any).members ?? {});
      });
    },
  });
  copyState(hub, pusher.channel(name) ?? hub);
  return hub;
}

/** What clients of others, which know no leases, hold for us: how many want which channel. */
const counts = new WeakMap<Pusher, Record<string, number>>();

/** The Pusher client as the holder sees it: the same, but for channels. */
function lessee(pusher: Pusher): Pusher {
  const taken: Record<string, Leased> = {};
  // Clients of others have no such client inside.
  const hubs = pusher.client_ && ((pusher.hubs_ ??= Object.create(null)) as Record<string, Hub>);
  const count = counts.get(pusher) ?? {};
  counts.set(pusher, count);
  const view: Pusher = Object.assign(Object.create(pusher), {
    connect: () => pusher.connect(),
    disconnect: () => pusher.disconnect(),
    channel: (name: string) => taken[name],
    subscribe(name: string) {
      if (!hubs) {
        if (!taken[name]) count[name] = (count[name] ?? 0) + 1;
        return (taken[name] = pusher.subscribe(name));
      }
      const hub = (hubs[name] ??= makeHub(pusher, name));
      const own = new Emitter();
      // What the hub knows shows through; listeners are the holder's own.
      const one = (taken[name] ??= Object.assign(Object.create(hub) as Leased, own, {
        emit: own.emit,
        hears_: own.hears_,
        pusher: view,
        lease_: ++lastLease,
      }));
      hub.leased_.add(one);
      pusher.client_.subscribe(name, one.lease_);
      return one;
    },
    unsubscribe(name: string) {
      const channel = taken[name];
      if (!channel) return;
      delete taken[name];
      if (hubs) {
        hubs[name]?.leased_.delete(channel);
        pusher.client_.unsubscribe(name, channel.lease_);
      } else if (!--count[name]!) pusher.unsubscribe(name);
    },
  });
  return view;
}

/**
 * A view of `echo` whose channels belong to the caller alone. `leaveAllChannels()` on it gives everything back; a channel
 * that nobody holds any more is left half a second later, so that who comes back at once disturbs nobody.
 */
export function leases<T extends { connector: any }>(echo: T): T {
  const connector = Object.create(echo.connector);
  connector.channels = Object.create(null);
  if (connector.pusher) connector.pusher = lessee(connector.pusher);
  return Object.assign(Object.create(echo), { connector });
}
