// Converts the engine's events to transitions: the previous state, how long it lasted, and why it ended.
import { type Failure, EventTag } from '../host/border.js';
import type { ClientEvent } from '../host/observer.js';
import type { Pusher } from '../pusher/pusher.js';
import { enums } from '../trace/border-names.js';
import { reasonOf } from './reason.js';
import type { ChannelState, ConnectionState, Step, Transition } from './transition.js';

type EventOf<TTag> = Extract<ClientEvent, [TTag, ...unknown[]]>;

const statuses = enums.ConnectionStatus as ConnectionState[];
const states = enums.ChannelState as ChannelState[];

/** A state, and since when, if that is known. */
interface Standing<TState> {
  state: TState;
  since?: number;
}

export interface Clock {
  /** Milliseconds since 1970. */
  date(): number;
  /** Monotonic milliseconds. */
  now(): number;
}

export class Account {
  private connection_: Standing<ConnectionState>;
  private channels_ = new Map<string, Standing<ChannelState>>();
  private attempt_ = 0;
  /** Waits for its reason or its next attempt, which the engine emits right after the change. */
  private held_?: Transition;

  constructor(
    pusher: Pusher,
    private clock_: Clock,
    private tell_: (transition: Transition) => void,
  ) {
    this.connection_ = { state: pusher.connection.status as ConnectionState };
    const held = [...pusher.allChannels(), ...Object.values(pusher.mirrors_ ?? {})];
    for (const { name, subscribed, failed } of held)
      this.channels_.set(name, {
        state: subscribed ? 'subscribed' : failed ? 'failed' : 'waiting',
      });
  }

  hear(event: ClientEvent): void {
    switch (event[0]) {
      case EventTag.ConnectionChanged:
        return this.connectionChanged_(event);
      case EventTag.RetryScheduled:
        return this.retryScheduled_(event);
      case EventTag.ChannelChanged:
        return this.channelChanged_(event);
      case EventTag.SubscribeFailed:
        return this.subscribeFailed_(event);
    }
  }

  private connectionChanged_([
    ,
    previous,
    current,
    ,
    why,
    lastedFor,
  ]: EventOf<EventTag.ConnectionChanged>) {
    const before = statuses[previous]!;
    // At the first event use the engine's state: the façade's may be ahead of it.
    if (this.connection_.since === undefined) this.connection_.state = before;
    if (before === 'initialized' || before === 'disconnected') this.attempt_ = 0;
    const step = this.step_(this.connection_, statuses[current]!, why);
    // If they differ, a fresh engine has taken over.
    if (step.from === before) step.lasted = lastedFor;
    this.connection_ = { state: step.to, since: this.clock_.now() };
    this.hold_({ kind: 'connection', ...step, attempt: this.attempt_ });
    // After a lost link the engine emits the next attempt; otherwise nothing follows.
    const lost = /^(re)?connecting$/.test(step.to) && step.reason;
    if (!lost || lost.code === 'suspended') this.release_();
  }

  private retryScheduled_([, attempt, retryIn, why]: EventOf<EventTag.RetryScheduled>) {
    this.attempt_ = attempt;
    if (this.held_?.kind !== 'connection')
      this.hold_({
        kind: 'connection',
        ...this.step_(this.connection_, this.connection_.state, why),
        attempt,
      });
    this.release_({ attempt, retryIn });
  }

  private channelChanged_([, channel, state]: EventOf<EventTag.ChannelChanged>) {
    const step = this.step_(this.standing_(channel), states[state]!);
    this.channels_.set(channel, { state: step.to, since: this.clock_.now() });
    if (step.to === 'left') this.channels_.delete(channel);
    this.hold_({ kind: 'channel', channel, ...step });
    if (step.to !== 'failed') this.release_();
  }

  private subscribeFailed_([, channel, error, retrying]: EventOf<EventTag.SubscribeFailed>) {
    if (this.held_?.kind !== 'channel' || this.held_.channel !== channel) {
      const now = this.standing_(channel);
      // A name that the engine rejects has no state in the engine.
      const to = now.state === 'left' ? 'failed' : now.state;
      this.hold_({ kind: 'channel', channel, ...this.step_(now, to, error) });
    }
    this.release_({ reason: reasonOf(error), retrying });
  }

  private standing_(channel: string): Standing<ChannelState> {
    return this.channels_.get(channel) ?? { state: 'left' };
  }

  private step_<TState>({ state, since }: Standing<TState>, to: TState, why?: Failure) {
    const reason = why && reasonOf(why);
    const lasted = since === undefined ? since : Math.max(0, this.clock_.now() - since);
    return {
      at: this.clock_.date(),
      from: state,
      to,
      ...(lasted !== undefined && { lasted }),
      ...(reason && { reason }),
    } as Step<TState>;
  }

  /** Keeps a transition until the next event or the end of this batch. */
  private hold_(next: Transition): void {
    this.release_();
    this.held_ = next;
    queueMicrotask(() => {
      if (this.held_ === next) this.release_();
    });
  }

  private release_(more?: object): void {
    const { held_: held } = this;
    this.held_ = undefined;
    // A fresh engine starts from the current state, which is not a transition.
    if (held && (held.from !== held.to || held.reason)) this.tell_({ ...held, ...more });
  }
}
