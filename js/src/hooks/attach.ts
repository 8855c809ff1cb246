// What hooks listen for, whichever framework asks.
import { stateEvent } from './leases.js';
import type { Attach, ChannelState, Presence } from './types.js';

/** What Vue hands out where there is nothing to listen on. */
export { NullChannel } from '../echo/null.js';

export const list = (value: string | readonly string[]): readonly string[] => [value].flat();

/** `hear` gets payload, metadata, the channel's name and the event's. */
export type Hear = (payload: any, metadata: any, channel: string, event: string) => void;

export const events =
  (names: readonly string[], hear?: Hear): Attach =>
  (channel, name) => {
    const calls = names.map(
      (event) =>
        [event, (payload: any, metadata: any) => hear?.(payload, metadata, name, event)] as const,
    );
    const each = (method: string) => calls.forEach(([event, call]) => channel[method](event, call));
    each('listen');
    return () => each('stopListening');
  };

/** A model's events go by their plain names. */
export const modelEvents = (names: string | readonly string[]): string[] =>
  list(names).map((name) => (name[0] === '.' ? name : `.${name}`));

const spelled = (type: unknown) => `${type}`.replace(/\./g, '\\');

/** Notifications of these types, or all; a type may be spelled with dots or backslashes. */
export const notifications =
  (types: readonly string[], hear: (payload: any) => void): Attach =>
  (channel) => {
    const call = (payload: any) => {
      if (!types.length || types.some((type) => spelled(type) === spelled(payload.type)))
        hear(payload);
    };
    channel.notification(call);
    return () => channel.stopListeningForNotification(call);
  };

export const nobody: Presence = { members: [], me: null, count: 0, ready: false };

export const presence =
  (changed: (now: Presence) => void): Attach =>
  (channel) => {
    let members: any[] = [];
    let on = true;
    const tell = (now: any[]) => {
      // Our own client keeps the list; another's is followed by what it tells.
      const known = channel.subscription?.members;
      members = known ? Object.values(known.members) : now;
      if (on) changed({ members, me: known?.me?.info ?? null, count: members.length, ready: true });
    };
    channel
      .here(tell)
      .joining((one: any) => tell([...members, one]))
      .leaving((one: any) =>
        tell(members.filter((other) => JSON.stringify(other) !== JSON.stringify(one))),
      );
    // After `disconnect()` nobody is there, and nobody left.
    channel.on?.(stateEvent, () => {
      if (on && channel.subscription?.members?.count === 0) changed(nobody);
    });
    return () => {
      on = false;
      changed(nobody);
    };
  };

export const idle: ChannelState = { status: 'idle', error: null };

export const state =
  (changed: (now: ChannelState) => void): Attach =>
  (channel) => {
    let error: any = null;
    let on = true;
    const tell = (status?: ChannelState['status']) => {
      const { failed, subscribed } = channel.subscription ?? {};
      const now = status ?? (failed ? 'failed' : subscribed ? 'subscribed' : 'subscribing');
      if (now === 'subscribed') error = null;
      if (on) changed({ status: now, error });
    };
    channel
      .subscribed(() => tell('subscribed'))
      .error((why: unknown) => {
        error = why;
        tell('failed');
      })
      .on(stateEvent, () => tell());
    tell();
    return () => {
      on = false;
      changed(idle);
    };
  };
