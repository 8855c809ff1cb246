// @vitest-environment jsdom
// @laravel/echo-react from npm, unmodified, on Oread's Pusher instead of pusher-js.
import { expect, test, vi } from 'vitest';
import * as npm from '@laravel/echo-react';
import { Pusher } from '../../src/pusher/entry.js';
import { options, serveAuth } from '../unit/echo-on-fake.js';
import { FakeSocket, until } from '../unit/fake-socket.js';
import { mount } from './stage.js';

vi.mock('pusher-js', () => import('../../src/pusher/entry.js'));

test('@laravel/echo-react receives events, members and the connection', async () => {
  serveAuth(() => ({
    auth: 'k:s',
    channel_data: JSON.stringify({ user_id: 'me', user_info: { name: 'Me' } }),
  }));
  npm.configureEcho({ ...options, broadcaster: 'reverb' });
  const heard: unknown[] = [];
  const seen: unknown[] = [];
  const { unmount } = await mount(() => {
    npm.useEcho('orders', 'Made', (e) => heard.push(['made', e]));
    npm.useEchoPublic('news', '.posted', (e) => heard.push(['posted', e]));
    npm.useEchoPresence('room', '.said', (e) => heard.push(['said', e]));
    npm.useEchoModel<object, 'App.Models.User'>('App.Models.User', 1, 'UserUpdated', (e) =>
      heard.push(['model', e]),
    );
    npm.useEchoNotification('App.Models.User.1', (e) => heard.push(['note', e.id]));
    seen.push([npm.useConnectionStatus(), npm.useSocketId()]);
  }, {});
  expect(npm.echo<'reverb'>().connector.pusher).toBeInstanceOf(Pusher);
  const socket = FakeSocket.last;
  socket.greet();
  const wanted = ['private-orders', 'news', 'presence-room', 'private-App.Models.User.1'];
  await until(() => wanted.every((name) => socket.asked().includes(name)));
  socket.event('App\\Events\\Made', 'private-orders', 1);
  socket.event('posted', 'news', 2);
  socket.event('said', 'presence-room', 3);
  socket.event('UserUpdated', 'private-App.Models.User.1', 4);
  socket.event(
    'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated',
    'private-App.Models.User.1',
    { id: 5, type: 'x' },
  );
  expect(heard).toEqual([
    ...[
      ['made', 1],
      ['posted', 2],
      ['said', 3],
      ['model', 4],
    ],
    ['note', 5],
  ]);
  await until(() => `${seen.at(-1)}` === 'connected,12.34');
  await unmount();
  await until(() => socket.asked('pusher:unsubscribe').length === wanted.length);
  npm.echo().disconnect();
});
