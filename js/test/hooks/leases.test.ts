// Leases beside the app's own channels: both hear, neither can silence the other.
import { expect, test } from 'vitest';
import { leases } from '../../src/hooks/leases.js';
import Echo from '../../src/index.js';
import { Emitter } from '../../src/pusher/emitter.js';
import { acknowledge, connect, makeEcho } from '../unit/echo-on-fake.js';
import { until } from '../unit/fake-socket.js';

test('one claim of the app and two leases are one subscription', async () => {
  const echo = makeEcho();
  const heard: string[] = [];
  for (const [who, one] of Object.entries({ app: echo, a: leases(echo), b: leases(echo) }))
    one.channel('x').listen('.e', () => heard.push(who));
  const socket = await connect(echo);
  await acknowledge(socket, 'x');
  socket.event('e', 'x');
  expect(heard).toEqual(['app', 'a', 'b']);
  expect(socket.asked()).toEqual(['x']);
});

test('a lease hears at once that a channel is there already, and so does the app', async () => {
  const echo = makeEcho();
  const heard: string[] = [];
  echo.join('x').subscribed(() => heard.push('app'));
  const socket = await connect(echo);
  const presence = { presence: { ids: ['1'], hash: { 1: { n: 1 } }, count: 1 } };
  echo.connector.pusher.options.channelAuthorization = {
    customHandler: (_: unknown, done) =>
      done(null, { auth: 'k:s', channel_data: '{"user_id":"1"}' }),
  };
  await acknowledge(socket, 'presence-x', presence);
  await until(() => heard.length === 1);
  const mine = leases(echo);
  mine.join('x').here((all: unknown[]) => heard.push(`lease ${JSON.stringify(all)}`));
  await until(() => heard.length === 2);
  echo.leave('x');
  echo.join('x').here((all: unknown[]) => heard.push(`again ${JSON.stringify(all)}`));
  await until(() => heard.length === 3);
  expect(heard).toEqual(['app', 'lease [{"n":1}]', 'again [{"n":1}]']);
  expect(socket.asked()).toEqual(['presence-x']);
  expect(socket.asked('pusher:unsubscribe')).toEqual([]);
});

test('a leased channel whispers, and its unsubscribe() gives back this lease only', async () => {
  const echo = makeEcho();
  const [a, b] = [leases(echo), leases(echo)];
  const channel = a.private('x').subscribed(() => {});
  const heard: unknown[] = [];
  b.private('x').listen('.e', (e: unknown) => heard.push(e));
  echo.connector.pusher.options.channelAuthorization = {
    customHandler: (_: unknown, done) => done(null, { auth: 'k:s' }),
  };
  const socket = await connect(echo);
  await acknowledge(socket, 'private-x');
  channel.whisper('typing', { on: true });
  await until(() => socket.sent.some(({ event }) => event === 'client-typing'));
  channel.unsubscribe();
  socket.event('e', 'private-x', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
  expect(a.private('x')).not.toBe(channel);
});

test('the view is an Echo otherwise: connection, socket id, other clients’ options', async () => {
  const echo = makeEcho();
  const mine = leases(echo);
  await connect(echo);
  expect(mine.socketId()).toBe('12.34');
  expect(mine.connectionStatus()).toBe('connected');
  expect(mine.options).toBe(echo.options);
  mine.disconnect();
  expect(echo.connectionStatus()).toBe('disconnected');
});

test('a client of others is counted: the last holder leaves', () => {
  const frames: string[] = [];
  const client = {
    subscribe: (name: string) => (frames.push(`subscribe ${name}`), new Emitter()),
    unsubscribe: (name: string) => frames.push(`unsubscribe ${name}`),
  };
  const echo = new Echo({ broadcaster: 'reverb', key: 'k', client, withoutInterceptors: true });
  const [a, b] = [leases(echo), leases(echo)];
  a.private('x');
  a.private('x');
  b.private('x');
  a.leaveAllChannels();
  a.leaveAllChannels();
  expect(frames).not.toContain('unsubscribe private-x');
  b.leaveChannel('private-x');
  expect(frames.filter((frame) => frame === 'unsubscribe private-x')).toHaveLength(1);
});

test('the null broadcaster may be leased, too', () => {
  const echo = new Echo({ broadcaster: 'null', withoutInterceptors: true });
  const mine = leases(echo);
  mine.private('x').listen('.e', () => {});
  mine.leaveAllChannels();
  expect(mine.socketId()).toBe('fake-socket-id');
});
