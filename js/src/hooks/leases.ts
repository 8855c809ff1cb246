// A view of an Echo whose channels and listeners belong to one caller. It holds channels by leases: `leave` and `unsubscribe`
// elsewhere end what the application requested by name, and do not affect them.
import { ChannelState, EventTag } from '../host/border.js';
import { channelName } from '../host/given.js';
import { Channel, type ChannelEvent, makeChannel } from '../pusher/channel.js';
import { Emitter } from '../pusher/emitter.js';
import type { Members } from '../pusher/members.js';
import type { Mirror, Pusher } from '../pusher/pusher.js';

/** Emitted on a leased channel whenever its state changes. */
export const stateEvent = 'pusher:channel_state';

type Leased = Channel & { lease_?: number };

/** Copies the state of a channel to `to`. */
function copyState(to: any, { subscribed, subscriptionPending, failed, members }: any): void {
  Object.assign(to, { subscribed, subscriptionPending, failed, members });
}

/** Makes the copy of a channel's state that all leases on it share. It exists as long as the engine keeps the channel. */
function makeMirror(pusher: Pusher, name: string): Mirror {
  const leased = new Set<Leased>();
  const mirror: Mirror = Object.assign(makeChannel(name, pusher) as any, {
    leased_: leased,
    hears_: (event: string) => [...leased].some((one) => one.hears_(event)),
    emit(event: string, data?: unknown, metadata?: unknown) {
      for (const one of [...leased]) one.emit(event, data, metadata);
    },
    event_(event: ChannelEvent) {
      Channel.prototype.event_.call(mirror, event);
      if (event[0] !== EventTag.ChannelChanged) return;
      const [, , state] = event;
      mirror.emit(stateEvent);
      if (state === ChannelState.Left && !leased.size) delete pusher.mirrors_![name];
    },
    greet_(channel: Channel) {
      queueMicrotask(() => {
        // The engine emits no event: this is one more lease on a subscribed channel.
        if (!mirror.subscribed || channel.subscribed || pusher.channel(name) !== channel) return;
        copyState(channel, mirror);
        const { members } = channel as { members?: Members };
        channel.emit('pusher:subscription_succeeded', members ?? {});
      });
    },
  });
  copyState(mirror, pusher.channel(name) ?? mirror);
  const { members } = mirror as { members?: Members };
  if (members) {
    const reset = members.reset_;
    members.reset_ = (...list) => {
      reset.apply(members, list);
      mirror.emit(stateEvent);
    };
  }
  return mirror;
}

/** For clients and connectors without leases: the number of holders per channel. */
const counts = new WeakMap<object, Record<string, number>>();

/**
 * Adds a holder. If the channel exists before it is counted, the application holds it as well; if it is known not to exist
 * (`exists` is false), the count starts from 0.
 */
function addHolder(owner: object, name: string, exists?: boolean): void {
  const count: Record<string, number> = counts.get(owner) ?? Object.create(null);
  counts.set(owner, count);
  count[name] = 1 + (exists === false ? 0 : count[name] || Number(!!exists));
}
/** Removes a holder; returns whether it was the last. */
const removeHolder = (owner: object, name: string): boolean => !--counts.get(owner)![name]!;

/** The Pusher client as a holder sees it: the same, except for its channels. */
function clientView(pusher: Pusher): Pusher {
  const held: Record<string, Leased> = Object.create(null);
  // Only Oread's clients have `client_`.
  const mirrors: Pusher['mirrors_'] = pusher.client_ && (pusher.mirrors_ ??= Object.create(null));
  const view: Pusher = Object.assign(Object.create(pusher), {
    connect: () => pusher.connect(),
    disconnect: () => pusher.disconnect(),
    channel: (name: string) => held[name],
    subscribe(name: string) {
      if (!mirrors) {
        if (!held[name]) addHolder(pusher, name, pusher.channel && !!pusher.channel(name));
        return (held[name] = pusher.subscribe(name));
      }
      name = channelName(name);
      const mirror = (mirrors[name] ??= makeMirror(pusher, name));
      const own = new Emitter();
      // State is inherited from the mirror; listeners belong to the holder.
      const one = (held[name] ??= Object.assign(Object.create(mirror) as Leased, own, {
        emit: own.emit,
        hears_: own.hears_,
        pusher: view,
        lease_: ++pusher.client_.lastLease_,
      }));
      mirror.leased_.add(one);
      pusher.client_.subscribe(name, one.lease_);
      return one;
    },
    unsubscribe(name: string) {
      const channel = held[name];
      if (!channel) return;
      delete held[name];
      if (mirrors) {
        mirrors[name]?.leased_.delete(channel);
        pusher.client_.unsubscribe(channel.name, channel.lease_);
      } else if (removeHolder(pusher, name)) pusher.unsubscribe(name);
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

/** A custom connector as a holder sees it: its channels are shared, so their holders are counted. */
function connectorView(own: any, view: any): any {
  for (const method in prefixes)
    if (own[method])
      view[method] = (name: string) => {
        const full = prefixes[method] + name;
        if (!view.channels[full]) addHolder(own, full, own.channels?.[full] && true);
        return (view.channels[full] = own[method](name));
      };
  view.leaveChannel = (full: string) => {
    if (!view.channels[full]) return;
    delete view.channels[full];
    if (removeHolder(own, full)) own.leaveChannel(full);
  };
  view.leave = (name: string) => {
    for (const method in prefixes) view.leaveChannel(prefixes[method] + name);
  };
  return view;
}

/**
 * Returns a view of `echo` whose channels and listeners belong to the caller alone. `leaveAllChannels()` on it releases them.
 * A channel without holders is left half a second later, so that requesting it again soon does not resubscribe.
 * @example
 * import { leases } from 'oread/leases';
 *
 * const sidebar = leases(echo);
 * sidebar.private('orders.1').listen('OrderShipped', show);
 * echo.leave('orders.1'); // the sidebar still listens
 * sidebar.leaveAllChannels();
 */
export function leases<T extends { connector: any }>(echo: T): T {
  const connector = Object.create(echo.connector);
  connector.channels = Object.create(null);
  if (connector.pusher) connector.pusher = clientView(connector.pusher);
  else connectorView(echo.connector, connector);
  return Object.assign(Object.create(echo), { connector });
}
