// Checklist 1–32: constructing an Echo, and its options.
import { expect, test, vi } from 'vitest';
import * as peerModule from 'laravel-echo';
import * as ourModule from '../../src/index.js';
import { both, inVirtualTime, reverb, same, thrownBy } from './both.js';

inVirtualTime();

test('1: the default export is a class; Channel, Connector and EventFormatter are there', () => {
  for (const name of Object.keys(peerModule))
    expect(typeof (ourModule as any)[name], name).toBe('function');
  expect(Object.keys(peerModule).sort()).toEqual([
    'Channel',
    'Connector',
    'EventFormatter',
    'default',
  ]);
  expect(String(ourModule.default)).toMatch(/^class /);
});

test('4: Pusher is a constructor that takes key and options', async () => {
  expect(
    await same((stage) => {
      const pusher = stage.pusher({}, 'the-key');
      return [pusher.key, pusher.options.cluster, pusher instanceof stage.client.Pusher];
    }),
  ).toEqual(['the-key', 'eu', true]);
});

test('7: options are kept by reference', async () => {
  expect(
    await same(({ client }) => {
      const given = { broadcaster: 'null' };
      return new client.Echo(given).options === given;
    }),
  ).toBe(true);
});

test.each([['foo'], [undefined], [7], [{}]])(
  '8: an unknown broadcaster %s throws an error that names it',
  async (broadcaster) => {
    expect(await same(({ client }) => thrownBy(() => new client.Echo({ broadcaster })))).toBe(
      `Broadcaster ${typeof broadcaster} ${String(broadcaster)} is not supported.`,
    );
  },
);

test('9: a class or function is constructed with the options and becomes the connector; an arrow is refused', async () => {
  const [made, asFunction, arrow, sealed] = await same(({ client }) => {
    class Mine {
      constructor(readonly given: unknown) {}
    }
    function Old(this: any, given: unknown) {
      this.given = given;
    }
    const given = (broadcaster: unknown) => ({ broadcaster, x: 1 });
    const one = new client.Echo(given(Mine));
    const two = new client.Echo(given(Old));
    return [
      one.connector instanceof Mine && one.connector.given === one.options,
      two.connector instanceof (Old as any) && two.connector.given === two.options,
      thrownBy(() => new client.Echo(given(() => {}))),
      thrownBy(() => one.encryptedPrivate('a')),
    ];
  });
  expect([made, asFunction]).toEqual([true, true]);
  expect(arrow).toMatch(/^Broadcaster function \(\) => .* is not supported\.$/s);
  expect(sealed).toContain('does not support encrypted private channels.');
});

test('10: Reverb and Ably need no cluster; Pusher throws a string', async () => {
  expect(
    await same((stage) =>
      ['reverb', 'ably', 'pusher'].map((broadcaster) =>
        thrownBy(() => stage.echo({ broadcaster })),
      ),
    ),
  ).toEqual(['nothing', 'nothing', 'Options object must provide a cluster']);
});

test('11: a missing key throws a string', async () => {
  expect(
    await same((stage) => [
      thrownBy(() => stage.echo({ key: undefined })),
      thrownBy(() => stage.echo({ key: null })),
      // An app that was built without its environment variables still opens its pages.
      thrownBy(() => stage.echo({ key: '' })),
    ]),
  ).toEqual([
    ...Array(2).fill('You must pass your app key when you instantiate Pusher.'),
    'nothing',
  ]);
});

test('12: the broadcaster socket.io is another import, and the error says so', () => {
  expect(thrownBy(() => new ourModule.default({ broadcaster: 'socket.io' } as any))).toBe(
    'Broadcaster string socket.io is not supported by "oread": import Echo from "oread/socket.io".',
  );
});

test.each([['mercure'], ['poll']])(
  '12: the broadcaster %s is reserved, and the error says so',
  (broadcaster) => {
    expect(thrownBy(() => new ourModule.default({ broadcaster } as any))).toBe(
      `Broadcaster string ${broadcaster} is not supported yet.`,
    );
  },
);

test('12, Better: there is always a client, because it is built in', async () => {
  const { ours, peer } = await both(({ client }) =>
    thrownBy(() => new client.Echo(reverb).disconnect()),
  );
  expect(peer).toMatch(/^Pusher client not found/);
  expect(ours).toBe('nothing');
});

