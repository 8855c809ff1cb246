// @vitest-environment jsdom
// The other React hooks: wrappers, presence, state, connection; and server rendering.
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import {
  echo,
  useChannel,
  useChannelState,
  useConnectionStatus,
  useEcho,
  useEchoModel,
  useEchoNotification,
  useEchoPresence,
  useEchoPublic,
  usePresence,
  usePresenceChannel,
  usePublicChannel,
  useSocketId,
} from '../../src/react/index.js';
import { FakeSocket, frames, serve, until } from '../hooks/scene.js';
import { mount } from './stage.js';

test('120: useEchoModel listens on the model’s channel, with or without a leading dot', async () => {
  const heard: unknown[] = [];
  await mount(
    () =>
      void useEchoModel('App.Models.User', 7, ['UserUpdated', '.UserDeleted'], (e: unknown) =>
        heard.push(e),
      ),
    {},
  );
  const socket = await serve();
  const channel = 'private-App.Models.User.7';
  await until(() => frames(socket, channel).length);
  socket.event('UserUpdated', channel, { model: 1 });
  socket.event('UserDeleted', channel, { model: 2 });
  expect(heard).toEqual([{ model: 1 }, { model: 2 }]);
});

test('120: useEchoNotification filters by type in both spellings, or passes all', async () => {
  const heard: unknown[] = [];
  const note = (who: string) => (e: any) => heard.push([who, e.id]);
  let all!: ReturnType<typeof useEchoNotification>;
  await mount(() => {
    all = useEchoNotification('users.1', note('all'));
    useEchoNotification('users.1', note('dotted'), 'App.Notifications.Paid');
    useEchoNotification('users.1', note('backslashed'), ['App\\Notifications\\Paid']);
  }, {});
  const socket = await serve();
  await until(() => frames(socket, 'private-users.1').length);
  const say = (id: number, type: string) =>
    socket.event(
      'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated',
      'private-users.1',
      { id, type },
    );
  say(1, 'App\\Notifications\\Paid');
  say(2, 'App.Notifications.Paid');
  say(3, 'App\\Notifications\\Late');
  all.stopListening();
  all.stopListening();
  say(4, 'x');
  all.listen();
  say(5, 'x');
  expect(heard.map(String)).toEqual([
    ...['all,1', 'dotted,1', 'backslashed,1', 'all,2', 'dotted,2', 'backslashed,2'],
    ...['all,3', 'all,5'],
  ]);
});

test('the wrappers use the channels of their names', async () => {
  const channels: any[] = [];
  await mount(() => {
    channels.push(
      useEchoPublic('a', '.e').channel(),
      useEchoPresence('a', '.e').channel(),
      useChannel('b').channel(),
      usePublicChannel('b').channel(),
      usePresenceChannel('b').channel(),
      useEcho('c', '.e', undefined, [], 'encrypted').channel(),
    );
  }, {}).then(({ update }) => update({}));
  expect(channels.slice(0, 6)).toEqual([null, null, null, null, null, null]);
  expect(channels.slice(-6).map(({ name }) => name)).toEqual([
    ...['a', 'presence-a', 'private-b', 'b', 'presence-b', 'private-encrypted-c'],
  ]);
});

test('usePresence follows the members', async () => {
  let now!: ReturnType<typeof usePresence>;
  const component = ({ name }: { name: string | null }) => {
    now = usePresence(name);
  };
  const { update } = await mount(component, { name: 'room' as string | null });
  expect(now).toMatchObject({ members: [], me: null, count: 0, ready: false });
  const socket = await serve();
  await until(() => now.ready);
  expect(now).toMatchObject({ members: [{ name: 'Me' }], me: { name: 'Me' }, count: 1 });
  socket.event('pusher_internal:member_added', 'presence-room', {
    user_id: 'bob',
    user_info: { name: 'Bob' },
  });
  await until(() => now.count === 2);
  expect(now.members).toEqual([{ name: 'Me' }, { name: 'Bob' }]);
  await update({ name: null });
  expect(now).toMatchObject({ members: [], me: null, count: 0, ready: false });
});

test('a second holder gets the current members, and keeps them when the first one leaves', async () => {
  let now!: ReturnType<typeof usePresence>;
  const first = await mount(() => void usePresence('room'), {});
  const socket = await serve();
  await until(() => frames(socket, 'presence-room').length);
  await mount(() => {
    now = usePresence('room');
  }, {});
  await first.unmount();
  await until(() => now.ready);
  expect(now.members).toEqual([{ name: 'Me' }]);
  expect(frames(socket, 'presence-room')).toEqual(['subscribe']);
});

test('useChannelState returns the state of the subscription', async () => {
  const seen: string[] = [];
  const component = ({ name }: { name: string | null }) => {
    const { status, error } = useChannelState(name, 'public');
    const text = error ? `${status}: ${error.error}` : status;
    if (seen.at(-1) !== text) seen.push(text);
  };
  const { update } = await mount(component, { name: null as string | null });
  await update({ name: 'a' });
  const socket = await serve();
  await until(() => seen.at(-1) === 'subscribed');
  socket.drop();
  await until(() => seen.at(-1) === 'subscribing');
  await update({ name: 'x'.repeat(5000) });
  await until(() => seen.at(-1)?.startsWith('failed: channel names are'));
  expect(seen.slice(0, 4)).toEqual(['idle', 'subscribing', 'subscribed', 'subscribing']);
});

test('useConnectionStatus and useSocketId follow the connection', async () => {
  const seen: unknown[] = [];
  await mount(() => {
    seen.push([useConnectionStatus(), useSocketId()]);
  }, {});
  expect(seen.at(-1)).toEqual(['connecting', undefined]);
  await serve();
  await until(() => `${seen.at(-1)}` === 'connected,12.34');
  FakeSocket.last.drop();
  await until(() => (seen.at(-1) as string[])[0] === 'reconnecting');
});

test('119: rendering on a server neither subscribes nor connects', () => {
  const component = () => {
    useEcho('orders', '.made');
    usePresence('room');
    return `${useConnectionStatus()} ${useSocketId()} ${useChannelState('a').status}`;
  };
  expect(renderToString(createElement(component))).toBe('disconnected undefined idle');
  expect(FakeSocket.all).toEqual([]);
  expect(echo().connector).toHaveProperty('channels', {});
});
