// @vitest-environment jsdom
// React hooks on leases: who holds a channel, who receives events, and which frames the server receives.
import { expect, test } from 'vitest';
import { configureEcho, echo, useEcho, useEchoMany } from '../../src/react/index.js';
import { afterLinger, authorized, FakeSocket, frames, serve, until } from '../hooks/scene.js';
import { options } from '../unit/echo-on-fake.js';
import { mount } from './stage.js';

test('115: two components share one subscription, and the last to unmount leaves', async () => {
  const heard: string[] = [];
  const component = ({ name }: { name: string }) =>
    void useEcho('orders', 'Made', () => heard.push(name));
  const first = await mount(component, { name: 'first' });
  const second = await mount(component, { name: 'second' });
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  await first.unmount();
  await afterLinger(socket);
  socket.event('App\\Events\\Made', 'private-orders', { id: 1 });
  expect(heard).toEqual(['second']);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
  await second.unmount();
  await until(() => frames(socket, 'private-orders').length > 1);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe', 'unsubscribe']);
  expect(authorized()).toEqual(['private-orders']);
});

test('116: leaveChannel, leave, stopListening and listen may be called repeatedly', async () => {
  const heard: unknown[] = [];
  let hook!: ReturnType<typeof useEcho>;
  await mount(() => {
    hook = useEcho('orders', ['Made', '.made'], (payload) => heard.push(payload));
  }, {});
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  hook.listen();
  hook.listen();
  socket.event('made', 'private-orders', { n: 1 });
  hook.stopListening();
  hook.stopListening();
  socket.event('made', 'private-orders', { n: 2 });
  hook.listen();
  socket.event('made', 'private-orders', { n: 3 });
  expect(heard).toEqual([{ n: 1 }, { n: 3 }]);
  hook.leaveChannel();
  hook.leaveChannel();
  hook.leave();
  await until(() => frames(socket, 'private-orders').length > 1);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe', 'unsubscribe']);
  expect(hook.channel()).toBe(null);
});

test('117: leaving and then unmounting releases only one lease', async () => {
  const heard: string[] = [];
  const hooks: Record<string, ReturnType<typeof useEcho>> = {};
  const component = ({ name }: { name: string }) => {
    hooks[name] = useEcho('orders', '.made', () => heard.push(name));
  };
  const first = await mount(component, { name: 'first' });
  await mount(component, { name: 'second' });
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  hooks.first!.leaveChannel();
  await first.unmount();
  await afterLinger(socket);
  socket.event('made', 'private-orders');
  expect(heard).toEqual(['second']);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
});

test('118: StrictMode subscribes once and receives each event once', async () => {
  const heard: unknown[] = [];
  await mount(() => void useEcho('orders', '.made', (e) => heard.push(e)), {}, { strict: true });
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  await afterLinger(socket);
  socket.event('made', 'private-orders', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
});

test('118: the latest callback is called, and dependencies do not leave the channel', async () => {
  const heard: unknown[] = [];
  const component = ({ n }: { n: number }) =>
    void useEcho('orders', '.made', () => heard.push(n), [n]);
  const { update } = await mount(component, { n: 1 });
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  socket.event('made', 'private-orders');
  await update({ n: 2 });
  socket.event('made', 'private-orders');
  await afterLinger(socket);
  expect(heard).toEqual([1, 2]);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
  expect(authorized()).toEqual(['private-orders']);
});

test('118: remounting within the linger sends nothing to the server and receives events at once', async () => {
  const subscribed: string[] = [];
  const heard: string[] = [];
  const component = ({ name }: { name: string }) =>
    useEcho('orders', '.made', () => heard.push(name))
      .channel()
      ?.subscribed(() => subscribed.push(name));
  const first = await mount(component, { name: 'first' });
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  await first.unmount();
  const second = await mount(component, { name: 'second' });
  await second.update({ name: 'again' });
  await until(() => subscribed.length);
  socket.event('made', 'private-orders');
  await afterLinger(socket);
  expect(heard).toEqual(['again']);
  expect(subscribed).toEqual(['again']);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
});

test('118: leaving elsewhere does not affect a hook, nor a hook the others', async () => {
  const heard: string[] = [];
  const { unmount } = await mount(
    () => void useEcho('orders', '.made', () => heard.push('hook')),
    {},
  );
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  echo()
    .private('orders')
    .listen('.made', () => heard.push('app'));
  socket.event('made', 'private-orders');
  echo().leaveChannel('private-orders');
  socket.event('made', 'private-orders');
  echo()
    .private('orders')
    .listen('.made', () => heard.push('app again'));
  await unmount();
  await afterLinger(socket);
  socket.event('made', 'private-orders');
  expect(heard).toEqual(['app', 'hook', 'hook', 'app again']);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
});

test('a name of null is idle, and a new name is followed', async () => {
  const heard: unknown[] = [];
  const component = ({ name }: { name: string | null }) =>
    void useEcho(name, '.made', (e) => heard.push(e), [], 'public');
  const { update } = await mount(component, { name: null as string | null });
  expect(FakeSocket.all).toEqual([]);
  await update({ name: 'a' });
  const socket = await serve();
  await until(() => frames(socket, 'a').length);
  await update({ name: 'b' });
  await until(() => frames(socket, 'b').length);
  await until(() => frames(socket, 'a').length > 1);
  socket.event('made', 'b', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
  await update({ name: null });
  await until(() => frames(socket, 'b').length > 1);
});

test('events may change without a frame to the server', async () => {
  const heard: unknown[] = [];
  const component = ({ events }: { events: string[] }) =>
    void useEcho('a', events, (_e, _m) => heard.push(events[0]), [], 'public');
  const { update } = await mount(component, { events: ['.one'] });
  const socket = await serve();
  await until(() => frames(socket, 'a').length);
  await update({ events: ['.two'] });
  socket.event('one', 'a');
  socket.event('two', 'a');
  await afterLinger(socket);
  expect(heard).toEqual(['.two']);
  expect(frames(socket, 'a')).toEqual(['subscribe']);
});

test('useEchoMany follows its list, channel by channel', async () => {
  const heard: unknown[] = [];
  const component = ({ names }: { names: string[] }) =>
    void useEchoMany(names, '.made', (e, channel) => heard.push([channel, e]), 'public');
  const { update } = await mount(component, { names: ['a', 'b'] });
  const socket = await serve();
  await until(() => frames(socket, 'b').length);
  await update({ names: ['b', 'c'] });
  await until(() => frames(socket, 'a').length > 1 && frames(socket, 'c').length);
  for (const name of ['a', 'b', 'c']) socket.event('made', name, { name });
  expect(heard).toEqual([
    ['b', { name: 'b' }],
    ['c', { name: 'c' }],
  ]);
  expect(frames(socket, 'b')).toEqual(['subscribe']);
});

test('121: mounted hooks move to a newly configured instance', async () => {
  const heard: unknown[] = [];
  await mount(() => void useEcho('orders', '.made', (e) => heard.push(e), [], 'public'), {});
  const before = FakeSocket.last;
  configureEcho({ ...options, broadcaster: 'reverb', wsHost: 'other.test' });
  expect(FakeSocket.last).not.toBe(before);
  expect(FakeSocket.last.url).toContain('other.test');
  const socket = await serve();
  await until(() => frames(socket, 'orders').length);
  socket.event('made', 'orders', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
  // Only hooks used the first one.
  await until(() => before.readyState === FakeSocket.CLOSED);
});
