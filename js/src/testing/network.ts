// The network of one world: connections on one end, the broker on the other.
import { type BrokerBox, type BrokerEffect, key, makeBroker } from './broker.js';
import type { World } from './world.js';

/** @hidden Who is connected to the broker. */
export interface Peer {
  text(text: string): void;
  closed(code: number, reason: string): void;
}

export class Network {
  broker: BrokerBox = makeBroker();
  /** Nothing arrives, either way, and nobody is told. */
  silent = false;
  /** Nobody answers at all. */
  down = false;
  /** What the broker says about each connection's channels. */
  readonly subscriptions = new Map<number, Set<string>>();
  private peers = new Map<number, Peer>();
  private made = 0;
  private timer = 0;
  /** What the broker has not been told yet, the one it is busy with first. */
  private inputs: ((now: number) => BrokerEffect[])[] = [];
  private refusal = '';

  constructor(readonly world: World) {}

  open(peer: Peer, query = ''): number {
    const id = ++this.made;
    this.peers.set(id, peer);
    this.subscriptions.set(id, new Set());
    this.give_((now) => this.broker.opened(now, id, `/app/${key}`, query, this.world.random()));
    return id;
  }
  say(id: number, text: string): void {
    this.give_((now) => this.broker.heard(now, id, text));
  }
  publish(channel: string, event: string, data: string, except: string): void {
    this.refusal = '';
    this.give_((now) => this.broker.publish(now, channel, event, data, except));
    if (this.refusal) throw new Error(`The server published nothing: ${this.refusal}`);
  }
  /** The link is gone; the peer hears `code`, unless it was the one who left. */
  end(id: number, code?: number, reason = ''): void {
    const peer = this.peers.get(id);
    if (!this.peers.delete(id)) return;
    this.subscriptions.delete(id);
    this.give_((now) => this.broker.gone(now, id));
    if (code) peer?.closed(code, reason);
  }
  /** Breaks all links, and forgets all that the server knew. */
  restart(): void {
    for (const id of [...this.peers.keys()]) this.end(id, 1006);
    this.broker = makeBroker();
  }

  private give_(input: (now: number) => BrokerEffect[]): void {
    this.inputs.push(input);
    if (this.inputs.length > 1) return;
    const { world } = this;
    for (let next; (next = this.inputs[0]); this.inputs.shift())
      for (const effect of next(world.now)) this.carryOut_(effect);
    world.clearTimeout(this.timer);
    const deadline = this.broker.deadline();
    if (deadline < Infinity)
      this.timer = world.setTimeout(
        () => this.give_((now) => this.broker.tick(now)),
        Math.ceil(deadline - world.now),
      );
  }
  private carryOut_({ kind, connection, channel, code, text }: BrokerEffect): void {
    const channels = this.subscriptions.get(connection);
    if (kind === 'send') this.peers.get(connection)?.text(text);
    else if (kind === 'subscribed') channels?.add(channel);
    else if (kind === 'unsubscribed') channels?.delete(channel);
    else if (kind === 'close') this.end(connection, code, text);
    else if (kind === 'unpublished') this.refusal = text;
  }
}
