import Peer from 'laravel-echo';
import { describe, expect, it, vi } from 'vitest';
import Echo, { Channel, Connector, EventFormatter } from '../../src/index.js';
import { Pusher } from '../../src/pusher/pusher.js';
import { connect, makeEcho, options, serveAuth } from './echo-on-fake.js';
import { FakeSocket, until } from './fake-socket.js';

describe('making an Echo', () => {
  it('keeps the options unchanged, and is connecting immediately', () => {
    const given = { ...options };
    const echo = new Echo<'reverb'>(given);
    expect(echo.options).toBe(given);
    expect(echo.connectionStatus()).toBe('connecting');
    expect(echo.socketId()).toBe(undefined);
    expect(FakeSocket.last.url).toMatch(
      /^ws:\/\/server\.test:80\/app\/k\?protocol=7&client=\w+&version=[\d.]+/,
    );
    echo.disconnect();
    expect(echo.connectionStatus()).toBe('disconnected');
  });

  it.each(['foo', undefined, () => {}])('rejects the broadcaster %s', (broadcaster) => {
    expect(() => new Echo({ broadcaster } as any)).toThrow(
      `Broadcaster ${typeof broadcaster} ${String(broadcaster)} is not supported.`,
    );
  });

  it('accepts a class as broadcaster', () => {
    class Mine {
      constructor(readonly given: unknown) {}
    }
    const given = { broadcaster: Mine as any };
    const echo = new Echo<'function'>(given);
    expect(echo.connector).toBeInstanceOf(Mine);
    expect((echo.connector as any).given).toBe(given);
    expect(() => echo.encryptedPrivate('a')).toThrow(/does not support encrypted private channels/);
  });

  it('requires a key, and a cluster except with Reverb and Ably', () => {
    const thrown = (given: object) => {
      try {
        new Echo(given as any);
      } catch (error) {
        return error;
      }
    };
    expect(thrown({ ...options, key: null })).toBe(
      'You must pass your app key when you instantiate Pusher.',
    );
    expect(thrown({ ...options, broadcaster: 'pusher' })).toBe(
      'Options object must provide a cluster',
    );
    expect(thrown({ ...options, broadcaster: 'ably', WebSocket: null })).toBe(undefined);
  });

  it('accepts a client instance or a client class', () => {
    const client = { connection: { state: 'connected' } };
    expect(new Echo({ ...options, client } as any).connector.pusher).toBe(client);
    const Client = vi.fn(function () {});
    const given = { ...options, Pusher: Client };
    expect(new Echo(given as any).connector.pusher).toBe(Client.mock.instances[0]);
    expect(Client).toHaveBeenCalledWith('k', expect.objectContaining({ cluster: '' }));
  });

  it('accepts a client or connector that does not report its connection, as laravel-echo does', () => {
    const channel = { bind: vi.fn() };
    const client = { subscribe: vi.fn(() => channel) };
    const heard = (Client: any) => {
      new Client({ ...options, client }).channel('a').listen('B', () => {});
      return channel.bind.mock.calls.splice(0).map(([event]) => event);
    };
    expect(heard(Echo)).toEqual(['App\\Events\\B']);
    expect(heard(Peer)).toEqual(['App\\Events\\B']);

    abstract class Silent extends Connector {
      connect() {}
      onConnectionChange(): never {
        throw new Error('not there');
      }
    }
    const own: any = new Echo({ broadcaster: Silent as any });
    expect(own.connector).toBeInstanceOf(Silent);
  });

  it('does nothing with the broadcaster "null"', () => {
    const echo = new Echo<'null'>({ broadcaster: 'null', withoutInterceptors: true });
    const channel = echo.join('a');
    expect(
      channel
        .here(() => {})
        .joining(() => {})
        .whisper('a', {})
        .listen('b', () => {}),
    ).toBe(channel);
    expect([echo.socketId(), echo.connectionStatus()]).toEqual(['fake-socket-id', 'connected']);
    expect(echo.join('a')).not.toBe(channel);
  });

  it('exports the classes that apps use with instanceof', () => {
    const echo = makeEcho();
    expect(echo.channel('a')).toBeInstanceOf(Channel);
    expect(echo.connector).toBeInstanceOf(Connector);
    expect(echo.connector.pusher).toBeInstanceOf(Pusher);
    expect(echo.channel('a').eventFormatter).toBeInstanceOf(EventFormatter);
  });
});

