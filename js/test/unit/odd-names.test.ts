// Names of channels, events and members that are special in JavaScript work like any others.
import { expect, it, vi } from 'vitest';
import { leases } from '../../src/hooks/leases.js';
import { acknowledge, connect, makeEcho, serveAuth } from './echo-on-fake.js';

const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

it.each(odd)('a channel and an event called %s', async (name) => {
  const echo = makeEcho();
  const [heard, other] = [vi.fn(), vi.fn()];
  echo.channel(name).listen(`.${name}`, heard);
  echo.channel('a').listen('.e', other);
  const socket = await connect(echo);
  await acknowledge(socket, name);
  // Twice: the second one takes the fast path.
  for (const n of [1, 2]) socket.event(name, name, { n });
  socket.event(name, 'a');
  socket.event('e', name);
  expect(heard.mock.calls).toEqual([
    [{ n: 1 }, {}],
    [{ n: 2 }, {}],
  ]);
  expect(other).not.toHaveBeenCalled();
  echo.leave(name);
  expect(socket.asked('pusher:unsubscribe')).toEqual([name]);
});

it.each(odd)('a lease on a channel called %s', async (name) => {
  const echo = makeEcho();
  const heard = vi.fn();
  const mine = leases(echo);
  mine.channel(name).listen('.e', heard);
  const socket = await connect(echo);
  await acknowledge(socket, name);
  socket.event('e', name, { n: 1 });
  expect(heard.mock.calls).toEqual([[{ n: 1 }, {}]]);

  // A connector without leases.
  const [channel, leaveChannel] = [vi.fn(() => ({})), vi.fn()];
  const own = { connector: { channel, leaveChannel } };
  const holders: any[] = [leases(own), leases(own)];
  for (const one of holders) one.connector.channel(name);
  for (const one of holders) one.connector.leaveChannel(name);
  expect(leaveChannel.mock.calls).toEqual([[name]]);
});

it('members with such ids, and with an empty one, are counted and reported like others', async () => {
  serveAuth(() => ({ auth: 'k:s', channel_data: '{"user_id":"__proto__"}' }));
  const echo = makeEcho();
  const [here, joining] = [vi.fn(), vi.fn()];
  echo.join('room').here(here).joining(joining);
  const socket = await connect(echo);
  // As a JSON string, because `__proto__` has a special meaning in an object literal.
  const hash = `{"__proto__":{"n":0},"":{"n":1}}`;
  await vi.waitUntil(() => socket.asked().includes('presence-room'));
  socket.say({
    event: 'pusher_internal:subscription_succeeded',
    channel: 'presence-room',
    data: `{"presence":{"count":2,"ids":["__proto__",""],"hash":${hash}}}`,
  });
  expect(here).toHaveBeenCalledWith([{ n: 0 }, { n: 1 }]);
  const member = { user_id: 'constructor', user_info: { n: 2 } };
  for (let i = 0; i < 2; i++) socket.event('pusher_internal:member_added', 'presence-room', member);
  expect(joining.mock.calls).toEqual([[{ n: 2 }]]);
  const { members } = echo.join('room').subscription as any;
  expect([members.count, members.me]).toEqual([3, { id: '__proto__', info: { n: 0 } }]);
  expect(({} as any).n).toBeUndefined();
});
