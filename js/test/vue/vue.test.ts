// @vitest-environment jsdom
// Vue composables on leases: reactive names, releasing, and who receives events.
import { expect, test } from 'vitest';
import { nextTick, ref } from 'vue';
import {
  configureEcho,
  echo,
  useChannelState,
  useConnectionStatus,
  useEcho,
  useEchoMany,
  useEchoModel,
  useEchoNotification,
  useEchoPresence,
  useEchoPublic,
  usePresence,
  useSocketId,
} from '../../src/vue/index.js';
import { afterLinger, authorized, FakeSocket, frames, serve, until } from '../hooks/scene.js';
import { options } from '../unit/echo-on-fake.js';
import { mount } from './stage.js';

test('115: two components share one subscription, and the last to unmount leaves', async () => {
  const heard: string[] = [];
  const component = (name: string) =>
    mount(() => useEcho('orders', 'Made', () => heard.push(name)));
  const [first, second] = [component('first'), component('second')];
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  first.unmount();
  await afterLinger(socket);
  socket.event('App\\Events\\Made', 'private-orders', { id: 1 });
  expect(heard).toEqual(['second']);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
  second.unmount();
  await until(() => frames(socket, 'private-orders').length > 1);
  expect(authorized()).toEqual(['private-orders']);
});

test('116: leaveChannel, leave, stopListening and listen may be called repeatedly', async () => {
  const heard: unknown[] = [];
  const { made: hook } = mount(() => useEcho('orders', '.made', (e) => heard.push(e)));
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  for (const step of ['stopListening', 'stopListening', 'listen', 'listen'] as const) hook[step]();
  socket.event('made', 'private-orders', { n: 1 });
  hook.stopListening();
  socket.event('made', 'private-orders', { n: 2 });
  hook.leaveChannel();
  hook.leaveChannel();
  hook.leave();
  await until(() => frames(socket, 'private-orders').length > 1);
  expect(heard).toEqual([{ n: 1 }]);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe', 'unsubscribe']);
});

test('117: leaving and then unmounting releases only one lease', async () => {
  const heard: string[] = [];
  const component = (name: string) =>
    mount(() => useEcho('orders', '.made', () => heard.push(name)));
  const [first] = [component('first'), component('second')];
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  first!.made.leaveChannel();
  first!.unmount();
  await afterLinger(socket);
  socket.event('made', 'private-orders');
  expect(heard).toEqual(['second']);
});

test('118: leaving elsewhere does not affect a composable', async () => {
  const heard: unknown[] = [];
  mount(() => useEcho('orders', '.made', (e) => heard.push(e)));
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  echo().private('orders');
  echo().leave('orders');
  await afterLinger(socket);
  socket.event('made', 'private-orders', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
});

test('119: a changed dependency keeps the channel, and events keep arriving', async () => {
  const heard: unknown[] = [];
  const dependency = ref(1);
  mount(() => useEcho('orders', '.made', () => heard.push(dependency.value), [dependency]));
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  dependency.value = 2;
  await nextTick();
  await afterLinger(socket);
  socket.event('made', 'private-orders');
  expect(heard).toEqual([2]);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
});

test('names and events may be refs and getters; null is idle', async () => {
  const heard: unknown[] = [];
  const id = ref<number | null>(null);
  const event = ref('.made');
  const { made } = mount(() =>
    useEchoPublic(
      () => id.value && `orders.${id.value}`,
      event,
      (e: unknown) => heard.push(e),
    ),
  );
  expect(FakeSocket.all).toEqual([]);
  made.channel().listenForWhisper('nobody', () => {});
  id.value = 1;
  const socket = await serve();
  await until(() => frames(socket, 'orders.1').length);
  id.value = 2;
  await until(() => frames(socket, 'orders.2').length && frames(socket, 'orders.1').length > 1);
  event.value = '.paid';
  await nextTick();
  socket.event('made', 'orders.2', { n: 1 });
  socket.event('paid', 'orders.2', { n: 2 });
  expect(heard).toEqual([{ n: 2 }]);
});

test('useEchoMany follows its list', async () => {
  const heard: unknown[] = [];
  const names = ref(['a', 'b']);
  mount(() => useEchoMany(names, '.made', (_e, channel) => heard.push(channel), 'public'));
  const socket = await serve();
  await until(() => frames(socket, 'b').length);
  names.value = ['b', 'c'];
  await until(() => frames(socket, 'a').length > 1 && frames(socket, 'c').length);
  for (const name of ['a', 'b', 'c']) socket.event('made', name);
  expect(heard).toEqual(['b', 'c']);
});

test('120: useEchoModel adds the dot, useEchoNotification accepts both spellings', async () => {
  const heard: unknown[] = [];
  mount(() => {
    useEchoModel('App.Models.User', 7, 'UserUpdated', (e: any) => heard.push(e.id));
    useEchoNotification('App.Models.User.7', (e) => heard.push(e.id), 'App.Notifications.Paid');
  });
  const socket = await serve();
  const channel = 'private-App.Models.User.7';
  await until(() => frames(socket, channel).length);
  socket.event('UserUpdated', channel, { id: 1 });
  const created = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
  socket.event(created, channel, { id: 2, type: 'App\\Notifications\\Paid' });
  socket.event(created, channel, { id: 3, type: 'App\\Notifications\\Late' });
  expect(heard).toEqual([1, 2]);
});

test('usePresence, useChannelState and the connection are reactive', async () => {
  const { made } = mount(() => ({
    room: usePresence('room'),
    state: useChannelState('a', 'public'),
    status: useConnectionStatus(),
    id: useSocketId(),
    channel: useEchoPresence('room', []).channel(),
  }));
  expect([made.status.value, made.id.value, made.state.status.value]).toEqual([
    'connecting',
    undefined,
    'subscribing',
  ]);
  expect(made.channel.name).toBe('presence-room');
  await serve();
  await until(() => made.room.ready.value && made.state.status.value === 'subscribed');
  expect(made.room.members.value).toEqual([{ name: 'Me' }]);
  expect([made.status.value, made.id.value]).toEqual(['connected', '12.34']);
  FakeSocket.last.drop();
  await until(() => made.status.value === 'reconnecting');
  expect(made.room.members.value).toEqual([{ name: 'Me' }]);
  echo().disconnect();
  await until(() => !made.room.ready.value);
  expect([made.room.members.value, made.room.me.value]).toEqual([[], null]);
});

test('121: mounted composables move to a newly configured instance', async () => {
  const heard: unknown[] = [];
  const { made: status } = mount(() => {
    useEchoPublic('orders', '.made', (e: unknown) => heard.push(e));
    return useConnectionStatus();
  });
  await serve('1.1');
  await until(() => status.value === 'connected');
  configureEcho({ ...options, broadcaster: 'reverb' });
  expect(status.value).toBe('connecting');
  const socket = await serve('2.2');
  await until(() => frames(socket, 'orders').length);
  socket.event('made', 'orders', { n: 1 });
  expect(heard).toEqual([{ n: 1 }]);
});