test('13: options.client takes precedence over options.Pusher', async () => {
  expect(
    await same((stage) => {
      const client = { connection: { state: 'connected', socket_id: '1.2' } };
      const Class = vi.fn(function () {});
      const given = { ...reverb, Pusher: Class };
      const ready = new stage.client.Echo({ ...given, client });
      const made = new stage.client.Echo(given);
      return [
        ready.connector.pusher === client,
        ready.socketId(),
        made.connector.pusher === Class.mock.instances[0],
        Class.mock.calls.map(([key, options]: any) => [key, options.cluster, options.wsHost]),
      ];
    }),
  ).toEqual([true, '1.2', true, [['k', '', 'server.test']]]);
});

test('13, Better: window.Pusher replaces the engine only if it is passed as an option', async () => {
  const { ours, peer } = await both(({ client }) => {
    const Global = vi.fn(function () {});
    vi.stubGlobal('window', { Pusher: Global });
    const echo = new client.Echo(reverb);
    echo.connector.pusher.disconnect?.();
    return Global.mock.instances.length;
  });
  expect([ours, peer]).toEqual([0, 1]);
});

test("15: the default endpoints are Laravel's", async () => {
  expect(
    await same((stage) => {
      const { options } = new stage.client.Echo({ broadcaster: 'null' }).connector;
      return [options.authEndpoint, options.userAuthentication.endpoint];
    }),
  ).toEqual(['/broadcasting/auth', '/broadcasting/user-auth']);
});

/** Returns the headers of one channel request and one user request of an Echo with these options. */
const headersOf = (options: object, page: object = {}) =>
  same(async (stage) => {
    const names = Object.entries(page);
    for (const [name, value] of names) vi.stubGlobal(name, value);
    // Echo and pusher-js access the page by different names.
    if (names.length) vi.stubGlobal('window', globalThis);
    const echo = stage.echo(options);
    echo.private('a');
    echo.connector.signin();
    await stage.connect();
    await stage.until(() => stage.server.asked.length === 2, 1000);
    return Object.fromEntries(
      stage.server.asked.map(({ url, headers }) => [url.includes('user') ? 'user' : 'a', headers]),
    );
  });
const page = {
  cookie: '',
  querySelector: (wanted: string) =>
    wanted === 'meta[name="csrf-token"]' && { getAttribute: () => 'from-meta' },
};

test.each([
  ['window.Laravel', { Laravel: { csrfToken: 'from-laravel' }, document: page }, 'from-laravel'],
  ['the option', { document: page }, 'from-option'],
])('16: %s takes precedence for the CSRF token', async (_what, globals, token) => {
  const headers = { 'x-csrf-token': token };
  expect(await headersOf({ csrfToken: 'from-option' }, globals)).toEqual({
    a: headers,
    user: headers,
  });
});

test('16: the meta tag comes last', async () => {
  const headers = { 'x-csrf-token': 'from-meta' };
  const userAuthentication = { ...reverb.userAuthentication, headers: {} };
  expect(
    await headersOf({ auth: { headers: {} }, userAuthentication }, { document: page }),
  ).toEqual({ a: headers, user: headers });
});

test('17: bearerToken is sent with both kinds of request', async () => {
  const headers = { authorization: 'Bearer t' };
  const auth = { headers: {} };
  const userAuthentication = { ...reverb.userAuthentication, headers: {} };
  expect(await headersOf({ auth, userAuthentication, bearerToken: 't' })).toEqual({
    a: headers,
    user: headers,
  });
});

test("18: the app's own headers and params are sent", async () => {
  const asked = await same(async (stage) => {
    stage.echo({ auth: { headers: { 'X-Own': 'h' }, params: { own: 'p', n: 1 } } }).private('a');
    await stage.connect();
    await stage.until(() => stage.server.asked.length);
    return stage.server.asked;
  });
  expect(asked).toEqual([
    {
      url: 'http://app.test/broadcasting/auth',
      form: { socket_id: '12.34', channel_name: 'private-a', own: 'p', n: '1' },
      headers: { 'x-own': 'h' },
    },
  ]);
});

