// The network of one world: connects clients to the broker.
import { type BrokerBox, type BrokerEffect, key, makeBroker } from './broker.js';
import type { World } from './world.js';

/** @hidden A client's end of a connection to the broker. */
export interface Peer {
  text(text: string): void;
  closed(code: number, reason: string): void;
}

export class Network {
  broker: BrokerBox = makeBroker();
  /** No message arrives in either direction, and neither end notices. */
  silent = false;
  /** Connections are refused. */
  down = false;
  /** The channels of each connection, as the broker reports them. */
  readonly subscriptions = new Map<number, Set<string>>();
  private peers_ = new Map<number, Peer>();
  private made_ = 0;
  private timer_ = 0;
  /** Inputs that the broker has not handled; the first is being handled. */
  private inputs_: ((now: number) => BrokerEffect[])[] = [];
  private refusal_ = '';

  constructor(readonly world: World) {}

  open(peer: Peer, query = ''): number {
    const id = ++this.made_;
    this.peers_.set(id, peer);
    this.subscriptions.set(id, new Set());
    this.give_((now) => this.broker.opened(now, id, `/app/${key}`, query, this.world.random()));
    return id;
  }
  say(id: number, text: string): void {
    this.give_((now) => this.broker.heard(now, id, text));
  }
  publish(channel: string, event: string, data: string, except: string): void {
    this.refusal_ = '';
    this.give_((now) => this.broker.publish(now, channel, event, data, except));
    if (this.refusal_) throw new Error(`The server did not publish: ${this.refusal_}`);
  }
  /** Ends a connection; the peer receives `code`, if there is one. */
  end(id: number, code?: number, reason = ''): void {
    const peer = this.peers_.get(id);
    if (!this.peers_.delete(id)) return;
    this.subscriptions.delete(id);
    this.give_((now) => this.broker.gone(now, id));
    if (code) peer?.closed(code, reason);
  }
  /** Breaks all connections and replaces the broker by a fresh one. */
  restart(): void {
    for (const id of [...this.peers_.keys()]) this.end(id, 1006);
    this.broker = makeBroker();
  }

  private give_(input: (now: number) => BrokerEffect[]): void {
    this.inputs_.push(input);
    if (this.inputs_.length > 1) return;
    const { world } = this;
    for (let next; (next = this.inputs_[0]); this.inputs_.shift())
      for (const effect of next(world.now)) this.carryOut_(effect);
    world.clearTimeout(this.timer_);
    const deadline = this.broker.deadline();
    if (deadline < Infinity)
      this.timer_ = world.setTimeout(
        () => this.give_((now) => this.broker.tick(now)),
        Math.ceil(deadline - world.now),
      );
  }
  private carryOut_({ kind, connection, channel, code, text }: BrokerEffect): void {
    const channels = this.subscriptions.get(connection);
    if (kind === 'send') this.peers_.get(connection)?.text(text);
    else if (kind === 'subscribed') channels?.add(channel);
    else if (kind === 'unsubscribed') channels?.delete(channel);
    else if (kind === 'close') this.end(connection, code, text);
    else if (kind === 'unpublished') this.refusal_ = text;
  }
}
