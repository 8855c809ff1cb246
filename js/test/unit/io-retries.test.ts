// The option `retries` of `io()`, on a server that the test controls.
import { expect, it, vi } from 'vitest';
import { io, type Socket } from '../../src/socketio/entry.js';
import { until } from './fake-socket.js';
import { connect, FakeServer, keep, options } from './io-on-fake.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/host/load.js', () => import('./io-on-fake.js'));

const open = (more: object): Socket =>
  keep(io('http://server.test', { ...options, reconnectionDelay: 1, ...more }));
/** The names of the events that this server got, in order. */
const names = ({ sent }: FakeServer) =>
  sent
    .filter((text) => text.startsWith('42'))
    .map((text) => JSON.parse(text.slice(text.indexOf('[')))[0]);
const idOf = (server: FakeServer) => /^42(\d+)/.exec(server.sent.at(-1)!)![1];

it('events are sent in order, each after the answer to the one before; volatile ones at once', async () => {
  const socket = open({ retries: 1 });
  const server = await connect(socket);
  const answered = vi.fn();
  socket.emit('a', answered);
  socket.emit('b');
  socket.emit('c', answered);
  socket.volatile.emit('now');
  expect(names(server)).toEqual(['a', 'now']);
  server.sent.pop();
  server.say(`43${idOf(server)}["of a"]`);
  server.say(`43${idOf(server)}[]`);
  server.say(`43${idOf(server)}["of c"]`);
  expect(names(server)).toEqual(['a', 'b', 'c']);
  expect(answered.mock.calls).toEqual([
    [null, 'of a'],
    [null, 'of c'],
  ]);
});

it('an event without an answer in time is sent again, and then has an error', async () => {
  const socket = open({ retries: 2, ackTimeout: 5 });
  const server = await connect(socket);
  const answered = vi.fn();
  socket.emit('a', answered);
  const promise = socket.emitWithAck('b').catch((error: Error) => error.message);
  expect(await promise).toBe('operation has timed out');
  expect(names(server)).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
  expect(answered.mock.calls).toEqual([[new Error('operation has timed out')]]);
});

it('an event waits for the connection, however short the time for its answer is', async () => {
  const socket = open({ retries: Infinity, ackTimeout: 1, autoConnect: false });
  const promise = socket.emitWithAck('a');
  await new Promise((resolve) => setTimeout(resolve, 20));
  const server = await connect(socket.connect());
  await until(() => names(server).length > 2);
  server.say(`43${idOf(server)}["done"]`);
  expect(await promise).toBe('done');
});

it('an event whose connection was lost is sent again on the next one', async () => {
  const socket = open({ retries: 1 });
  const first = await connect(socket);
  const promise = socket.emitWithAck('a');
  const outgoing = vi.fn();
  socket.onAnyOutgoing(outgoing);
  socket.emit('b');
  first.drop();
  const second = await connect(socket, 'again');
  await until(() => names(second).length);
  second.say(`43${idOf(second)}["done"]`);
  expect(await promise).toBe('done');
  expect([names(first), names(second)]).toEqual([['a'], ['a', 'b']]);
  expect(outgoing.mock.calls).toEqual([['b']]);
});
