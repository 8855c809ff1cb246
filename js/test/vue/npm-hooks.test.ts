// @vitest-environment jsdom
// @laravel/echo-vue from npm, unmodified, on Oread's Pusher instead of pusher-js.
import { expect, test, vi } from 'vitest';
import * as npm from '@laravel/echo-vue';
import { Pusher } from '../../src/pusher/entry.js';
import { options, serveAuth } from '../unit/echo-on-fake.js';
import { FakeSocket, until } from '../unit/fake-socket.js';
import { mount } from './stage.js';

vi.mock('pusher-js', () => import('../../src/pusher/entry.js'));

test('@laravel/echo-vue receives events and the connection', async () => {
  serveAuth();
  npm.configureEcho({ ...options, broadcaster: 'reverb' });
  const heard: unknown[] = [];
  const { made, unmount } = mount(() => {
    npm.useEcho('orders', 'Made', (e) => heard.push(['made', e]));
    npm.useEchoPublic('news', '.posted', (e) => heard.push(['posted', e]));
    return { status: npm.useConnectionStatus(), id: npm.useSocketId() };
  });
  expect(npm.echo<'reverb'>().connector.pusher).toBeInstanceOf(Pusher);
  const socket = FakeSocket.last;
  socket.greet();
  await until(() => ['private-orders', 'news'].every((name) => socket.asked().includes(name)));
  socket.event('App\\Events\\Made', 'private-orders', 1);
  socket.event('posted', 'news', 2);
  expect(heard).toEqual([
    ['made', 1],
    ['posted', 2],
  ]);
  await until(() => made.status.value === 'connected' && made.id.value === '12.34');
  unmount();
  await until(() => socket.asked('pusher:unsubscribe').length === 2);
  npm.echo().disconnect();
});
