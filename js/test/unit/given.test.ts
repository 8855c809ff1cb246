// An app's values cross the border as the declared string or number, or are rejected by name.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Pusher, { type Options } from '../../src/pusher/entry.js';
import { engineOptions, server } from '../../src/pusher/engine-options.js';
import { Option } from '../../src/host/border.js';
import { leases } from '../../src/hooks/leases.js';
import { failure, text, words } from '../../src/host/given.js';
import { FakeSocket, until } from './fake-socket.js';

const reported = vi.hoisted(() => vi.fn());
vi.mock('../../src/host/driver.js', async (original) => ({
  ...(await original<object>()),
  rethrow: reported,
}));

const made: Pusher[] = [];
function makePusher(more: object = {}): Pusher {
  const pusher = new Pusher('k', { cluster: 'eu', WebSocket: FakeSocket, ...more });
  made.push(pusher);
  return pusher;
}
async function connected(more: object = {}): Promise<Pusher> {
  const pusher = makePusher(more);
  FakeSocket.last.greet('1.2');
  await until(() => pusher.connection.state === 'connected');
  return pusher;
}
/** Returns the first subscription error of a private channel with this handler. */
async function errorOf(customHandler: (request: any, done: any) => unknown): Promise<any> {
  const pusher = await connected({ channelAuthorization: { customHandler } });
  return new Promise((resolve) =>
    pusher.subscribe('private-a').bind('pusher:subscription_error', resolve),
  );
}

const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error('do not look');
    },
    getPrototypeOf() {
      throw new Error('do not look');
    },
  },
);

/** Values by name, because hostile values cannot be printed. */
const named = (...values: unknown[]): [string, () => any][] =>
  values.map((value) => [
    value === hostile ? 'a hostile proxy' : `${typeof value} ${String(value)}`,
    () => value,
  ]);

beforeEach(() => {
  FakeSocket.all = [];
  reported.mockClear();
});
afterEach(() => {
  for (const pusher of made.splice(0)) pusher.disconnect();
});

describe('options that are numbers', () => {
  it('may be strings of digits', async () => {
    const options: any = { activityTimeout: '30000', reconnect: { initialDelay: ' 500 ' } };
    expect(engineOptions(options)).toMatchObject({
      [Option.LivenessActivityTimeout]: 30_000,
      [Option.ReconnectInitialDelay]: 500,
    });
    await connected(options);
    expect(reported).not.toHaveBeenCalled();
  });

  it.each([null, undefined, '', ' ', false])('mean the default when they are %j', async (none) => {
    await connected({
      activityTimeout: none,
      pongTimeout: none,
      unavailableTimeout: none,
      leaveGrace: none,
      reconnect: { initialDelay: none, growthPercent: none, giveUpAfter: none },
      wsPort: none,
      wssPort: none,
    });
    expect(reported).not.toHaveBeenCalled();
  });

  it.each([
    ['activityTimeout', { activityTimeout: 0 }],
    ['activityTimeout', { activityTimeout: '-5' }],
    ['pongTimeout', { activityTimeout: '200', pongTimeout: 1e12 }],
    ['reconnect.initialDelay', { reconnect: { initialDelay: '0' } }],
    ['reconnect.giveUpAfter', { reconnect: { initialDelay: '5', giveUpAfter: -1 } }],
    ['leaveGrace', { unavailableTimeout: '', leaveGrace: -1 }],
  ])('are rejected as %s when out of range: %j', async (name, options) => {
    makePusher(options);
    await until(() => reported.mock.calls.length > 0);
    const [error] = reported.mock.calls[0]!;
    expect(`${error}`).toContain(`option ${name} is out of range`);
  });

  const noNumbers = named(1n, NaN, Infinity, {}, [], true, 'soon', Symbol('s'), () => 1, hostile);
  it.each(noNumbers)('are rejected immediately, by name, when they are %s', (_, give) => {
    const value = give();
    const refused = (name: string, options: object) =>
      expect(() => makePusher(options)).toThrow(new RegExp(`^${name} must be a number`));
    refused('activityTimeout', { activityTimeout: value });
    refused('reconnect.attemptTimeout', { reconnect: { attemptTimeout: value } });
    refused('wsPort', { wsPort: value });
    expect(() => makePusher({ leaveGrace: value })).toThrow(TypeError);
  });

  it.each([70_000, -1, 80.5])('%j is not a port', (value) => {
    expect(() => makePusher({ wssPort: value })).toThrow('wssPort must be a port');
  });
});

