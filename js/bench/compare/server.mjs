// The server of ./dev bench outage, with presence channels and events, and a record of what it received.
import { Server, signature, webSocketTo as socketTo } from '../outage/server.mjs';

export const webSocketTo = (world) => socketTo(() => world().server);

export class CompareServer extends Server {
  /** The received frames, in order: { socket, event, data, channel }. */
  frames = [];
  /** The members of every presence channel: info by id. */
  members = { me: { name: 'me' } };
  /** The requested URLs, in order. */
  urls = [];

  connect(socket) {
    this.urls.push(socket.url);
    super.connect(socket);
  }

  hear(socket, text) {
    const frame = JSON.parse(text);
    this.frames.push({ socket: socket.id, ...frame });
    const channel = frame.data?.channel ?? '';
    if (frame.event !== 'pusher:subscribe' || !channel.startsWith('presence-'))
      return super.hear(socket, text);
    const ids = Object.keys(this.members);
    const presence = { count: ids.length, ids, hash: this.members };
    const data = JSON.stringify({ presence });
    return this.say(
      socket,
      JSON.stringify({ event: 'pusher_internal:subscription_succeeded', channel, data }),
    );
  }

  /** Sends an event on a channel to all clients. */
  broadcast(channel, event, data = {}) {
    for (const socket of this.sockets)
      this.say(socket, JSON.stringify({ event, channel, data: JSON.stringify(data) }));
  }

  /** A successful response of the application's endpoint. */
  sign(socketId, channel) {
    const auth = signature(socketId, channel);
    const me = channel?.startsWith('presence-') && { channel_data: '{"user_id":"me"}' };
    return JSON.stringify({ auth, ...me });
  }

  /** The names of the channels in frames with this event. */
  asked(event = 'pusher:subscribe') {
    return this.frames.filter((frame) => frame.event === event).map(({ data }) => data.channel);
  }
}
