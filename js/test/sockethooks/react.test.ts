// @vitest-environment jsdom
// The React hooks for sockets: what is rendered, which listeners are called, and server rendering.
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSocket, useSocketEvent } from '../../src/sockethooks/react.js';
import { act, mount } from '../react/stage.js';
import { StillSocket } from './still-socket.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a component renders the state of its socket', async () => {
  const socket = StillSocket.make();
  const seen: unknown[] = [];
  const { unmount } = await mount(() => {
    const { connected, id, error } = useSocket(socket);
    seen.push([connected, id, error?.message]);
  }, {});
  await act(async () => socket.fail(new Error('no answer')));
  await act(async () => socket.accept('a'));
  await act(async () => socket.lose());
  expect(seen.slice(-3)).toEqual([
    [false, undefined, 'no answer'],
    [true, 'a', undefined],
    [false, undefined, undefined],
  ]);
  await unmount();
  vi.advanceTimersByTime(500);
  expect(socket.calls).toEqual(['connect', 'disconnect']);
});

test('in StrictMode a socket is connected once, and its listener is called once', async () => {
  const socket = StillSocket.make();
  const heard = vi.fn();
  const { unmount } = await mount(
    () => useSocketEvent(socket, 'order', heard),
    {},
    { strict: true },
  );
  socket.tell_('order', 7);
  expect(heard.mock.calls).toEqual([[7]]);
  vi.advanceTimersByTime(1000);
  expect(socket.calls).toEqual(['connect']);
  await unmount();
  socket.tell_('order', 8);
  expect(heard).toHaveBeenCalledOnce();
});

test('the latest listener is called, and the socket and the event may change', async () => {
  const [one, two] = [StillSocket.make(), StillSocket.make()];
  const heard: unknown[] = [];
  const { update } = await mount<{ socket: typeof one | null; event: string; tag: string }>(
    ({ socket, event, tag }) =>
      useSocketEvent(socket, event, (value: number) => heard.push([tag, value])),
    { socket: one, event: 'order', tag: 'first' },
  );
  await update({ socket: one, event: 'order', tag: 'second' });
  one.tell_('order', 1);
  await update({ socket: one, event: 'paid', tag: 'third' });
  one.tell_('order', 2);
  one.tell_('paid', 3);
  await update({ socket: two, event: 'paid', tag: 'fourth' });
  one.tell_('paid', 4);
  two.tell_('paid', 5);
  await update({ socket: null, event: 'paid', tag: 'fifth' });
  two.tell_('paid', 6);
  expect(heard).toEqual([
    ['second', 1],
    ['third', 3],
    ['fourth', 5],
  ]);
  vi.advanceTimersByTime(500);
  expect([one.calls, two.calls]).toEqual([
    ['connect', 'disconnect'],
    ['connect', 'disconnect'],
  ]);
});

test('rendering on a server does not connect', () => {
  const socket = StillSocket.make();
  const component = () => {
    const { connected, active } = useSocket(socket);
    useSocketEvent(socket, 'order', () => {});
    return `${connected} ${active}`;
  };
  expect(renderToString(createElement(component))).toBe('false false');
  expect(socket.calls).toEqual([]);
});