describe('tokens', () => {
  it('are not shared with other instances, nor written to the app’s object', () => {
    const auth = { headers: { 'X-Own': '1' } };
    const one = makeEcho({ auth, bearerToken: 'one' });
    const other = makeEcho({ auth });
    const none = makeEcho();
    expect(one.connector.options.auth.headers).toEqual({
      'X-Own': '1',
      Authorization: 'Bearer one',
    });
    expect(one.connector.options.userAuthentication.headers).toEqual({
      Authorization: 'Bearer one',
    });
    expect(other.connector.options.auth.headers).toEqual({ 'X-Own': '1' });
    expect(none.connector.options.auth.headers).toEqual({});
    expect(auth).toEqual({ headers: { 'X-Own': '1' } });
  });

  it('are read for each request, and may be replaced by the app', async () => {
    const asked = serveAuth();
    let token = 'one';
    let csrf = 'c1';
    vi.stubGlobal('document', {
      cookie: '',
      querySelector: () => ({ getAttribute: () => csrf }),
    });
    const echo = makeEcho({ auth: { params: { p: 1 } }, bearerToken: () => token });
    await connect(echo);
    echo.private('a');
    await until(() => asked.length === 1);
    token = 'two';
    csrf = 'c2';
    echo.private('b');
    await until(() => asked.length === 2);
    echo.connector.options.auth.headers.Authorization = 'Bearer three';
    echo.private('c');
    await until(() => asked.length === 3);
    expect(asked.map(({ headers }) => [headers.Authorization, headers['X-CSRF-TOKEN']])).toEqual([
      ['Bearer one', 'c1'],
      ['Bearer two', 'c2'],
      ['Bearer three', 'c2'],
    ]);
    expect(asked[0]!.form.get('p')).toBe('1');
  });

  it('are added to headers that are a function', async () => {
    const asked = serveAuth();
    const echo = makeEcho({ auth: { headers: () => ({ 'X-Own': 'f' }) }, bearerToken: 'b' });
    await connect(echo);
    echo.private('a');
    await until(() => asked.length === 1);
    expect(asked[0]!.headers).toMatchObject({ 'X-Own': 'f', Authorization: 'Bearer b' });
  });
});

describe('the connection', () => {
  it('reports each status once, and a drop immediately', async () => {
    const echo = makeEcho({ reconnect: { initialDelay: 1, maxDelay: 1 } });
    const seen: string[] = [];
    const stop = echo.connector.onConnectionChange((status) => seen.push(status));
    const first = await connect(echo);
    first.drop();
    await until(() => FakeSocket.last !== first);
    await connect(echo, '5.6');
    echo.disconnect();
    stop();
    echo.connector.pusher.connect();
    expect(seen).toEqual(['connected', 'reconnecting', 'connected', 'disconnected']);
    expect(echo.connectionStatus()).toBe('connecting');
  });

  it('restores all channels after disconnect and connect', async () => {
    const echo = makeEcho();
    echo.channel('a');
    const first = await connect(echo);
    await until(() => first.asked().length === 1);
    echo.disconnect();
    expect(first.readyState).toBe(3);
    echo.connector.pusher.connect();
    const second = await connect(echo, '5.6');
    expect(second).not.toBe(first);
    await until(() => second.asked().includes('a'));
  });

  it('that is closed before it is open stays closed', async () => {
    const echo = makeEcho();
    const seen: string[] = [];
    echo.connector.onConnectionChange((status) => seen.push(status));
    echo.disconnect();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toEqual(['disconnected']);
    expect(FakeSocket.all.every(({ readyState }) => readyState === 3)).toBe(true);
  });
});

describe('the page’s requests', () => {
  it('send the socket id, once it is known', async () => {
    const interceptors: ((config: any) => any)[] = [];
    const axios = Object.assign(() => {}, {
      interceptors: { request: { use: (one: any) => interceptors.push(one) } },
    });
    let prefilter: any;
    const jQuery = Object.assign(() => {}, {
      ajax: () => {},
      ajaxPrefilter: (one: any) => (prefilter = one),
    });
    let turbo: any;
    vi.stubGlobal('axios', axios);
    vi.stubGlobal('jQuery', jQuery);
    vi.stubGlobal('Turbo', {});
    vi.stubGlobal('document', {
      addEventListener: (name: string, one: any) =>
        name === 'turbo:before-fetch-request' && (turbo = one),
    });
    const echo = makeEcho({ withoutInterceptors: false });
    const marks = () => {
      const headers: any = {};
      const event = { detail: { fetchOptions: { headers: {} as any } } };
      const set = vi.fn();
      turbo(event);
      prefilter({}, {}, { setRequestHeader: set });
      return [
        interceptors[0]!({ headers }).headers,
        event.detail.fetchOptions.headers,
        set.mock.calls,
      ];
    };
    expect(marks()).toEqual([{}, {}, []]);
    await connect(echo, '7.8');
    const mark = { 'X-Socket-Id': '7.8' };
    expect(marks()).toEqual([mark, mark, [['X-Socket-Id', '7.8']]]);
  });
});

