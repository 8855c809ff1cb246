// An Echo of one's own: what is taken through it is held by leases, with listeners that nobody else can take away.
// `leave` and `unsubscribe` elsewhere end what the app took by name; they do not reach these channels.
import { ChannelState, EventTag } from '../host/border.js';
import { channelName } from '../host/given.js';
import { Channel, makeChannel } from '../pusher/channel.js';
import { Emitter } from '../pusher/emitter.js';
import type { Members } from '../pusher/members.js';
import type { Hub as Mirror, Pusher } from '../pusher/pusher.js';

/** Fires on a leased channel whenever its state changed. */
export const stateEvent = 'pusher:channel_state';

type Leased = Channel & { lease_?: number };
type Hub = Mirror & { leased_: Set<Leased> };

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
      if (news[0] !== EventTag.ChannelChanged) return;
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
  const { members } = hub as { members?: Members };
  if (members) {
    const reset = members.reset_;
    members.reset_ = (...list) => {
      reset.apply(members, list);
      hub.emit(stateEvent);
    };
  }
  return hub;
}

/** What clients and connectors that know no leases hold for us: how many want which channel. */
const counts = new WeakMap<object, Record<string, number>>();

/**
 * One more wants the channel. One that stands before we count is the app's, which then wants it, too; one that surely does
 * not stand is wanted by nobody any more.
 */
function take(owner: object, name: string, stands?: boolean): void {
  const count: Record<string, number> = counts.get(owner) ?? Object.create(null);
  counts.set(owner, count);
  count[name] = 1 + (stands === false ? 0 : count[name] || Number(!!stands));
}
/** One less wants it: whether nobody does. */
const give = (owner: object, name: string): boolean => !--counts.get(owner)![name]!;

/** The Pusher client as the holder sees it: the same, but for channels. */
function lessee(pusher: Pusher): Pusher {
  const taken: Record<string, Leased> = Object.create(null);
  // Clients of others have no such client inside.
  const hubs = pusher.client_ && ((pusher.hubs_ ??= Object.create(null)) as Record<string, Hub>);
  const view: Pusher = Object.assign(Object.create(pusher), {
    connect: () => pusher.connect(),
    disconnect: () => pusher.disconnect(),
    channel: (name: string) => taken[name],
    subscribe(name: string) {
      if (!hubs) {
        if (!taken[name]) take(pusher, name, pusher.channel && !!pusher.channel(name));
        return (taken[name] = pusher.subscribe(name));
      }
      name = channelName(name);
      const hub = (hubs[name] ??= makeHub(pusher, name));
      const own = new Emitter();
      // What the hub knows shows through; listeners are the holder's own.
      const one = (taken[name] ??= Object.assign(Object.create(hub) as Leased, own, {
        emit: own.emit,
        hears_: own.hears_,
        pusher: view,
        lease_: ++pusher.client_.lastLease_,
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
        pusher.client_.unsubscribe(channel.name, channel.lease_);
      } else if (give(pusher, name)) pusher.unsubscribe(name);
    },
  });
  return view;
}

const prefixes: Record<string, string> = {
  channel: '',
  privateChannel: 'private-',
  encryptedPrivateChannel: 'private-encrypted-',
  presenceChannel: 'presence-',
};

/** A connector of the app's own as the holder sees it: its channels are everybody's, so those who hold one are counted. */
function counted(own: any, view: any): any {
  for (const method in prefixes)
    if (own[method])
      view[method] = (name: string) => {
        const full = prefixes[method] + name;
        if (!view.channels[full]) take(own, full, own.channels?.[full] && true);
        return (view.channels[full] = own[method](name));
      };
  view.leaveChannel = (full: string) => {
    if (!view.channels[full]) return;
    delete view.channels[full];
    if (give(own, full)) own.leaveChannel(full);
  };
  view.leave = (name: string) => {
    for (const method in prefixes) view.leaveChannel(prefixes[method] + name);
  };
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
  else counted(echo.connector, connector);
  return Object.assign(Object.create(echo), { connector });
}
