// Server rendering: stores have their first value, and nothing subscribes or connects.
import { expect, test } from 'vitest';
import {
  channelState,
  connectionStatus,
  latest,
  listen,
  presence,
  socketId,
} from '../../src/svelte/index.js';
import { FakeSocket } from '../hooks/scene.js';

test('rendering on a server neither subscribes nor connects', () => {
  const values: unknown[] = [];
  const stores = [
    ...[connectionStatus(), socketId(), latest('orders', 'Made')],
    ...[presence('room'), channelState('orders')],
  ];
  for (const { subscribe } of stores) subscribe((value: unknown) => values.push(value))();
  listen('orders', 'Made', () => {})();
  expect(values).toEqual([
    ...['disconnected', undefined, undefined],
    { members: [], me: null, count: 0, ready: false },
    { status: 'idle', error: null },
  ]);
  expect(FakeSocket.all).toEqual([]);
});
