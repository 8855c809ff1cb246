// Leases on sockets: when a socket is connected, and what its state is.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hold, idle, listenOn, stateOf } from '../../src/sockethooks/leases.js';
import { StillSocket } from './still-socket.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a socket', () => {
  test('is connected by its first holder, and disconnected half a second after the last', () => {
    const socket = StillSocket.make();
    const first = hold(socket);
    const second = hold(socket);
    expect(socket.calls).toEqual(['connect']);
    first();
    first();
    vi.advanceTimersByTime(1000);
    expect(socket.calls).toEqual(['connect']);
    second();
    vi.advanceTimersByTime(499);
    expect(socket.calls).toEqual(['connect']);
    vi.advanceTimersByTime(1);
    expect(socket.calls).toEqual(['connect', 'disconnect']);
    hold(socket);
    expect(socket.calls).toEqual(['connect', 'disconnect', 'connect']);
  });

  test('that is released and held again within that time stays connected', () => {
    const socket = StillSocket.make();
    hold(socket)();
    vi.advanceTimersByTime(400);
    const release = hold(socket);
    vi.advanceTimersByTime(1000);
    expect(socket.calls).toEqual(['connect']);
    release();
    vi.advanceTimersByTime(500);
    expect(socket.calls).toEqual(['connect', 'disconnect']);
  });

  test('that the application connected itself stays connected', () => {
    const socket = StillSocket.make();
    socket.connect();
    hold(socket)();
    vi.advanceTimersByTime(500);
    expect(socket.calls).toEqual(['connect']);
  });

  test('that the application disconnected is not connected by another holder', () => {
    const socket = StillSocket.make();
    hold(socket);
    socket.disconnect();
    hold(socket);
    expect(socket.calls).toEqual(['connect', 'disconnect']);
  });

  test('keeps no listener after its last holder', () => {
    const socket = StillSocket.make();
    const heard = vi.fn();
    listenOn(socket, 'order', heard)();
    vi.advanceTimersByTime(500);
    socket.tell_('order');
    expect(heard).not.toHaveBeenCalled();
    const names = ['connect', 'disconnect', 'connect_error', 'order'];
    expect(names.filter((name) => socket.hasListeners(name))).toEqual([]);
  });

  test('has a listener before it is connected', () => {
    const socket = StillSocket.make();
    const seen: boolean[] = [];
    const { connect } = socket;
    socket.connect = () => {
      seen.push(socket.hasListeners('order'));
      return connect.call(socket) as typeof socket;
    };
    listenOn(socket, 'order', () => {});
    expect(seen).toEqual([true]);
  });
});

describe('the state', () => {
  test('follows the socket', () => {
    const socket = StillSocket.make();
    expect(stateOf(socket)).toEqual(idle);
    const states: unknown[] = [];
    hold(socket, () => states.push(stateOf(socket)));
    expect(stateOf(socket)).toEqual({ ...idle, active: true });
    const down = new Error('no answer');
    socket.fail(down);
    socket.accept('a');
    socket.lose();
    const refused = new Error('invalid token');
    socket.fail(refused, true);
    expect(states).toEqual([
      { ...idle, active: true, error: down },
      { ...idle, active: true, connected: true, id: 'a' },
      { ...idle, active: true },
      { ...idle, error: refused },
    ]);
  });

  test('is the same object until it changes', () => {
    const socket = StillSocket.make();
    hold(socket);
    const before = stateOf(socket);
    expect(stateOf(socket)).toBe(before);
    socket.accept();
    const after = stateOf(socket);
    expect([after === before, stateOf(socket) === after]).toEqual([false, true]);
  });

  test('forgets the error with the last holder', () => {
    const socket = StillSocket.make();
    const release = hold(socket);
    socket.fail(new Error('no answer'));
    release();
    vi.advanceTimersByTime(500);
    expect(stateOf(socket).error).toBeNull();
  });

  test('of no socket is idle', () => {
    expect([stateOf(null), stateOf(undefined), stateOf(false)]).toEqual([idle, idle, idle]);
  });
});
