// The server of ./dev bench outage, with presence channels, events, and a memory of what it was told.
import { Server, signature, webSocketTo as socketTo } from '../outage/server.mjs';

export const webSocketTo = (world) => socketTo(() => world().server);

export class CompareServer extends Server {
  /** Frames in the order in which they came: { socket, event, data, channel }. */
  frames = [];
  /** Who is on every presence channel: info by id. */
  members = { me: { name: 'me' } };
  /** Addresses that were asked for, in order. */
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

  /** Sends an event on a channel to everybody. */
  broadcast(channel, event, data = {}) {
    for (const socket of this.sockets)
      this.say(socket, JSON.stringify({ event, channel, data: JSON.stringify(data) }));
  }

  /** What the app's endpoint answers when all is well. */
  sign(socketId, channel) {
    const auth = signature(socketId, channel);
    const me = channel?.startsWith('presence-') && { channel_data: '{"user_id":"me"}' };
    return JSON.stringify({ auth, ...me });
  }

  /** Names of the channels that were asked for with this event. */
  asked(event = 'pusher:subscribe') {
    return this.frames.filter((frame) => frame.event === event).map(({ data }) => data.channel);
  }
}
