// The events of one socket that are to be sent or answered. The engine decides when; it does not know the namespace of a socket
// that the application disconnected or the server refused, so events of such a socket wait here.
import { Errc } from '../host/border.js';
import type { PollingClient } from '../host/polling-client.js';
import { attempt } from '../host/driver.js';
import { longest, now } from '../host/ports/clock.js';
import { decode, encode } from './arguments.js';
import { noAnswer } from './io-errors.js';

type Ack = ((...args: any[]) => void) & { withError_?: boolean };

/** @hidden What an outbox needs of its socket. */
export interface OutboxOwner {
  /** The namespace. */
  nsp: string;
  /** Whether the engine knows the namespace. */
  active: boolean;
  /** @internal */
  client_: PollingClient;
  /** @internal How many events may wait. */
  bufferMax_: number;
  /** @internal It was sent. */
  sent_(args: unknown[]): void;
}

interface Outgoing {
  args_: unknown[];
  json_: string;
  attachments_: string;
  mayWait_: boolean;
  ack_: Ack | undefined;
  /** Whether the acknowledgement's first parameter is an error. */
  withError_: boolean;
  /** When an answer is too late. */
  due_: number;
  /** That the engine did not send it in an earlier turn is ignored. */
  turn_: number;
  /** It waits here. */
  held_: boolean;
  timer_?: ReturnType<typeof setTimeout>;
}

export class Outbox {
  /** Those that may wait and were not sent, in order. */
  private waiting_ = new Set<Outgoing>();
  private flushing_ = false;

  constructor(private owner_: OutboxOwner) {}

  /** `args`: the name, the arguments and perhaps an acknowledgement, which may take `within` milliseconds. */
  send_(args: unknown[], volatile: boolean, within: number | undefined): void {
    const ack = args[args.length - 1];
    const isAck = typeof ack === 'function';
    if (isAck) args.pop();
    const timed = isAck && within != null;
    const [json, attachments] = encode(args);
    const one: Outgoing = {
      args_: args,
      json_: json,
      attachments_: attachments,
      mayWait_: !volatile,
      ack_: isAck ? (ack as Ack) : undefined,
      withError_: timed || !!(isAck && (ack as Ack).withError_),
      due_: timed ? now() + within : Infinity,
      turn_: 0,
      held_: false,
    };
    if (one.mayWait_) this.waiting_.add(one);
    if (this.owner_.active && !this.flushing_) this.post_(one);
    else if (one.mayWait_) this.hold_(one);
    else this.fail_(one, Errc.NotConnected);
  }
  /** The socket has become inactive without being connected: the engine will drop what waits. */
  holdAll_(): void {
    for (const one of this.waiting_) this.hold_(one);
  }
  /** Gives what waits here to the engine. */
  flush_(): void {
    this.flushing_ = false;
    if (this.owner_.active) for (const one of this.waiting_) if (one.held_) this.post_(one);
  }

  private post_(one: Outgoing): void {
    const { owner_: owner } = this;
    const { due_: due, ack_: ack } = one;
    const turn = ++one.turn_;
    clearTimeout(one.timer_);
    one.held_ = false;
    owner.client_.emit(owner.nsp, String(one.args_[0]), one.json_, {
      attachments_: one.attachments_,
      mayWait_: one.mayWait_,
      within_: due < Infinity ? Math.max(1, Math.ceil(due - now())) : 0,
      settled_: (outcome) => (turn === one.turn_ || !outcome) && this.settled_(one, outcome),
      replied_:
        ack &&
        ((outcome, data, binary) => {
          if (outcome) this.unanswered_(one, outcome);
          else ack.call(owner, ...(one.withError_ ? [null] : []), ...decode(data, binary));
        }),
    });
  }
  private hold_(one: Outgoing): void {
    ++one.turn_;
    if (this.waiting_.size > this.owner_.bufferMax_) return this.fail_(one, Errc.RateLimited);
    one.held_ = true;
    clearTimeout(one.timer_);
    if (one.due_ < Infinity) this.expire_(one);
  }
  private expire_(one: Outgoing): void {
    const left = one.due_ - now();
    one.timer_ = setTimeout(
      () => (left > longest ? this.expire_(one) : this.fail_(one, Errc.Timeout)),
      Math.min(left, longest),
    );
  }
  private settled_(one: Outgoing, outcome: Errc): void {
    const unknown = outcome === Errc.NotSubscribed || outcome === Errc.NotConnected;
    if (!outcome) {
      this.waiting_.delete(one);
      this.owner_.sent_(one.args_);
    } else if (unknown && one.mayWait_) {
      this.hold_(one);
      // Once all of them have come back: they do so in any order.
      if (!this.flushing_) queueMicrotask(() => this.flush_());
      this.flushing_ = true;
    } else this.fail_(one, outcome);
  }
  private fail_(one: Outgoing, outcome: Errc): void {
    clearTimeout(one.timer_);
    this.waiting_.delete(one);
    if (one.mayWait_ && !one.withError_)
      // eslint-disable-next-line no-console -- a lost event must not go unnoticed
      console.warn(
        `${String(one.args_[0]).slice(0, 99)} was not sent: ${noAnswer(outcome).message}`,
      );
    this.unanswered_(one, outcome);
  }
  private unanswered_(one: Outgoing, outcome: Errc): void {
    // It may be called within emit(), which it must not end.
    if (one.withError_) attempt(() => one.ack_!.call(this.owner_, noAnswer(outcome)));
  }
}