test('19: changing connector.options.auth.headers changes the next request', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo({ auth: { headers: {} }, bearerToken: 'old' });
    await stage.connect();
    echo.private('a');
    await stage.until(() => stage.server.asked.length === 1);
    echo.connector.options.auth.headers.Authorization = 'Bearer new';
    echo.connector.options.auth.headers['X-More'] = '1';
    echo.private('b');
    await stage.until(() => stage.server.asked.length === 2);
    return stage.server.asked.map(({ headers }) => headers);
  });
  expect(seen).toEqual([
    { authorization: 'Bearer old' },
    { authorization: 'Bearer new', 'x-more': '1' },
  ]);
});

test.each([
  ['false', (done: any) => done(false, { auth: 'k:own' }), ['subscribed']],
  ['null', (done: any) => done(null, { auth: 'k:own' }), ['subscribed']],
  ['true', (done: any) => done(true, 'words'), ['error', { type: 'AuthError' }]],
  ['an Error', (done: any) => done(new Error('no')), ['error', { type: 'AuthError', error: 'no' }]],
])('20: an authorizer that calls back with %s', async (_what, answer, outcome) => {
  const seen = await same(async (stage) => {
    const given: unknown[] = [];
    const authorizer = (channel: any, options: object) => {
      given.push(channel.name, options);
      return {
        authorize: (socketId: string, done: any) => {
          given.push(socketId);
          answer(done);
        },
      };
    };
    const auth = { headers: { a: 'b' } };
    const channel = stage.echo({ auth, authorizer }).private('a');
    channel.subscribed(stage.note('subscribed'));
    channel.error(({ type, error }: any) =>
      stage.note('error')({ type, ...(answer.length && error === 'no' && { error }) }),
    );
    const socket = await stage.connect();
    await stage.pass(20);
    for (const name of socket.asked())
      stage.event(socket, 'pusher_internal:subscription_succeeded', name);
    await stage.pass(20);
    return { given, log: stage.log, asked: stage.server.asked.length, sent: socket.sent };
  });
  const authEndpoint = reverb.authEndpoint;
  expect(seen.given).toEqual([
    'private-a',
    { authTransport: 'ajax', authEndpoint, auth: { headers: { a: 'b' } } },
    '12.34',
  ]);
  expect(seen.log).toEqual([outcome]);
  expect(seen.asked).toBe(0);
});

test('21: channelAuthorization.customHandler is used when there is one', async () => {
  const seen = await same(async (stage) => {
    const customHandler = (asked: object, done: any) => {
      stage.note('asked')(asked);
      done(null, { auth: 'k:custom' });
    };
    const authorizer = stage.note('authorizer');
    stage.echo({ channelAuthorization: { customHandler }, authorizer }).private('a');
    const socket = await stage.connect();
    await stage.until(() => socket.asked().length);
    return [stage.log, socket.sent];
  });
  expect(seen).toEqual([
    [['asked', { channelName: 'private-a', socketId: '12.34' }]],
    [{ event: 'pusher:subscribe', data: { auth: 'k:custom', channel: 'private-a' } }],
  ]);
});

test('22: headersProvider and paramsProvider are called for every request', async () => {
  const seen = await same(async (stage) => {
    let n = 0;
    const channelAuthorization = {
      endpoint: 'http://app.test/own',
      transport: 'ajax',
      headers: { 'X-Fixed': 'f' },
      params: { fixed: 'f' },
      headersProvider: () => ({ 'X-N': ++n }),
      paramsProvider: () => ({ n: ++n }),
    };
    const echo = stage.echo({ channelAuthorization });
    await stage.connect();
    for (const name of ['a', 'b']) {
      echo.private(name);
      await stage.pass(50);
    }
    return stage.server.asked.map(({ url, form, headers }) => ({
      url,
      fixed: [headers['x-fixed'], form.fixed],
      provided: [headers['x-n'], form.n].map(Number).sort(),
    }));
  });
  const url = 'http://app.test/own';
  expect(seen).toEqual([
    { url, fixed: ['f', 'f'], provided: [1, 2] },
    { url, fixed: ['f', 'f'], provided: [3, 4] },
  ]);
});

/** Returns the socket's URL with these options. */
const urlWith = (options: object) =>
  same(async (stage) => {
    stage.echo(options);
    const { protocol, host, pathname } = new URL((await stage.socket()).url);
    return `${protocol}//${host}${pathname}`;
  });

