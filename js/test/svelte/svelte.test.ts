// @vitest-environment jsdom
// Svelte stores on leases: the store contract, which channels are held, and who receives events.
import { describe, expect, test, vi } from 'vitest';
import {
  channelState,
  configureEcho,
  connectionStatus,
  echo,
  latest,
  listen,
  listenForNotification,
  presence,
  type Readable,
  socketId,
} from '../../src/svelte/index.js';
import { store } from '../../src/svelte/store.js';
import { afterLinger, authorized, FakeSocket, frames, serve, until } from '../hooks/scene.js';
import { options } from '../unit/echo-on-fake.js';

/** Subscribes; returns the values so far and the function that unsubscribes. */
function follow<T>({ subscribe }: Readable<T>): [values: T[], end: () => void] {
  const values: T[] = [];
  return [values, subscribe((value) => values.push(value))];
}
const now = <T>(one: Readable<T>): T => {
  const [[value], end] = follow(one);
  end();
  return value!;
};

describe('a store', () => {
  test('calls a subscriber with its value now and on every change, until it unsubscribes', () => {
    let set!: (value: number) => void;
    const stop = vi.fn();
    const one = store(0, (given) => {
      set = given;
      set(1);
      return stop;
    });
    const [first, endFirst] = follow(one);
    const [second, endSecond] = follow(one);
    set(2);
    endFirst();
    endFirst();
    set(3);
    expect(stop).not.toHaveBeenCalled();
    endSecond();
    expect(stop).toHaveBeenCalledTimes(1);
    expect([first, second]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
  });

  test('starts again with the next subscriber', () => {
    const start = vi.fn((set: (value: number) => void) => {
      set(1);
      // Its last value has no subscriber.
      return () => set(2);
    });
    const one = store(0, start);
    expect(start).not.toHaveBeenCalled();
    expect([now(one), now(one)]).toEqual([1, 1]);
    expect(start).toHaveBeenCalledTimes(2);
  });

  test('does not call a subscriber that unsubscribed during the update', () => {
    let set!: (value: number) => void;
    const one = store(0, (given) => {
      set = given;
      return () => {};
    });
    const ends: (() => void)[] = [];
    const other = vi.fn();
    one.subscribe((value) => value && ends[0]!());
    ends.push(one.subscribe(other));
    set(1);
    expect(other.mock.calls).toEqual([[0]]);
  });
});

test('a channel is held once for all subscribers, while there are any', async () => {
  const heard: unknown[] = [];
  const end = listen('orders', 'Made', (e) => heard.push(e));
  const made = latest('orders', 'Made');
  const [values, endValues] = follow(made);
  const socket = await serve();
  await until(() => frames(socket, 'private-orders').length);
  socket.event('App\\Events\\Made', 'private-orders', { id: 1 });
  end();
  await afterLinger(socket);
  socket.event('App\\Events\\Made', 'private-orders', { id: 2 });
  expect(heard).toEqual([{ id: 1 }]);
  expect(values).toEqual([undefined, { id: 1 }, { id: 2 }]);
  expect(frames(socket, 'private-orders')).toEqual(['subscribe']);
  endValues();
  await until(() => frames(socket, 'private-orders').length > 1);
  expect(authorized()).toEqual(['private-orders']);
  expect(now(latest(null, 'Made'))).toBeUndefined();
});

test('leaving elsewhere does not affect a store', async () => {
  const heard = vi.fn();
  const end = listen('orders', '.made', heard, 'public');
  const socket = await serve();
  await until(() => frames(socket, 'orders').length);
  echo().channel('orders');
  echo().leave('orders');
  await afterLinger(socket);
  socket.event('made', 'orders', { n: 1 });
  expect(heard.mock.calls).toEqual([[{ n: 1 }, {}, 'orders', '.made']]);
  end();
});

test('an effect that runs again with another name changes the channel', async () => {
  const heard: unknown[] = [];
  const effect = (name: string | null) =>
    listen(
      [name, 'all'],
      ['.a', '.b'],
      (_, __, channel, event) => heard.push([channel, event]),
      'public',
    );
  effect(null)();
  effect('one')();
  const end = effect('two');
  const socket = await serve();
  await until(() => frames(socket, 'two').length);
  await afterLinger(socket);
  socket.event('a', 'one');
  socket.event('b', 'two');
  socket.event('a', 'all');
  expect(heard).toEqual([
    ['two', '.b'],
    ['all', '.a'],
  ]);
  expect(frames(socket, 'all')).toEqual(['subscribe']);
  end();
});

test('notifications are filtered by type', async () => {
  const heard: unknown[] = [];
  const end = listenForNotification<object>('users.1', ({ type }) => heard.push(type), 'App.Paid');
  const socket = await serve();
  await until(() => frames(socket, 'private-users.1').length);
  const event = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
  for (const type of ['App\\Lost', 'App\\Paid']) socket.event(event, 'private-users.1', { type });
  expect(heard).toEqual(['App\\Paid']);
  end();
});

test('presence follows members who join and leave', async () => {
  const room = presence<{ name: string }>('room');
  expect(now(room)).toEqual({ members: [], me: null, count: 0, ready: false });
  const [values, end] = follow(room);
  const socket = await serve();
  await until(() => values.at(-1)!.ready);
  expect(values.at(-1)).toEqual({
    ...{ members: [{ name: 'Me' }], me: { name: 'Me' } },
    ...{ count: 1, ready: true },
  });
  socket.event('pusher_internal:member_added', 'presence-room', {
    ...{ user_id: 'you', user_info: { name: 'You' } },
  });
  expect(values.at(-1)!.members).toEqual([{ name: 'Me' }, { name: 'You' }]);
  end();
  await until(() => frames(socket, 'presence-room').includes('unsubscribe'));
});

test('the states of a channel and of the connection are reported as they change', async () => {
  const [states, endStates] = follow(channelState('news', 'public'));
  const [statuses, endStatuses] = follow(connectionStatus());
  const [ids, endIds] = follow(socketId());
  const socket = await serve();
  await until(() => states.at(-1)!.status === 'subscribed');
  socket.drop();
  await until(() => statuses.at(-1) === 'reconnecting');
  expect(statuses).toEqual(['connecting', 'connected', 'reconnecting']);
  expect(states.map(({ status }) => status)).toContain('subscribing');
  expect(states.at(-1)!.status).toBe('subscribing');
  // The last value stays while there is no connection.
  expect([...new Set(ids)]).toEqual([undefined, '12.34']);
  for (const end of [endStates, endStatuses, endIds]) end();
  expect(now(channelState(null))).toEqual({ status: 'idle', error: null });
});

test('all stores move to another configuration', async () => {
  const heard = vi.fn();
  const end = listen('news', '.a', heard, 'public');
  const [statuses, endStatuses] = follow(connectionStatus());
  await serve();
  configureEcho({ ...options, broadcaster: 'reverb', wsHost: 'other.test' });
  await until(() => FakeSocket.last.url.includes('other.test'));
  const socket = await serve('56.78');
  await until(() => frames(socket, 'news').length);
  socket.event('a', 'news');
  expect(heard).toHaveBeenCalledTimes(1);
  expect(statuses.at(-1)).toBe('connected');
  end();
  endStatuses();
});