describe('additions to auth requests', () => {
  /** The headers of one more request. */
  async function next(echo: any, asked: { headers: any }[]): Promise<any> {
    const before = asked.length;
    echo.private(`n${before}`);
    await until(() => asked.length > before);
    return asked.at(-1)!.headers;
  }

  it('are read for each request, wherever the app changed them', async () => {
    const asked = serveAuth();
    const headers: Record<string, unknown> = { 'X-A': 'one' };
    const params: Record<string, unknown> = { p: 'one' };
    const options = { auth: { headers, params } };
    const echo: any = makeEcho(options);
    const other: any = makeEcho(options);
    await connect(other);
    FakeSocket.all[0]!.greet('1.1');
    await until(() => echo.connectionStatus() === 'connected');
    expect(await next(echo, asked)).toMatchObject({ 'X-A': 'one' });

    // In the app's own object: change, add and delete a header.
    headers['X-A'] = 'two';
    headers['X-B'] = () => 'by function';
    params.p = 'two';
    expect(await next(echo, asked)).toMatchObject({ 'X-A': 'two', 'X-B': 'by function' });
    expect(asked.at(-1)!.form.get('p')).toBe('two');
    delete headers['X-B'];
    expect(await next(echo, asked)).not.toHaveProperty('X-B');

    // In the objects that Echo and its parts expose.
    echo.options.auth.headers['X-C'] = 'echo';
    echo.connector.options.auth.headers['X-D'] = 'connector';
    echo.connector.pusher.config.auth.headers['X-E'] = 'config';
    expect(await next(echo, asked)).toMatchObject({
      'X-A': 'two',
      'X-C': 'echo',
      'X-D': 'connector',
      'X-E': 'config',
    });
    echo.connector.options.auth.headers['X-A'] = 'three';
    expect((await next(echo, asked))['X-A']).toBe('three');
    echo.connector.pusher.config.auth = { headers: { 'X-A': 'four' } };
    expect((await next(echo, asked))['X-A']).toBe('four');

    // Writing to one Echo's parts affects neither another Echo nor the app's object.
    expect(await next(other, asked)).not.toHaveProperty('X-D');
    expect(headers).toEqual({ 'X-A': 'two', 'X-C': 'echo' });
  });

  it('may be deleted, and then stay deleted', async () => {
    const asked = serveAuth();
    const headers = { 'X-A': 'one' };
    const echo: any = makeEcho({ auth: { headers }, bearerToken: 'secret' });
    await connect(echo);
    expect(await next(echo, asked)).toMatchObject({ 'X-A': 'one', Authorization: 'Bearer secret' });
    // Like an app on logout.
    delete echo.connector.options.auth.headers.Authorization;
    delete echo.connector.options.auth.headers['X-A'];
    expect(Object.keys(await next(echo, asked))).toEqual(['Accept', 'Content-Type']);
    echo.connector.options.auth.headers.Authorization = 'Bearer next';
    expect((await next(echo, asked)).Authorization).toBe('Bearer next');
  });

  it('are read once per request', async () => {
    const asked = serveAuth();
    const bearerToken = vi.fn(() => 'secret');
    const echo: any = makeEcho({ bearerToken });
    await connect(echo);
    bearerToken.mockClear();
    expect(await next(echo, asked)).toMatchObject({ Authorization: 'Bearer secret' });
    expect(bearerToken).toHaveBeenCalledOnce();
  });

  it('set by the app override a token that appears later', async () => {
    const asked = serveAuth();
    const echo: any = makeEcho();
    await connect(echo);
    echo.connector.options.auth.headers.Authorization = 'Basic own';
    echo.connector.options.bearerToken = 'later';
    expect((await next(echo, asked)).Authorization).toBe('Basic own');
  });

  it('may become tokens later', async () => {
    const asked = serveAuth();
    const echo: any = makeEcho();
    await connect(echo);
    expect(await next(echo, asked)).not.toHaveProperty('Authorization');
    echo.connector.options.bearerToken = 'after login';
    expect((await next(echo, asked)).Authorization).toBe('Bearer after login');
  });

  it('of userAuthentication and channelAuthorization are read, too', async () => {
    const asked = serveAuth();
    const headers: Record<string, unknown> = { 'X-A': 'one' };
    const more = { channelAuthorization: { headers }, userAuthentication: { headers } };
    const echo: any = makeEcho(more);
    await connect(echo);
    headers['X-A'] = 'two';
    headers['X-B'] = 'new';
    expect(await next(echo, asked)).toMatchObject({ 'X-A': 'two', 'X-B': 'new' });
    echo.connector.signin();
    await until(() => asked.some(({ url }) => url.includes('user-auth')));
    expect(asked.at(-1)!.headers).toMatchObject({ 'X-A': 'two', 'X-B': 'new' });
  });
});