describe('options that are strings', () => {
  it('may be numbers, and mean the default when they are empty', () => {
    expect(server(123, { cluster: 7 } as any).slice(0, 2)).toEqual(['123', 'ws-7.pusher.com']);
    for (const none of ['', null, undefined, false])
      expect(server('k', { cluster: 'eu', wsHost: none, wsPath: none } as any)[1]).toBe(
        'ws-eu.pusher.com',
      );
  });

  it.each(['localhost:8080', 'h:', ':80', '[::1]:8080', 'https://h', 'h/app'])(
    'are not a host when they are %s',
    (wsHost) => {
      const words = `wsHost must be a host name or address, got ${wsHost}`;
      expect(() => server('k', { cluster: '', wsHost })).toThrow(words);
    },
  );
  it.each(['localhost', '127.0.0.1', '::1', '[::1]', 'fe80::1'])('are a host: %s', (wsHost) => {
    expect(server('k', { cluster: '', wsHost })[1]).toBe(wsHost);
  });

  const noTexts = named(1n, NaN, {}, ['a'], true, Symbol('s'), () => 1, hostile, '\ud800');
  it.each(noTexts)('are rejected immediately, by name, when they are %s', (_, give) => {
    const value = give();
    const refused = (name: string, key: unknown, options: object) =>
      expect(() => server(key, options as Options)).toThrow(
        new RegExp(`^${name} must be a string`),
      );
    refused('key', value, { wsHost: 'h' });
    refused('wsHost', 'k', { wsHost: value });
    refused('cluster', 'k', { cluster: value });
    refused('wsPath', 'k', { wsHost: 'h', wsPath: value });
  });
});

describe('channel names and whispers', () => {
  it('may be numbers; other values are rejected', () => {
    const pusher = makePusher();
    expect(pusher.subscribe(7 as any).name).toBe('7');
    for (const [, give] of named(1n, NaN, {}, [], Symbol('s'), () => 1, hostile, null, undefined))
      expect(() => pusher.subscribe(give())).toThrow(/^channel must be a string/);
  });

  it('that are numbers can be left, and whispered to', async () => {
    const pusher = await connected();
    pusher.subscribe(7 as any);
    await until(() => FakeSocket.last.asked().length === 1);
    pusher.send_event('client-a', {}, 7 as any);
    FakeSocket.last.event('pusher_internal:subscription_succeeded', '7');
    await until(() => FakeSocket.last.sent.some(({ event }) => event === 'client-a'));
    pusher.unsubscribe(7 as any);
    await until(() => FakeSocket.last.asked('pusher:unsubscribe').length === 1);

    const mine: any = leases({ connector: { pusher } }).connector.pusher;
    mine.subscribe(8);
    await until(() => FakeSocket.last.asked().includes('8'));
    mine.unsubscribe(8);
    await until(() => FakeSocket.last.asked('pusher:unsubscribe').includes('8'));
    expect(FakeSocket.last.asked()).toEqual(['7', '8']);
  });

  it('that are huge are not copied', async () => {
    const pusher: any = await connected();
    const memory = () => pusher.client_.driver_.engine_.exports_.memory().buffer.byteLength;
    const before = memory();
    const endless = 'x'.repeat(50e6);
    expect(() => pusher.subscribe(endless)).toThrow(
      'channel must be a string of at most 65536 characters',
    );
    pusher.send_event('client-a', endless, 'private-a');
    pusher.send_event(`client-${endless}`, 1, 'private-a');
    await until(() => pusher.client_.driver_.idle_());
    expect(memory()).toBe(before);
  });
});

