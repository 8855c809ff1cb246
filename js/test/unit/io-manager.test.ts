// Managers, and the credentials of their sockets, on a server that the test controls.
import { describe, expect, it, vi } from 'vitest';
import { io, Manager, type Socket } from '../../src/socketio/entry.js';
import { until } from './fake-socket.js';
import { accept, connect, FakeServer, keep, options } from './io-on-fake.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/host/load.js', () => import('./io-on-fake.js'));

const open = (url = 'http://server.test', more: object = {}): Socket =>
  keep(io(url, { ...options, ...more }));

describe('a manager', () => {
  it.each(['admin', '/a,b', '', 5, `/${'é'.repeat(60_000)}`])(
    'refuses the namespace %o, whose events wait',
    async (nsp: any) => {
      const socket = open().io.socket(nsp);
      const refused = vi.fn();
      socket.on('connect_error', refused).emit('a');
      await until(() => refused.mock.calls.length);
      expect(socket.active).toBe(false);
    },
  );
  it.each([Symbol('a'), {}, '\ud800', 'a'.repeat(70_000)])(
    'throws for the namespace %o',
    (nsp: any) => {
      expect(() => open().io.socket(nsp)).toThrow(TypeError);
    },
  );

  it('takes null for no options of a socket', () => {
    expect(open().io.socket('/chat', null as any).auth).toEqual({});
  });

  it('calls every callback of open(), whatever one of them throws', async () => {
    const manager = new Manager('http://server.test', { ...options, autoConnect: false });
    keep(manager.socket('/'));
    const uncaught = vi.fn();
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', uncaught);
    const second = vi.fn();
    const retried = vi.fn();
    manager.on('reconnect_attempt', retried);
    manager.open(() => {
      throw new Error('of the callback');
    });
    manager.open(second);
    await until(() => FakeServer.all.length);
    FakeServer.last.drop();
    await until(() => uncaught.mock.calls.length);
    for (const one of listeners) process.on('uncaughtException', one);
    expect(second.mock.calls).toEqual([[expect.any(Error)]]);
    await until(() => retried.mock.calls.length);
  });

  it('forgets the callbacks of an open() that disconnect() ended', async () => {
    const manager = new Manager('http://server.test', { ...options, autoConnect: false });
    const socket = keep(manager.socket('/'));
    const [ended, called] = [vi.fn(), vi.fn()];
    manager.open(ended).disconnect();
    manager.open(called);
    // The first one was opened for the first open().
    await until(() => FakeServer.all.length === 2);
    await connect(socket.connect());
    await until(() => called.mock.calls.length);
    expect(ended).not.toHaveBeenCalled();
  });

  it('tells what happens to the connection', async () => {
    const manager = new Manager('http://server.test', { ...options, autoConnect: false });
    const socket = keep(manager.socket('/chat'));
    const seen: unknown[] = [];
    for (const name of ['open', 'close', 'ping', 'reconnect_attempt', 'reconnect'] as const)
      manager.on(name, (...given: unknown[]) => seen.push([name, ...given]));
    manager.open((error) => seen.push(['opened', error]));
    socket.connect();
    const server = await connect(socket, 'chat');
    expect([manager.engine.id, manager.engine.transport.name]).toEqual(['session', 'websocket']);
    expect(server.sent).toEqual(['40/chat,{}']);
    server.say('2');
    expect(server.sent).toEqual(['40/chat,{}', '3']);
    const gone = vi.fn();
    socket.on('disconnect', gone);
    server.drop();
    await until(() => gone.mock.calls.length);
    const details = { description: expect.any(String), context: { code: 1006 } };
    expect(gone).toHaveBeenCalledWith('transport close', details);
    await connect(socket, 'again');
    expect(seen).toEqual([
      ['open'],
      ['opened', undefined],
      ['ping'],
      ['close', 'transport close', details],
      ['reconnect_attempt', 1],
      ['open'],
      ['reconnect', 1],
    ]);
  });

  it('connects again if its engine is closed, which has no effect later', async () => {
    const socket = open('http://server.test', { reconnectionDelay: 1 });
    const server = await connect(socket);
    const [lost, first] = [vi.fn(), socket.io.engine];
    socket.on('disconnect', lost);
    first.close();
    expect(server.readyState).toBeGreaterThan(1);
    expect(lost).toHaveBeenCalledTimes(1);
    expect(socket.active).toBe(true);
    const again = await connect(socket);
    first.close();
    expect([socket.connected, again.readyState]).toEqual([true, 1]);
  });

  it('has an engine for each connection, with listeners of its own', async () => {
    const manager = new Manager('http://server.test', { ...options, autoConnect: false });
    const socket = keep(manager.socket('/'));
    expect(manager.engine).toBeUndefined();
    socket.connect();
    const first = manager.engine;
    const closed = vi.fn();
    first.on('close', closed).on('packet', () => {});
    const server = await connect(socket);
    expect(manager.engine).toBe(first);
    server.drop();
    await connect(socket, 'again');
    expect(closed.mock.calls).toEqual([['transport close', expect.anything()]]);
    expect(first.id).toBeUndefined();
    const second = manager.engine;
    expect([second === first, second.id]).toEqual([false, 'session']);
    socket.disconnect();
    expect(closed).toHaveBeenCalledOnce();
    socket.connect();
    expect(manager.engine).not.toBe(second);
  });

  it('counts the attempts of each open() from 1', async () => {
    const manager = new Manager('http://server.test', {
      ...{ ...options, reconnectionAttempts: 1, reconnectionDelay: 1, reconnectionDelayMax: 1 },
    });
    const socket = keep(manager.socket('/'));
    const seen: unknown[] = [];
    manager.on('reconnect_attempt', (attempt) => seen.push(attempt));
    manager.on('reconnect_failed', () => seen.push('failed'));
    const failBoth = async (count: number) => {
      for (const number of [count, count + 1]) {
        await until(() => FakeServer.all.length === number);
        FakeServer.last.drop();
      }
    };
    await failBoth(1);
    await until(() => seen.length === 2);
    socket.connect();
    await failBoth(3);
    await until(() => seen.length === 4);
    expect(seen).toEqual([1, 'failed', 1, 'failed']);
  });

  it('closes the connection when the last socket has become inactive, and opens it again', async () => {
    const root = open();
    const server = await connect(root);
    const chat = root.io.socket('/chat');
    await accept(server, chat);
    const close = vi.fn();
    root.io.on('close', close);
    root.disconnect();
    expect(close).not.toHaveBeenCalled();
    expect(server.sent.at(-1)).toBe('41');
    server.say('41/chat,');
    await until(() => server.readyState === 3);
    expect(close.mock.calls).toEqual([['forced close', undefined]]);
    expect([chat.active, chat.connected]).toEqual([false, false]);
    root.connect();
    await connect(root, 'again');
    expect([root.id, chat.active]).toEqual(['again', false]);
  });

  it('disconnects its sockets, which open() connects again', async () => {
    const socket = open();
    await connect(socket);
    const gone = vi.fn();
    socket.on('disconnect', gone);
    socket.io.disconnect();
    expect(gone.mock.calls).toEqual([['forced close', undefined]]);
    expect(socket.active).toBe(true);
    socket.io.open();
    await connect(socket);
  });
});

describe('credentials', () => {
  it.each([
    ['an object', { token: 1 }],
    ['a function with a callback', (send: (data: object) => void) => send({ token: 1 })],
    ['an async function', async () => ({ token: 1 })],
  ])('are %s', async (_, auth) => {
    const socket = open('http://server.test', { auth });
    const server = await connect(socket);
    expect(server.sent).toEqual(['40{"token":1}']);
  });

  it('are asked for with the socket as this', async () => {
    const seen: unknown[] = [];
    const socket = open('http://server.test', {
      auth(this: unknown, send: (data: object) => void) {
        seen.push(this);
        send({});
      },
    });
    await connect(socket);
    expect(seen).toEqual([socket]);
  });

  it('are asked for on each connection, and for each namespace', async () => {
    let turn = 0;
    const auth = (send: (data: object) => void) => send({ turn: ++turn });
    const root = open('http://server.test', { auth });
    root.io.socket('/chat', { auth: { other: true } });
    const first = await connect(root);
    await until(() => first.sent.includes('40/chat,{"other":true}'));
    first.drop();
    const second = await connect(root);
    expect(second.sent).toContain('40{"turn":2}');
  });
});
