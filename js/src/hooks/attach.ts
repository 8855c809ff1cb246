// The listeners of hooks, for all frameworks.
import { stateEvent } from './leases.js';
import type { Attach, ChannelState, Presence } from './types.js';

/** What the Vue composables return while they hold no channel. */
export { NullChannel } from '../echo/null.js';

export const list = (value: string | readonly string[]): readonly string[] => [value].flat();

/** Receives the payload, metadata, channel name and event name. */
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

/** A model's events are not in the namespace, so their names start with a dot. */
export const modelEvents = (names: string | readonly string[]): string[] =>
  list(names).map((name) => (name[0] === '.' ? name : `.${name}`));

const spelled = (type: unknown) => `${type}`.replace(/\./g, '\\');

/** Listens for notifications of these types, or for all; a type may be written with dots or backslashes. */
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
      // Oread's client keeps the list; for another client it is derived from the events.
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
    // `disconnect()` empties the list without `leaving` events.
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
