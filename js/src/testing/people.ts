// Other users of the server, with their own connections: members who join, leave and whisper.
import { channelData, type User } from './endpoint.js';
import type { Network } from './network.js';

export class People {
  private connections_ = new Map<string, { id: number; socketId: string }>();

  constructor(private network_: Network) {}

  join(channel: string, user: User): void {
    const { network_: network } = this;
    const data = channel.startsWith('presence-') ? channelData(user) : '';
    const { id, socketId } = this.connection_(`${channel} ${user.id}`);
    const auth =
      /^(private|presence)-/.test(channel) && network.broker.signChannel(socketId, channel, data);
    this.say_(id, 'pusher:subscribe', {
      channel,
      ...(auth && { auth }),
      ...(data && { channel_data: data }),
    });
    if (!network.subscriptions.get(id)?.has(channel))
      throw new Error(`${user.id} cannot join "${channel}".`);
  }
  leave(channel: string, id: string | number): void {
    const name = `${channel} ${id}`;
    const found = this.connections_.get(name);
    if (!found) throw new Error(`${id} is not on "${channel}".`);
    this.connections_.delete(name);
    this.network_.end(found.id);
  }
  whisper(channel: string, event: string, data: unknown, user: User): void {
    const name = `${channel} ${user.id}`;
    if (!this.connections_.has(name)) this.join(channel, user);
    this.say_(this.connections_.get(name)!.id, `client-${event}`, data, channel);
  }
  /** Forgets all connections, because the server was restarted. */
  forget(): void {
    this.connections_.clear();
  }

  private say_(id: number, event: string, data: unknown, channel?: string): void {
    this.network_.say(id, JSON.stringify({ event, data, channel }));
  }
  private connection_(name: string): { id: number; socketId: string } {
    const known = this.connections_.get(name);
    if (known) return known;
    const made = { id: 0, socketId: '' };
    const text = (text: string) => {
      const { event, data } = JSON.parse(text);
      if (event === 'pusher:connection_established') made.socketId = JSON.parse(data).socket_id;
      if (event === 'pusher:ping')
        this.network_.say(made.id, JSON.stringify({ event: 'pusher:pong', data: {} }));
    };
    const closed = () => void this.connections_.delete(name);
    made.id = this.network_.open({ text, closed }, 'protocol=7&client=people&version=1');
    this.connections_.set(name, made);
    return made;
  }
}
