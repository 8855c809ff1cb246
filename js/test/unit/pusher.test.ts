import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Pusher, { type Options } from '../../src/pusher/entry.js';
import { server } from '../../src/pusher/engine-options.js';
import { version } from '../../src/version.js';
import packageJson from '../../package.json' with { type: 'json' };
import { serveAuth } from './echo-on-fake.js';
import { FakeSocket, until } from './fake-socket.js';

const reported = vi.hoisted(() => vi.fn());
vi.mock('../../src/host/driver.js', async (original) => ({
  ...(await original<object>()),
  rethrow: reported,
}));

const made: Pusher[] = [];
function makePusher(more: Partial<Options> = {}): Pusher {
  const pusher = new Pusher('k', { cluster: 'eu', WebSocket: FakeSocket, ...more });
  made.push(pusher);
  return pusher;
}
async function connected(pusher: Pusher): Promise<FakeSocket> {
  FakeSocket.last.greet('1.2');
  await until(() => pusher.connection.state === 'connected');
  return FakeSocket.last;
}

beforeEach(() => {
  FakeSocket.all = [];
  reported.mockClear();
});
afterEach(() => {
  for (const pusher of made.splice(0)) pusher.disconnect();
  Pusher.log = undefined!;
  vi.unstubAllGlobals();
});

describe('the address of the socket', () => {
  it.each([
    [{ cluster: 'eu' }, ['ws-eu.pusher.com', 80, 443, true, '']],
    [{ cluster: '', wsHost: 'h', wsPort: '8080', forceTLS: false }, ['h', 8080, 443, false, '']],
    [
      { wsHost: 'h', wssPort: 6001, wsPath: '/p', forceTLS: undefined },
      ['h', 80, 6001, true, '/p'],
    ],
    [
      { wsHost: 'h', wsPort: 0, forceTLS: false, enabledTransports: ['wss'] },
      ['h', 80, 443, true, ''],
    ],
    [
      {
        wsHost: 'h',
        forceTLS: false,
        enabledTransports: ['ws', 'wss'],
        host: 'x',
        encrypted: true,
      },
      ['h', 80, 443, false, ''],
    ],
  ] as [Options, unknown[]][])('with %j', (options, expected) => {
    expect(server('k', options).slice(1, 6)).toEqual(expected);
  });

  it('is always wss on an https page', () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    expect(server('k', { wsHost: 'h', forceTLS: false })[4]).toBe(true);
  });
});

it('sends the published version', () => {
  expect(version).toBe(packageJson.version);
});

describe('the connection', () => {
  it('emits pusher-js events in its order', async () => {
    const pusher = makePusher({ reconnect: { initialDelay: 1, maxDelay: 1 } });
    const seen: unknown[] = [];
    pusher.connection.bind_global((event: string, data: unknown) => seen.push([event, data]));
    const socket = await connected(pusher);
    expect(seen).toEqual([
      ['state_change', { previous: 'connecting', current: 'connected' }],
      ['connected', { socket_id: '1.2' }],
    ]);
    seen.length = 0;
    socket.drop(4200);
    expect(seen[0]).toEqual(['state_change', { previous: 'connected', current: 'connecting' }]);
    expect(seen).toContainEqual([
      'error',
      {
        type: 'WebSocketError',
        error: {
          type: 'PusherError',
          data: { code: 4200, message: 'the server closed the connection, see its log' },
        },
      },
    ]);
  });

  it('stops when the server says not to reconnect', async () => {
    const pusher = makePusher();
    const errors = vi.fn();
    pusher.connection.bind('error', errors);
    FakeSocket.last.open();
    FakeSocket.last.event('pusher:error', undefined, { code: 4001, message: 'no such app' });
    await until(() => pusher.connection.state === 'disconnected');
    const error = { type: 'PusherError', data: { code: 4001, message: 'no such app' } };
    expect(errors.mock.calls).toEqual([[{ type: 'WebSocketError', error }]]);
    const { length } = FakeSocket.all;
    pusher.connect();
    expect([FakeSocket.all.length, pusher.connection.state]).toEqual([length + 1, 'connecting']);
  });

  it('survives an invalid frame, and reports it', async () => {
    const pusher = makePusher();
    const socket = await connected(pusher);
    const errors = vi.fn();
    pusher.connection.bind('error', errors);
    socket.say('not json');
    expect(errors.mock.calls[0]![0].type).toBe('MessageParseError');
    expect(pusher.connection.state).toBe('connected');
  });

  it('reports invalid options', async () => {
    makePusher({ activityTimeout: -5 });
    await until(() => reported.mock.calls.length > 0);
    expect(`${reported.mock.calls[0]![0]}`).toContain('option activityTimeout is out of range');
  });
});