describe("a handler's error", () => {
  it.each([200, 1e9, -1, 1n, {}, Symbol('s')])(
    'is reported as a string when its message is %s',
    async (message) => {
      const { error } = await errorOf((_, done) => done({ message }));
      expect(error).toBe(String(message));
    },
  );

  it.each([
    ['503', 503, true],
    [503, 503, true],
    ['403', 403, false],
    ['FETCH_ERROR', 0, true],
    ['UNAUTHENTICATED', 0, true],
    [1e9, 0, true],
    [-1, 0, true],
    [NaN, 0, true],
    [{}, 0, true],
    [5n, 0, true],
    [Symbol('s'), 0, true],
  ])('with the status %s', async (given, status, retrying) => {
    const told = await errorOf((_, done) => done({ status: given, message: 'in my words' }));
    expect(told).toMatchObject({ error: 'in my words', status });
    expect(told.retrying).toBe(retrying);
  });

  it('keeps its message and its status', async () => {
    const told = await errorOf((_, done) => done(Object.assign(new Error('no'), { status: 403 })));
    expect(told).toMatchObject({ type: 'AuthError', error: 'no', status: 403 });
  });

  it.each([
    ['as Laravel has it', true, Object.assign(new Error('no'), { response: { status: 403 } })],
    ['with the words of the body', { status: 403, data: { message: 'no' } }, null],
    ['within an error', { status: 403, error: { message: 'no' } }, null],
    ['as an answer', { status: 403, statusText: 'no' }, null],
  ])('is found %s', async (_, error, data) => {
    const told = await errorOf((_request, done) => done(error, data));
    expect(told).toMatchObject({ error: 'no', status: 403 });
    expect(told.retrying).toBe(false);
  });

  it('passed as in Laravel’s documentation is retried if the network failed', async () => {
    const axios = Object.assign(new Error('Network Error'), { code: 'ERR_NETWORK' });
    const told = await errorOf((_, done) => done(true, axios));
    expect(told).toMatchObject({ error: 'Network Error', status: 0 });
    expect(told.retrying).toBe(true);
  });

  it('of RTK Query is reported with its message', async () => {
    const told = await errorOf((_, done) =>
      done({ status: 'FETCH_ERROR', error: 'TypeError: Failed to fetch' }),
    );
    expect(told).toMatchObject({ error: 'TypeError: Failed to fetch', status: 0 });
  });

  it('may come from an async handler that rejects', async () => {
    const told = await errorOf(async () => {
      throw new Error('my token is gone');
    });
    expect(told).toMatchObject({ error: 'my token is gone', status: 0 });
    expect(told.retrying).toBe(false);
  });

  it.each([
    'Failed to fetch',
    'fetch failed',
    'NetworkError when attempting to fetch resource.',
    'Load failed',
    'Network request failed',
    'Network Error',
    'timeout of 1000ms exceeded',
    'The operation timed out.',
    'The operation was aborted',
    'connect ECONNREFUSED 127.0.0.1:80',
  ])('that says "%s" is retried', async (message) => {
    const told = await errorOf(() => Promise.reject(new Error(message)));
    expect(told.retrying).toBe(true);
    expect(told.error).toBe(message);
  });

  it.each(
    named(undefined, null, true, {}, { code: 5 }, { response: { status: 403 } }, new Error('')),
  )('without a message, %s, is reported with a default message', async (_, give) => {
    const { error } = await errorOf(() => Promise.reject(give()));
    expect(error).toMatch(/^(the auth endpoint refused, see its log|Error)$/);
  });

  it('that throws when it is read is a refusal', () => {
    expect(failure(hostile)).toEqual([true, 'object', 0]);
    expect(failure(Object.create(null))).toEqual([true, 'object', 0]);
    expect(text(hostile)).toBe('object');
  });

  it('is not a page of HTML', () => {
    expect(words(new Error('x'.repeat(1e6)))).toHaveLength(1000);
  });
});

describe("a handler's result", () => {
  it('that is huge is rejected by its length, and is not copied', async () => {
    let answer: ((error: null, data: object) => void) | undefined;
    const customHandler = (_request: unknown, done: any) => (answer = done);
    const pusher: any = await connected({ channelAuthorization: { customHandler } });
    const memory = () => pusher.client_.driver_.engine_.exports_.memory().buffer.byteLength;
    const told = new Promise<any>((resolve) =>
      pusher.subscribe('private-a').bind('pusher:subscription_error', resolve),
    );
    await until(() => !!answer);
    const before = memory();
    answer!(null, { auth: 'x'.repeat(50e6) });
    expect((await told).error).toContain('too large');
    // The limit of a response, and no more.
    expect(memory() - before).toBeLessThan(1e6);
  });

  const cyclic: any = {};
  cyclic.self = cyclic;
  it.each(named(undefined, null, 7, 1n, cyclic, hostile, 'text', { auth: 5 }, Symbol('s')))(
    'that is invalid is an error with a message: %s',
    async (_, give) => {
      const { error } = await errorOf((_request, done) => done(null, give()));
      expect(error).toMatch(/./);
    },
  );
});
