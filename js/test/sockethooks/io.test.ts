// @vitest-environment jsdom
// The hooks on a socket of `io()`, with a server that the test controls.
import { expect, test, vi } from 'vitest';
import { io } from '../../src/socketio/entry.js';
import { useSocket, useSocketEvent } from '../../src/sockethooks/react.js';
import { act, mount } from '../react/stage.js';
import { FakeServer, connect, keep, options } from '../unit/io-on-fake.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/host/load.js', () => import('../unit/io-on-fake.js'));

test('a mounted component connects the socket and hears its events', async () => {
  const socket = keep(io('http://server.test', { ...options, autoConnect: false }));
  const heard = vi.fn();
  let state!: ReturnType<typeof useSocket>;
  const component = () => {
    useSocketEvent(socket, 'order', heard);
    state = useSocket(socket);
  };
  expect(FakeServer.all).toEqual([]);
  await mount(component, {}, { strict: true });
  const server = await connect(socket, 'a');
  server.say('42["order",{"id":7}]');
  expect(heard.mock.calls).toEqual([[{ id: 7 }]]);
  await act(async () => {});
  expect([state.connected, state.id]).toEqual([true, 'a']);
  expect(FakeServer.all.length).toBe(1);
});
