// `io()`: sockets and managers on a server that the test controls.
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { io, type Socket } from '../../src/socketio/entry.js';
import { until } from './fake-socket.js';
import { connect, FakeServer, keep, options } from './io-on-fake.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/host/load.js', () => import('./io-on-fake.js'));

let warned: MockInstance;
beforeEach(() => {
  warned = vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  warned.mockRestore();
});

const open = (url = 'http://server.test', more: object = {}): Socket =>
  keep(io(url, { ...options, ...more }));
/** The messages after the first one, which connects the namespace. */
const sent = (server: FakeServer) => server.sent.slice(1);

describe('the URL', () => {
  it.each([
    ['http://a.test', 'ws://a.test/socket.io/', '/'],
    ['https://a.test:443/admin', 'wss://a.test/socket.io/', '/admin'],
    ['ws://a.test:3000/a/b?c=d', 'ws://a.test:3000/socket.io/', '/a/b'],
    ['a.test:3000/é', 'wss://a.test:3000/socket.io/', '/é'],
    ['//a.test', 'wss://a.test/socket.io/', '/'],
  ])('%s', async (url, address, nsp) => {
    const socket = open(url);
    expect(socket.nsp).toBe(nsp);
    expect(FakeServer.last.url.split('?')[0]).toBe(address);
  });

  it('gets what it lacks from the page', () => {
    vi.stubGlobal('location', new URL('http://shop.test:8000/cart'));
    keep(io(options));
    expect(FakeServer.last.url).toMatch(/^ws:\/\/shop\.test:8000\/socket\.io\//);
    expect(open('/admin').nsp).toBe('/admin');
    expect(FakeServer.last.url).toMatch(/^ws:\/\/shop\.test:8000\/socket\.io\//);
    open('other.test');
    expect(FakeServer.last.url).toMatch(/^ws:\/\/other\.test\/socket\.io\//);
  });

  it('has the query, unless the options have one', () => {
    open('http://a.test?a=1&b=%C3%A9');
    expect(FakeServer.last.url).toContain('/?a=1&b=%C3%A9&EIO=4&');
    open('http://a.test?a=1', { query: { c: 2 } });
    expect(FakeServer.last.url).toContain('/?c=2&EIO=4&');
  });

  it('without a server, and without a page, is this machine, as in socket.io-client', () => {
    keep(io({ ...options, autoConnect: true }));
    expect(FakeServer.last.url).toMatch(/^ws:\/\/localhost\/socket\.io\//);
  });
});

describe('sockets share a manager', () => {
  const shared = (url: string, more: object = {}) => open(url, { forceNew: false, ...more });

  it('of a server and path', () => {
    const root = shared('http://shared.test');
    expect(shared('http://shared.test:80/chat').io).toBe(root.io);
    expect(shared('http://shared.test/a', { path: '/other' }).io).not.toBe(root.io);
    expect(shared('https://shared.test/a').io).not.toBe(root.io);
    expect(shared('http://shared.test:81/a').io).not.toBe(root.io);
  });

  it('unless the namespace is there already, or the options say so', () => {
    const root = shared('http://own.test');
    expect(shared('http://own.test').io).not.toBe(root.io);
    expect(shared('http://own.test/a', { forceNew: true }).io).not.toBe(root.io);
    expect(shared('http://own.test/b', { multiplex: false }).io).not.toBe(root.io);
    expect(shared('http://own.test/c').io).toBe(root.io);
    expect(root.io.socket('/')).toBe(root);
  });
});

describe('options', () => {
  it.each(['parser'])('%s throws', (name) => {
    expect(() => io('http://a.test', { [name]: 1 })).toThrow(`the option ${name} is not supported`);
  });
  it.each(['reconnectionDelay', 'ackTimeout', 'retries'])('%s of the wrong type throws', (name) => {
    const given = { ...options, [name]: 'soon' as any };
    expect(() => io('http://a.test', given)).toThrow(`${name} must be a number`);
    expect(FakeServer.all).toEqual([]);
  });
  it('are not looked at if the namespace is not text: nothing is opened', () => {
    expect(() => io('http://a.test/\ud800', options)).toThrow('namespace must be a string');
    expect(FakeServer.all).toEqual([]);
  });
  it.each([5, 'websocket', {}])('transports of the wrong type throws: %o', (transports: any) => {
    const words = 'transports must contain websocket or polling';
    expect(() => io('http://a.test', { transports })).toThrow(words);
  });
  it('may follow a URL that is null', () => {
    vi.stubGlobal('location', new URL('http://shop.test:8000/cart'));
    keep(io(null as any, { ...options, path: '/other' }));
    expect(FakeServer.last.url).toMatch(/^ws:\/\/shop\.test:8000\/other\//);
  });
  it('timeout: 0 ends each attempt at once', async () => {
    const failed = vi.fn();
    const socket = open('http://a.test', { timeout: 0, reconnection: false });
    socket.on('connect_error', failed);
    await until(() => failed.mock.calls.length);
    expect(failed.mock.calls[0]![0]).toMatchObject({ message: 'timeout' });
  });

  it('extraHeaders warns', () => {
    open('http://a.test', { extraHeaders: { a: 'b' } });
    expect(warned).toHaveBeenCalledWith('extraHeaders has no effect, use auth or query');
  });
  it('autoConnect: false waits for connect()', async () => {
    const socket = open('http://a.test', { autoConnect: false });
    expect([socket.active, FakeServer.all.length]).toEqual([false, 0]);
    socket.connect();
    await connect(socket);
  });
  it('can be read at the manager, and set', () => {
    const { io: manager } = open('http://a.test', { reconnectionDelay: 5, timeout: false });
    expect(manager.reconnectionDelay()).toBe(5);
    expect(manager.reconnectionDelayMax()).toBe(5000);
    expect(manager.reconnectionAttempts()).toBe(Infinity);
    expect(manager.timeout()).toBe(false);
    expect(manager.randomizationFactor()).toBe(0.5);
    expect(manager.reconnection(false)).toBe(manager);
    expect(manager.reconnection()).toBe(false);
  });
  it('stay as they were if one is set to the wrong type', () => {
    const { io: manager } = open('http://a.test', { timeout: 5000 });
    expect(() => manager.timeout('soon' as any)).toThrow('timeout must be a number');
    expect(manager.timeout()).toBe(5000);
  });
});

describe('arguments', () => {
  it.each([
    ['an ArrayBuffer', Uint8Array.of(7).buffer],
    ['a typed array, a part of a buffer', new Uint8Array([6, 7, 8]).subarray(1, 2)],
    ['a Buffer, which has a toJSON', Buffer.from([7])],
    ['a DataView', new DataView(Uint8Array.of(7).buffer)],
  ])('may be %s', async (_, value) => {
    const socket = open();
    const server = await connect(socket);
    socket.emit('a', 'text', { deep: [value] }, value);
    const [first, second] = [0, 1].map((num) => `{"_placeholder":true,"num":${num}}`);
    expect(sent(server)).toEqual([
      `452-["a","text",{"deep":[${first}]},${second}]`,
      'bBw==',
      'bBw==',
    ]);
  });
  it('arrive as ArrayBuffers, of an event and of an answer', async () => {
    const socket = open();
    const server = await connect(socket);
    const heard = vi.fn();
    const answered = vi.fn();
    socket.on('a', heard).emit('b', answered);
    server.say('451-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
    server.binary(7);
    await until(() => heard.mock.calls.length);
    // What names no attachment stays what it is.
    expect(heard).toHaveBeenCalledWith(Uint8Array.of(7).buffer, { _placeholder: true, num: 1 });
    const id = /^42(\d+)/.exec(sent(server)[0])![1];
    server.say(`461-${id}[[{"_placeholder":true,"num":0}]]`);
    server.binary(1, 2);
    await until(() => answered.mock.calls.length);
    expect(answered).toHaveBeenCalledWith([Uint8Array.of(1, 2).buffer]);
  });
  it.each(['"map"', '"__proto__"', '"length"', '[0]'])(
    'that name the attachment %s arrive as they are',
    async (num) => {
      const socket = open();
      const server = await connect(socket);
      const heard = vi.fn();
      socket.on('a', heard);
      server.say(`451-["a",{"_placeholder":true,"num":${num}}]`);
      server.binary(7);
      await until(() => heard.mock.calls.length);
      expect(heard.mock.calls).toEqual([[{ _placeholder: true, num: JSON.parse(num) }]]);
    },
  );
  it('that contain a Blob throw', () => {
    const words = 'a Blob cannot be sent, send await blob.arrayBuffer()';
    expect(() => open().emit('a', [new Blob(['a'])])).toThrow(new TypeError(words));
  });
  it('that are not JSON throw', () => {
    const socket = open();
    const cycle: any = {};
    cycle.self = cycle;
    expect(() => socket.emit('a', cycle)).toThrow(/circular/);
    expect(() => socket.emit('a', 1n)).toThrow(/BigInt/);
  });
  it('of an answer that cannot be sent throw, and it can be given again', async () => {
    const socket = open();
    const server = await connect(socket);
    const errors: unknown[] = [];
    socket.on('q', (answer) => {
      try {
        answer(1n);
      } catch (error) {
        errors.push(error);
      }
      answer('text');
    });
    server.say('427["q"]');
    await until(() => sent(server).includes('437["text"]'));
    expect(errors).toEqual([expect.any(TypeError)]);
  });
  it('become null if they are undefined, as in JSON', async () => {
    const socket = open();
    const server = await connect(socket);
    socket.emit('a', undefined, { b: undefined }, new Date(0));
    expect(sent(server)).toEqual(['42["a",null,{},"1970-01-01T00:00:00.000Z"]']);
  });
  it.each(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener'])(
    'of the reserved event %s throw',
    (name) => {
      expect(() => open().emit(name)).toThrow(`"${name}" is a reserved event name`);
    },
  );
});

describe('listeners', () => {
  it('are called in order with the socket as this; one that throws does not affect the others', async () => {
    const socket = open();
    const server = await connect(socket);
    const uncaught = vi.fn();
    const listeners = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', uncaught);
    const seen: unknown[] = [];
    socket.onAny((...given) => seen.push(['second', ...given]));
    socket.prependAny((...given) => seen.push(['first', ...given]));
    socket.on('a', () => {
      throw new Error('of the listener');
    });
    socket.on('a', function (this: unknown, ...given) {
      seen.push([this === socket, ...given]);
      socket.on('a', () => seen.push('added'));
    });
    server.say('42["a",1,"b"]');
    await until(() => uncaught.mock.calls.length);
    for (const one of listeners) process.on('uncaughtException', one);
    expect(seen).toEqual([
      ['first', 'a', 1, 'b'],
      ['second', 'a', 1, 'b'],
      [true, 1, 'b'],
    ]);
    expect(uncaught.mock.calls[0]![0]).toEqual(new Error('of the listener'));
  });

  it('of once() and those that were removed are not called again', async () => {
    const socket = open();
    const server = await connect(socket);
    const [once, never, twice] = [vi.fn(), vi.fn(), vi.fn()];
    socket.once('a', once).once('a', never).off('a', never);
    socket.on('a', twice).on('a', never).off('a', never);
    expect(socket.listeners('a')).toEqual([once, twice]);
    server.say('42["a",1]');
    server.say('42["a",2]');
    expect([once.mock.calls, twice.mock.calls]).toEqual([[[1]], [[1], [2]]]);
    expect(never).not.toHaveBeenCalled();
    socket.removeAllListeners('a');
    expect(socket.hasListeners('a')).toBe(false);
    socket.onAny(never).offAny(never);
    server.say('42["a",3]');
    expect(never).not.toHaveBeenCalled();
  });

  it('of once() are told apart from the same listener of on()', async () => {
    const socket = open();
    const server = await connect(socket);
    const both = vi.fn();
    socket.on('a', both).once('a', both);
    for (const n of [1, 2, 3]) server.say(`42["a",${n}]`);
    expect(both.mock.calls).toEqual([[1], [1], [2], [3]]);
  });

  it('leave nothing behind when they are removed', () => {
    const socket = open();
    const call = () => {};
    for (const n of [1, 2, 3]) socket.on(`a${n}`, call).off(`a${n}`, call);
    expect((socket as any).bound_.size).toBe(0);
  });

  it('that disconnect the socket before it is told that it is connected', async () => {
    const socket = open();
    const connected = vi.fn();
    socket.on('connect', connected).on('early', () => socket.disconnect());
    await until(() => FakeServer.all.length && FakeServer.last.readyState === 0);
    const server = FakeServer.last;
    server.opened();
    await until(() => server.sent.length);
    server.say('42["early"]');
    server.say('40{"sid":"id"}');
    await until(() => !socket.active);
    expect(connected).not.toHaveBeenCalled();
  });

  it.each(['{"toString":1}', 'null', '["a"]'])('are not called for the name %s', async (name) => {
    const socket = open();
    const server = await connect(socket);
    const heard = vi.fn();
    const gone = vi.fn();
    socket.onAny(heard).on('disconnect', gone);
    server.say(`427[${name}]`);
    server.say('42["a"]');
    await until(() => heard.mock.calls.length);
    expect(heard.mock.calls).toEqual([['a']]);
  });

  it('do not take an event of the server for one of the socket', async () => {
    const socket = open();
    const server = await connect(socket);
    const [gone, last] = [vi.fn(), vi.fn()];
    socket.on('disconnect', gone).on('last', last);
    server.say('42["disconnect","trick"]');
    server.say('42["last"]');
    await until(() => last.mock.calls.length);
    expect(gone).not.toHaveBeenCalled();
    expect(socket.connected).toBe(true);
  });

  it('of outgoing events are called when an event is sent, without its acknowledgement', async () => {
    const socket = open('http://server.test');
    const outgoing = vi.fn();
    const removed = vi.fn();
    socket.onAnyOutgoing(outgoing).prependAnyOutgoing(removed).offAnyOutgoing(removed);
    expect(socket.listenersAnyOutgoing()).toEqual([outgoing]);
    socket.emit('a', 1, () => {});
    expect(outgoing).not.toHaveBeenCalled();
    await connect(socket);
    expect(outgoing.mock.calls).toEqual([['a', 1]]);
    expect(removed).not.toHaveBeenCalled();
  });
});

describe('the time of an acknowledgement', () => {
  it.each(['soon', NaN, 5n, {}])('must be a number: %o', (time: any) => {
    expect(() => open().timeout(time)).toThrow('timeout must be a number');
  });
  it('may be digits', async () => {
    const socket = open('http://server.test', { autoConnect: false });
    const error = await new Promise((done) => socket.timeout('1' as any).emit('a', done));
    expect(error).toEqual(new Error('operation has timed out'));
  });
  it('ends with the time that an event may wait', async () => {
    const day = 86_400_000;
    const socket = open('http://server.test', { autoConnect: false });
    const answered = vi.fn();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    // More than a timer of the runtime can take.
    socket.timeout(2 ** 31 + 1000).emit('a', answered);
    await vi.advanceTimersByTimeAsync(day - 1000);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(answered.mock.calls).toEqual([[new Error('operation has timed out')]]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('events that wait', () => {
  it('are limited: the further ones are dropped with a warning, or an error for their acknowledgement', async () => {
    const socket = open('http://server.test', { buffer: { max: 2 } });
    for (const n of [1, 2]) socket.emit('n', n);
    await connect(socket).then((server) => expect(sent(server)).toHaveLength(2));
    FakeServer.last.drop();
    await until(() => !socket.connected);
    for (const n of [3, 4, 5]) socket.emit('n', n);
    expect(warned.mock.calls).toEqual([['n was not sent: too many events wait']]);
    const error = await new Promise((resolve) => socket.timeout(1e6).emit('n', 6, resolve));
    expect(error).toBeInstanceOf(Error);
  });

  it('are limited in an inactive socket, too', async () => {
    const socket = open('http://server.test', { buffer: { max: 2 }, autoConnect: false });
    for (const n of [1, 2, 3]) socket.emit('n', n);
    await until(() => warned.mock.calls.length);
    expect(warned.mock.calls).toEqual([['n was not sent: too many events wait']]);
  });

  it('stay in order if the socket is disconnected and connected at once', async () => {
    const socket = open();
    for (const n of [1, 2]) socket.emit('n', n);
    socket.disconnect();
    for (const n of [3, 4]) socket.emit('n', n);
    socket.connect();
    // The first one was opened for the first connect().
    await until(() => FakeServer.all.length === 2);
    const server = await connect(socket);
    await until(() => sent(server).length >= 4);
    expect(sent(server)).toEqual([1, 2, 3, 4].map((n) => `42["n",${n}]`));
  });

  it('are too long for the server: they are dropped with a warning', async () => {
    const socket = open();
    const server = await connect(socket);
    socket.emit('long', 'a'.repeat(1_000_001));
    expect(warned.mock.calls[0]![0]).toContain('long was not sent');
    expect(sent(server)).toEqual([]);
  });
});

it('an engine that trapped is replaced: the socket connects again, and what has waited is sent', async () => {
  const socket = open();
  await connect(socket);
  const uncaught = vi.fn();
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.once('uncaughtException', uncaught);
  const reasons: unknown[] = [];
  socket.on('disconnect', (reason) => reasons.push(reason));
  const lost = socket.emitWithAck('asked').catch((error) => error.message);
  FakeServer.last.drop();
  await until(() => !socket.connected);
  expect(await lost).toBe('socket has been disconnected');
  socket.emit('kept', 1);
  const answer = socket.emitWithAck('kept', 2);
  (socket.io as any).client_.failed_(new Error('trap'));
  socket.emit('kept', 3);
  await until(() => uncaught.mock.calls.length);
  for (const one of listeners) process.on('uncaughtException', one);
  const server = await connect(socket, 'second');
  expect(socket.id).toBe('second');
  await until(() => sent(server).length >= 3);
  const texts = sent(server);
  const number = /^42(\d+)\["kept",2\]$/.exec(texts[1])![1];
  expect([texts[0], texts[2]]).toEqual(['42["kept",1]', '42["kept",3]']);
  server.say(`43${number}["answered"]`);
  expect(await answer).toBe('answered');
  expect(reasons).toEqual(['transport close']);
});
