// A configured Echo for hooks, on a WebSocket that the test controls.
import { afterEach, beforeEach, vi } from 'vitest';
import { configureEcho, echo } from '../../src/hooks/config.js';
import { leases } from '../../src/hooks/leases.js';
import { options, serveAuth } from '../unit/echo-on-fake.js';
import { FakeSocket, until } from '../unit/fake-socket.js';

export { FakeSocket, until };

let asked: ReturnType<typeof serveAuth>;
/** The channels that were authorized, in order. */
export const authorized = () =>
  asked
    .filter(({ url }) => url === '/broadcasting/auth')
    .map(({ form }) => form.get('channel_name'));

beforeEach(() => {
  asked = serveAuth((form) =>
    form.get('channel_name')!.startsWith('presence-')
      ? { auth: 'k:s', channel_data: JSON.stringify({ user_id: 'me', user_info: { name: 'Me' } }) }
      : { auth: 'k:s' },
  );
  configureEcho({ ...options, broadcaster: 'reverb' });
});
afterEach(() => {
  vi.useRealTimers();
  echo().disconnect();
});

/** Greets the newest socket; acknowledges every subscription from then on. */
export async function serve(socketId = '12.34'): Promise<FakeSocket> {
  const socket = await until(() => FakeSocket.last);
  const { send } = socket;
  socket.send = (text) => {
    send.call(socket, text);
    const { event, data } = JSON.parse(text);
    if (event === 'pusher:subscribe') queueMicrotask(() => acknowledge(socket, data.channel));
  };
  socket.greet(socketId);
  await until(() => echo().socketId() === socketId);
  return socket;
}
function acknowledge(socket: FakeSocket, channel: string): void {
  const presence = { presence: { ids: ['me'], hash: { me: { name: 'Me' } }, count: 1 } };
  socket.event(
    'pusher_internal:subscription_succeeded',
    channel,
    channel.startsWith('presence-') ? presence : {},
  );
}

/** Frames of `event` for the channel, in order. */
export const frames = (socket: FakeSocket, channel: string): string[] =>
  socket.sent
    .filter(({ data }) => data.channel === channel)
    .map(({ event }) => event.replace('pusher:', ''));

let fences = 0;
/** Waits until a lease that was released after all others has been left, so that no earlier one still lingers. */
export async function afterLinger(socket: FakeSocket): Promise<void> {
  const name = `fence-${++fences}`;
  const mine = leases(echo());
  mine.channel(name);
  await until(() => frames(socket, name).length === 1);
  mine.leaveAllChannels();
  await until(() => frames(socket, name).length === 2);
}
