// @vitest-environment jsdom
// The store and the listener for Svelte.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listen, socketState } from '../../src/sockethooks/svelte.js';
import { StillSocket } from './still-socket.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('the store follows the socket while it has subscribers', () => {
  const socket = StillSocket.make();
  const store = socketState(socket);
  expect(socket.calls).toEqual([]);
  const seen: unknown[] = [];
  const end = store.subscribe(({ connected, active, id }) => seen.push([connected, active, id]));
  socket.accept('a');
  end();
  socket.lose();
  expect(seen).toEqual([
    [false, true, undefined],
    [true, true, 'a'],
  ]);
  vi.advanceTimersByTime(500);
  expect(socket.calls).toEqual(['connect', 'disconnect']);
});

test('listen() holds the socket until it is stopped', () => {
  const socket = StillSocket.make();
  const heard = vi.fn();
  const stop = listen(socket, 'order', heard);
  socket.tell_('order', 7);
  stop();
  socket.tell_('order', 8);
  expect(heard.mock.calls).toEqual([[7]]);
  vi.advanceTimersByTime(500);
  expect(socket.calls).toEqual(['connect', 'disconnect']);
});

test('without a socket nothing happens', () => {
  const seen: unknown[] = [];
  socketState(null).subscribe(({ active }) => seen.push(active))();
  listen(false, 'order', () => {})();
  expect(seen).toEqual([false]);
});
