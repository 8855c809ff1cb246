// Makes transitions of the engine's news: what was before, for how long, and why it ended.
import { type Failure, News } from '../host/border.js';
import type { ClientEvent } from '../host/client.js';
import type { Pusher } from '../pusher/pusher.js';
import { enums } from '../trace/border-names.js';
import { reasonOf } from './reason.js';
import type { ChannelState, ConnectionState, Step, Transition } from './transition.js';

type Told<TTag> = Extract<ClientEvent, [TTag, ...unknown[]]>;

const statuses = enums.ConnectionStatus as ConnectionState[];
const states = enums.ChannelState as ChannelState[];

/** What something is, and since when, if that is known. */
interface Standing<TState> {
  state: TState;
  since?: number;
}

export interface Clock {
  /** Milliseconds since 1970. */
  date(): number;
  /** Milliseconds that only grow. */
  now(): number;
}

export class Account {
  private connection: Standing<ConnectionState>;
  private channels = new Map<string, Standing<ChannelState>>();
  private attempt = 0;
  /** Waits for its reason or for its next attempt: the engine tells these right after the change. */
  private held?: Transition;

  constructor(
    pusher: Pusher,
    private clock: Clock,
    private tell: (transition: Transition) => void,
  ) {
    this.connection = { state: pusher.connection.status as ConnectionState };
    const held = [...pusher.allChannels(), ...Object.values(pusher.hubs_ ?? {})];
    for (const { name, subscribed, failed } of held)
      this.channels.set(name, { state: subscribed ? 'subscribed' : failed ? 'failed' : 'waiting' });
  }

  hear(news: ClientEvent): void {
    switch (news[0]) {
      case News.ConnectionChanged:
        return this.connectionChanged(news);
      case News.RetryScheduled:
        return this.retryScheduled(news);
      case News.ChannelChanged:
        return this.channelChanged(news);
      case News.SubscribeFailed:
        return this.subscribeFailed(news);
    }
  }

  private connectionChanged([, previous, current, , why, lastedFor]: Told<News.ConnectionChanged>) {
    const before = statuses[previous]!;
    // At the first news the engine knows better than the façade, which runs ahead of it.
    if (this.connection.since === undefined) this.connection.state = before;
    if (before === 'initialized' || before === 'disconnected') this.attempt = 0;
    const step = this.step(this.connection, statuses[current]!, why);
    // Otherwise a fresh engine took over.
    if (step.from === before) step.lasted = lastedFor;
    this.connection = { state: step.to, since: this.clock.now() };
    this.hold({ kind: 'connection', ...step, attempt: this.attempt });
    // After a link that was lost the next attempt is told; after the rest nothing is.
    const lost = /^(re)?connecting$/.test(step.to) && step.reason;
    if (!lost || lost.code === 'suspended') this.release();
  }

  private retryScheduled([, attempt, retryIn, why]: Told<News.RetryScheduled>) {
    this.attempt = attempt;
    if (this.held?.kind !== 'connection')
      this.hold({
        kind: 'connection',
        ...this.step(this.connection, this.connection.state, why),
        attempt,
      });
    this.release({ attempt, retryIn });
  }

  private channelChanged([, channel, state]: Told<News.ChannelChanged>) {
    const step = this.step(this.standing(channel), states[state]!);
    this.channels.set(channel, { state: step.to, since: this.clock.now() });
    if (step.to === 'left') this.channels.delete(channel);
    this.hold({ kind: 'channel', channel, ...step });
    if (step.to !== 'failed') this.release();
  }

  private subscribeFailed([, channel, error, retrying]: Told<News.SubscribeFailed>) {
    if (this.held?.kind !== 'channel' || this.held.channel !== channel) {
      const now = this.standing(channel);
      // A name that the engine will not have has no state there.
      const to = now.state === 'left' ? 'failed' : now.state;
      this.hold({ kind: 'channel', channel, ...this.step(now, to, error) });
    }
    this.release({ reason: reasonOf(error), retrying });
  }

  private standing(channel: string): Standing<ChannelState> {
    return this.channels.get(channel) ?? { state: 'left' };
  }

  private step<TState>({ state, since }: Standing<TState>, to: TState, why?: Failure) {
    const reason = why && reasonOf(why);
    const lasted = since === undefined ? since : Math.max(0, this.clock.now() - since);
    return {
      at: this.clock.date(),
      from: state,
      to,
      ...(lasted !== undefined && { lasted }),
      ...(reason && { reason }),
    } as Step<TState>;
  }

  /** Keeps a transition until the next news, or the end of this batch of them. */
  private hold(next: Transition): void {
    this.release();
    this.held = next;
    queueMicrotask(() => {
      if (this.held === next) this.release();
    });
  }

  private release(more?: object): void {
    const { held } = this;
    this.held = undefined;
    // A fresh engine begins where we are.
    if (held && (held.from !== held.to || held.reason)) this.tell({ ...held, ...more });
  }
}
