// @vitest-environment jsdom
// The Vue composables for sockets: the refs, which listeners are called, and hydration.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSSRApp, h, nextTick, reactive, ref, shallowRef } from 'vue';
import { useSocket, useSocketEvent } from '../../src/sockethooks/vue.js';
import { mount } from '../vue/stage.js';
import { StillSocket } from './still-socket.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the refs follow the socket, which is released with the component', () => {
  const socket = StillSocket.make();
  const { made, unmount } = mount(() => useSocket(socket));
  const now = () => [made.connected.value, made.active.value, made.error.value?.message];
  expect(now()).toEqual([false, true, undefined]);
  socket.fail(new Error('no answer'));
  expect(now()).toEqual([false, true, 'no answer']);
  socket.accept('a');
  expect([...now(), made.id.value]).toEqual([true, true, undefined, 'a']);
  unmount();
  vi.advanceTimersByTime(500);
  expect(socket.calls).toEqual(['connect', 'disconnect']);
});

test('the socket and the event may change', async () => {
  const [one, two] = [StillSocket.make(), StillSocket.make()];
  const socket = shallowRef<typeof one | null>(one);
  const event = ref('order');
  const heard: unknown[] = [];
  const { made } = mount(() => {
    useSocketEvent(socket, event, (value: number) => heard.push(value));
    return useSocket(() => socket.value);
  });
  one.accept('a');
  one.tell_('order', 1);
  event.value = 'paid';
  await nextTick();
  one.tell_('order', 2);
  one.tell_('paid', 3);
  socket.value = two;
  await nextTick();
  expect([made.connected.value, made.active.value]).toEqual([false, true]);
  one.tell_('paid', 4);
  two.tell_('paid', 5);
  socket.value = null;
  await nextTick();
  expect(made.active.value).toBe(false);
  expect(heard).toEqual([1, 3, 5]);
  vi.advanceTimersByTime(500);
  expect([one.calls.length, two.calls.length]).toEqual([2, 2]);
});

test('a socket behind a reactive proxy is the same socket', () => {
  const socket = StillSocket.make();
  const { socket: behind } = reactive({ socket });
  mount(() => useSocket(socket));
  mount(() => useSocket(behind as typeof socket));
  expect(socket.calls).toEqual(['connect']);
});

test('the first rendering matches that of the server', async () => {
  const socket = StillSocket.make();
  socket.accept('a');
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  complaints.forEach((one) => one.mockReturnValue());
  const root = document.createElement('div');
  root.innerHTML = '<p>false</p>';
  const app = createSSRApp({
    setup() {
      const { connected } = useSocket(socket);
      return () => h('p', `${connected.value}`);
    },
  });
  app.mount(root);
  await nextTick();
  expect(root.textContent).toBe('true');
  expect(complaints.flatMap((one) => one.mock.calls)).toEqual([]);
  app.unmount();
  complaints.forEach((one) => one.mockRestore());
});