test('23: encrypted, host, port and scheme have no effect', async () => {
  const options = { encrypted: true, host: 'api.test', port: 1234, scheme: 'https' };
  expect(await urlWith(options)).toBe('ws://server.test/app/k');
});

test.each([
  [false, 'ws://server.test/app/k'],
  [true, 'wss://server.test/app/k'],
  [undefined, 'wss://server.test/app/k'],
])('24: forceTLS %s', async (forceTLS, url) => {
  expect(await urlWith({ forceTLS })).toBe(url);
});

test.each([
  [{ wsPort: '6001' }, 'ws://server.test:6001/app/k'],
  [{ wsPort: 0 }, 'ws://server.test/app/k'],
  [{ forceTLS: true, wssPort: '8443' }, 'wss://server.test:8443/app/k'],
  [{ forceTLS: true, wssPort: '' }, 'wss://server.test/app/k'],
])('25: ports in %j', async (options, url) => {
  expect(await urlWith(options)).toBe(url);
});

test('26: the path is wsPath/app/key, with protocol, client and version', async () => {
  expect(await urlWith({ wsPath: '/p/q', key: 'k1' })).toBe('ws://server.test/p/q/app/k1');
  const { ours, peer } = await both(async (stage) => {
    stage.echo();
    return Object.fromEntries(new URL((await stage.socket()).url).searchParams);
  });
  expect(peer).toMatchObject({ protocol: '7', client: 'js', version: '8.6.0' });
  expect(ours).toEqual({ protocol: '7', client: 'oread', version: expect.any(String) });
});

test('27: options without effect are accepted silently', async () => {
  const options = { enableStats: true, ignoreNullOrigin: true, statsHost: 'stats.test' };
  expect(await urlWith(options)).toBe('ws://server.test/app/k');
});

test("28, Better: enabledTransports ['wss'] connects over TLS", async () => {
  const { ours, peer } = await both(async (stage) => {
    const echo = stage.echo({ forceTLS: true, enabledTransports: ['wss'] });
    const opened = await stage.socket().then(
      ({ url }) => url.split('?')[0],
      () => null,
    );
    return [opened, echo.connectionStatus()];
  });
  expect(peer).toEqual([null, 'failed']);
  expect(ours).toEqual(['wss://server.test:443/app/k', 'connecting']);
});

test("30, Better: tokens never reach another instance, nor the app's own objects", async () => {
  const { ours, peer } = await both(({ client }) => {
    const headers = { 'X-Own': '1' };
    const make = (more: object) => new client.Echo({ broadcaster: 'null', ...more });
    const first = make({ bearerToken: 'alice' });
    const second = make({});
    make({ auth: { headers }, bearerToken: 'bob' });
    return {
      shown: first.connector.options.auth.headers.Authorization,
      leaked: second.connector.options.auth.headers.Authorization,
      own: Object.keys(headers),
    };
  });
  expect(peer).toEqual({
    shown: 'Bearer alice',
    leaked: 'Bearer alice',
    own: ['X-Own', 'Authorization'],
  });
  expect(ours).toEqual({ shown: 'Bearer alice', leaked: undefined, own: ['X-Own'] });
});

test('31, Better: auth with params alone takes a token too', async () => {
  const { ours, peer } = await both(({ client }) => {
    const options = { broadcaster: 'null', auth: { params: { p: 1 } }, bearerToken: 't' };
    let echo: any;
    const thrown = thrownBy(() => (echo = new client.Echo(options)));
    return [thrown, echo?.connector.options.auth];
  });
  expect(peer[0]).toMatch(/Cannot set properties of undefined/);
  expect(ours).toEqual(['nothing', { params: { p: 1 }, headers: { Authorization: 'Bearer t' } }]);
});

test('32: withoutInterceptors touches no global', async () => {
  expect(
    await same((stage) => {
      const axios = Object.assign(() => {}, {
        interceptors: { request: { use: stage.note('axios') } },
      });
      vi.stubGlobal('axios', axios);
      stage.echo({ withoutInterceptors: true });
      const silent = stage.log.length;
      stage.echo({ withoutInterceptors: false });
      return [silent, stage.log.length];
    }),
  ).toEqual([0, 1]);
});