describe('events', () => {
  it('reach the channel, then the client, even for channels without a subscription', async () => {
    const pusher = makePusher();
    const heard: unknown[] = [];
    pusher.subscribe('a').bind('e', (data: unknown) => heard.push(['channel', data]));
    pusher.bind('e', (data: unknown) => heard.push(['client', data]));
    pusher.bind_global((event: string) => heard.push(['global', event]));
    const socket = await connected(pusher);
    socket.event('e', 'a', 1);
    expect(heard).toEqual([
      ['channel', 1],
      ['global', 'e'],
      ['client', 1],
    ]);
    heard.length = 0;
    socket.event('e', 'other', 2);
    expect(heard).toEqual([
      ['global', 'e'],
      ['client', 2],
    ]);
  });

  it('reach the other listeners if one throws', async () => {
    const pusher = makePusher();
    const after = vi.fn();
    pusher
      .subscribe('a')
      .bind('e', () => {
        throw new Error('mine');
      })
      .bind('e', after);
    const socket = await connected(pusher);
    socket.event('e', 'a', 1);
    socket.event('e', 'a', 1);
    expect(after).toHaveBeenCalledTimes(2);
    expect(reported).toHaveBeenCalledTimes(2);
  });

  it('are logged if enabled', async () => {
    const lines: string[] = [];
    const pusher = makePusher();
    const socket = await connected(pusher);
    Pusher.log = (line) => lines.push(line);
    socket.event('e', 'a', { n: 1 });
    expect(lines).toEqual(['Pusher : Event recd {"event":"e","channel":"a","data":{"n":1}}']);
  });

  it('include the subscription count and the cache miss', async () => {
    const pusher = makePusher();
    const channel = pusher.subscribe('cache-a');
    const heard = vi.fn();
    channel.bind_global(heard);
    const socket = await connected(pusher);
    socket.event('pusher_internal:subscription_count', 'cache-a', { subscription_count: 3 });
    socket.say({ event: 'pusher:cache_miss', channel: 'cache-a' });
    expect(channel.subscriptionCount).toBe(3);
    expect(heard.mock.calls.map(([event]) => event)).toEqual([
      'pusher:subscription_count',
      'pusher:cache_miss',
    ]);
  });
});

describe('channels', () => {
  it('are listed by name while subscribed', () => {
    const pusher = makePusher();
    const channel = pusher.subscribe('a');
    expect(pusher.channel('a')).toBe(channel);
    expect(pusher.channels.channels['a']).toBe(channel);
    expect(pusher.allChannels()).toEqual([channel]);
    expect(channel.subscriptionPending).toBe(true);
    pusher.unsubscribe('a');
    expect(pusher.channel('a')).toBe(undefined);
    expect(() => pusher.subscribe('#user')).toThrow('Cannot create a channel with name "#user".');
  });

  it('send only client events', async () => {
    const pusher = makePusher();
    const channel = pusher.subscribe('a');
    expect(() => channel.trigger('typing', {})).toThrow(/client-/);
    expect(channel.trigger('client-typing', {})).toBe(false);
    await connected(pusher);
    expect(channel.trigger('client-typing', {})).toBe(true);
  });
});

describe('the user', () => {
  it('signs in, receives events and the watchlist', async () => {
    const asked = serveAuth(() => ({ auth: 'k:s', user_data: '{"id":"7"}' }));
    const pusher = makePusher();
    const [mine, online, offline] = [vi.fn(), vi.fn(), vi.fn()];
    pusher.user.bind('note', mine);
    pusher.user.watchlist.bind('online', online);
    pusher.user.watchlist.bind('offline', offline);
    pusher.signin();
    const socket = await connected(pusher);
    await until(() => socket.sent.some(({ event }) => event === 'pusher:signin'));
    expect(asked[0]!.url).toBe('/pusher/user-auth');
    socket.event('pusher:signin_success', undefined, { user_data: '{"id":"7"}' });
    expect(pusher.user.user_data).toEqual({ id: '7' });
    await until(() => socket.asked().includes('#server-to-user-7'));
    socket.event('pusher_internal:subscription_succeeded', '#server-to-user-7');
    socket.event('note', '#server-to-user-7', 'hello');
    expect(mine.mock.calls).toEqual([['hello']]);
    socket.event('pusher_internal:watchlist_events', undefined, {
      events: [
        { name: 'online', user_ids: ['8'] },
        { name: 'offline', user_ids: ['9'] },
      ],
    });
    expect(online).toHaveBeenCalledWith({ name: 'online', user_ids: ['8'] });
    expect(offline).toHaveBeenCalledWith({ name: 'offline', user_ids: ['9'] });
  });

  it('receives a refused sign-in', async () => {
    serveAuth(() => new Response('no', { status: 403 }));
    const pusher = makePusher();
    const failed = vi.fn();
    pusher.user.bind('pusher:signin_error', failed);
    pusher.signin();
    await connected(pusher);
    await until(() => failed.mock.calls.length === 1);
    expect(failed.mock.calls[0]![0]).toMatchObject({ type: 'AuthError', status: 403 });
  });
});

it('leaves neither an instance nor a listener on the page', () => {
  const kinds = new Map<string, number>();
  const count = (by: number) => (kind: string) => kinds.set(kind, (kinds.get(kind) ?? 0) + by);
  vi.stubGlobal('addEventListener', count(1));
  vi.stubGlobal('removeEventListener', count(-1));
  const pusher = makePusher();
  expect(Pusher.instances).toContain(pusher);
  expect(kinds.get('online')).toBe(1);
  pusher.disconnect();
  expect(Pusher.instances).not.toContain(pusher);
  expect([...kinds.values()].every((listeners) => listeners === 0)).toBe(true);
});
