import { describe, expect, it, vi } from 'vitest';
import { acknowledge, connect, makeEcho, serveAuth } from './echo-on-fake.js';
import { FakeSocket, until } from './fake-socket.js';

describe('a channel', () => {
  it('accepts listeners before the connection is up', async () => {
    const echo = makeEcho();
    const heard = vi.fn();
    echo.channel('tasks').listen('Made', heard).listen('.plain', heard);
    const socket = await connect(echo);
    await acknowledge(socket, 'tasks');
    socket.event('App\\Events\\Made', 'tasks', { n: 1 });
    socket.event('plain', 'tasks', { n: 2 });
    expect(heard.mock.calls).toEqual([
      [{ n: 1 }, {}],
      [{ n: 2 }, {}],
    ]);
    expect(socket.asked()).toEqual(['tasks']);
  });

  it('is one object per name, with one subscription', async () => {
    const echo = makeEcho();
    serveAuth();
    expect(echo.channel('a')).toBe(echo.channel('a'));
    expect(echo.private('a')).toBe(echo.private('a'));
    const names = [
      echo.channel('a'),
      echo.private('a'),
      echo.encryptedPrivate('a'),
      echo.join('a'),
    ].map((channel) => channel.name);
    expect(names).toEqual(['a', 'private-a', 'private-encrypted-a', 'presence-a']);
  });

  it.each([
    ['"text"', 'text'],
    ['123', 123],
    ['null', null],
    ['no json', 'no json'],
    ['{"b":1,"a":2}', { b: 1, a: 2 }],
  ])('delivers the payload %s as JSON.parse would', async (text, payload) => {
    const echo = makeEcho();
    const heard = vi.fn();
    echo.channel('a').listen('.e', heard);
    const socket = await connect(echo);
    // Twice: the second one takes the fast path.
    socket.say({ event: 'e', channel: 'a', data: text });
    socket.say({ event: 'e', channel: 'a', data: text });
    expect(heard.mock.calls).toEqual([
      [payload, {}],
      [payload, {}],
    ]);
  });

  it('delivers payloads that are not strings unchanged', async () => {
    const echo = makeEcho();
    const heard = vi.fn();
    echo.channel('a').listen('.e', heard);
    const socket = await connect(echo);
    socket.say({ event: 'e', channel: 'a', data: { deep: [1, 'x'] } });
    expect(heard).toHaveBeenCalledWith({ deep: [1, 'x'] }, {});
  });

  it('passes the short name to listenToAll listeners', async () => {
    const echo = makeEcho();
    const all = vi.fn();
    echo.channel('a').listenToAll(all);
    const socket = await connect(echo);
    await acknowledge(socket, 'a');
    for (const event of ['App\\Events\\Foo', 'App\\EventsX\\Foo', 'x', 'client-typing'])
      socket.event(event, 'a', {});
    expect(all.mock.calls.map(([name]) => name)).toEqual([
      'Foo',
      '.App\\EventsX\\Foo',
      '.x',
      '.client-typing',
    ]);
    echo.channel('a').stopListeningToAll(all);
    socket.event('x', 'a', {});
    expect(all).toHaveBeenCalledTimes(4);
  });

  it('removes one listener or all', async () => {
    const echo = makeEcho();
    const [one, two] = [vi.fn(), vi.fn()];
    const channel = echo.channel('a').listen('.e', one).listen('.e', one).listen('.e', two);
    const socket = await connect(echo);
    channel.stopListening('.e', one);
    socket.event('e', 'a');
    expect([one.mock.calls.length, two.mock.calls.length]).toEqual([0, 1]);
    channel.stopListening('.e').stopListening('.unknown', one);
    socket.event('e', 'a');
    expect(two).toHaveBeenCalledOnce();
  });

  it('reports its subscription, also to late listeners, and again after a reconnect', async () => {
    const echo = makeEcho({ reconnect: { initialDelay: 1, maxDelay: 1 } });
    const [early, late] = [vi.fn(), vi.fn()];
    echo.channel('a').subscribed(early);
    const socket = await connect(echo);
    await acknowledge(socket, 'a');
    expect(early.mock.calls).toEqual([[]]);
    echo.channel('a').subscribed(late);
    await until(() => late.mock.calls.length === 1);
    socket.drop();
    expect(echo.connectionStatus()).toBe('reconnecting');
    await until(() => FakeSocket.last !== socket);
    await acknowledge(await connect(echo, '5.6'), 'a');
    expect([early.mock.calls.length, late.mock.calls]).toEqual([2, [[], []]]);
  });

  it('is left with one frame, and requested again is a fresh object', async () => {
    const echo = makeEcho();
    const [old, fresh] = [vi.fn(), vi.fn()];
    echo.channel('a').listen('.e', old);
    const socket = await connect(echo);
    await acknowledge(socket, 'a');
    echo.leave('a');
    expect(socket.asked('pusher:unsubscribe')).toEqual(['a']);
    echo.channel('a').listen('.e', fresh);
    expect(socket.asked()).toEqual(['a', 'a']);
    socket.event('e', 'a');
    expect([old.mock.calls.length, fresh.mock.calls.length]).toEqual([0, 1]);
  });

  it('left while its subscription is pending drops its listeners', async () => {
    const echo = makeEcho();
    const [old, fresh] = [vi.fn(), vi.fn()];
    echo.channel('a').listen('.e', old).subscribed(old);
    const socket = await connect(echo);
    echo.leaveChannel('a');
    echo.channel('a').listen('.e', fresh);
    socket.event('pusher_internal:subscription_succeeded', 'a');
    socket.event('e', 'a');
    expect([old.mock.calls.length, fresh.mock.calls.length]).toEqual([0, 1]);
  });

  it('that was unsubscribed directly is subscribed again when requested', async () => {
    const echo = makeEcho();
    const channel = echo.channel('a');
    const socket = await connect(echo);
    await acknowledge(socket, 'a');
    channel.unsubscribe();
    expect(echo.channel('a')).not.toBe(channel);
    expect(socket.asked()).toEqual(['a', 'a']);
  });

  it('named like a property of Object is an ordinary channel', async () => {
    const echo = makeEcho();
    expect(echo.channel('constructor').name).toBe('constructor');
    echo.leaveChannel('toString');
    echo.leaveAllChannels();
    expect(Object.keys(echo.connector.channels)).toEqual([]);
  });
});

describe('a private channel', () => {
  it('is authorized at the endpoint, with the tokens', async () => {
    const asked = serveAuth();
    const echo = makeEcho({ bearerToken: 'b', csrfToken: 'c' });
    echo.private('a');
    const socket = await connect(echo);
    await until(() => socket.asked().includes('private-a'));
    expect(asked[0]!.url).toBe('/broadcasting/auth');
    expect(`${asked[0]!.form}`).toBe('socket_id=12.34&channel_name=private-a');
    expect(asked[0]!.headers).toMatchObject({ Authorization: 'Bearer b', 'X-CSRF-TOKEN': 'c' });
    expect(socket.sent.at(-1).data).toEqual({ auth: 'k:s', channel: 'private-a' });
  });

  it('reports a refusal, and is retried on demand', async () => {
    let status = 403;
    const asked = serveAuth(() =>
      status === 403 ? new Response('no', { status }) : { auth: 'k:s' },
    );
    const echo = makeEcho();
    const failed = vi.fn();
    echo.private('a').error(failed);
    const socket = await connect(echo);
    await until(() => failed.mock.calls.length === 1);
    expect(failed.mock.calls[0]).toEqual([
      { type: 'AuthError', error: expect.any(String), status: 403 },
    ]);
    expect(failed.mock.calls[0]![0].retrying).toBe(false);
    status = 200;
    echo.private('a');
    await until(() => socket.asked().includes('private-a'));
    expect(asked.length).toBe(2);
  });

  it('reports whether a failure is retried', async () => {
    const asked = serveAuth(() => new Response('busy', { status: 503 }));
    const echo = makeEcho({ reconnect: { initialDelay: 1 } });
    const failed = vi.fn();
    echo.private('a').error(failed);
    await connect(echo);
    await until(() => failed.mock.calls.length === 1);
    expect(failed.mock.calls[0]).toEqual([
      { type: 'AuthError', error: expect.any(String), status: 503 },
    ]);
    expect(failed.mock.calls[0]![0].retrying).toBe(true);
    await until(() => asked.length > 1);
  });

  it('whispers once it is subscribed', async () => {
    serveAuth();
    const echo = makeEcho();
    const channel = echo.private('a');
    expect(channel.whisper('typing', { by: 'me' })).toBe(channel);
    const socket = await connect(echo);
    await acknowledge(socket, 'private-a');
    await until(() => socket.sent.some(({ event }) => event === 'client-typing'));
    expect(socket.sent.at(-1)).toEqual({
      event: 'client-typing',
      channel: 'private-a',
      data: { by: 'me' },
    });
  });

  it('only warns about a whisper after leaving', async () => {
    serveAuth();
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const echo = makeEcho();
    const channel = echo.private('a');
    echo.leave('a');
    expect(channel.whisper('typing', {})).toBe(channel);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('that is encrypted does not support whispers', () => {
    expect(() => makeEcho().encryptedPrivate('a').whisper('typing', {})).toThrow(
      'Client events are not currently supported for encrypted channels',
    );
  });

  it('delivers whispers of other clients', async () => {
    serveAuth();
    const echo = makeEcho();
    const heard = vi.fn();
    const channel = echo.private('a').listenForWhisper('typing', heard);
    const socket = await connect(echo);
    await acknowledge(socket, 'private-a');
    socket.say({ event: 'client-typing', channel: 'private-a', data: { by: 'you' } });
    channel.stopListeningForWhisper('typing', heard);
    socket.say({ event: 'client-typing', channel: 'private-a', data: {} });
    expect(heard.mock.calls).toEqual([[{ by: 'you' }, {}]]);
  });
});

describe('a presence channel', () => {
  const roster = {
    presence: { count: 2, ids: ['b', '1'], hash: { b: { name: 'B' }, 1: { name: 'One' } } },
  };
  const auth = () => ({ auth: 'k:s', channel_data: '{"user_id":"1","user_info":{"name":"One"}}' });

  it('reports members, joins and leaves', async () => {
    serveAuth(auth);
    const echo = makeEcho();
    const [here, late, joining, leaving] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
    const channel = echo.join('room').here(here).joining(joining).leaving(leaving);
    const socket = await connect(echo);
    await acknowledge(socket, 'presence-room', roster);
    expect(here.mock.calls).toEqual([[[{ name: 'One' }, { name: 'B' }]]]);
    socket.event('pusher_internal:member_added', 'presence-room', {
      user_id: 'c',
      user_info: { name: 'C' },
    });
    expect(joining.mock.calls).toEqual([[{ name: 'C' }]]);

    const { members } = channel.subscription as any;
    expect([members.count, members.myID, members.me]).toEqual([
      3,
      '1',
      { id: '1', info: { name: 'One' } },
    ]);
    expect(members.get('b')).toEqual({ id: 'b', info: { name: 'B' } });
    expect(members.get('nobody')).toBe(null);
    const ids: string[] = [];
    members.each(({ id }: any) => ids.push(id));
    expect(ids).toEqual(['1', 'b', 'c']);

    channel.here(late);
    await until(() => late.mock.calls.length === 1);
    expect(late.mock.calls[0]![0]).toHaveLength(3);
    socket.event('pusher_internal:member_removed', 'presence-room', { user_id: 'c' });
    await until(() => leaving.mock.calls.length === 1);
    expect(leaving.mock.calls).toEqual([[{ name: 'C' }]]);
    expect(members.count).toBe(2);
  }, 10_000);

  it('reports the sender of a whisper', async () => {
    serveAuth(auth);
    const echo = makeEcho();
    const heard = vi.fn();
    echo.join('room').listenForWhisper('typing', heard);
    const socket = await connect(echo);
    await acknowledge(socket, 'presence-room', roster);
    socket.say({ event: 'client-typing', channel: 'presence-room', data: {}, user_id: 'b' });
    expect(heard.mock.calls).toEqual([[{}, { user_id: 'b' }]]);
  });
});

describe('a subscription that the server refuses', () => {
  it.each([
    [401, false],
    [502, true],
  ])('with status %i is retried: %s', async (status, retrying) => {
    const echo = makeEcho();
    const error = vi.fn();
    echo.channel('a').error(error);
    const socket = await connect(echo);
    const refusal = { type: 'AuthError', error: 'no', status };
    socket.event('pusher:subscription_error', 'a', refusal);
    expect(error.mock.calls).toEqual([[refusal]]);
    expect(error.mock.calls[0]![0].retrying).toBe(retrying);
  });
});

describe('a subscription that the engine rejects', () => {
  const odd: [what: string, name: string, words: string][] = [
    ['an empty name', '', 'channel names are'],
    ['a name that no server takes', 'x'.repeat(4097), 'channel names are'],
  ];
  it.each(odd)(
    'for %s is reported with a message, also to late listeners',
    async (_, name, words) => {
      const echo = makeEcho();
      await connect(echo);
      const [bound, late, later] = [vi.fn(), vi.fn(), vi.fn()];
      const { pusher } = echo.connector;
      const channel = pusher.subscribe(name);
      channel.bind('pusher:subscription_error', bound);
      echo.channel(name).error(late);
      await until(() => bound.mock.calls.length && late.mock.calls.length);
      expect([channel.failed, channel.subscriptionPending]).toEqual([true, false]);
      echo.channel(name).error(later);
      await until(() => later.mock.calls.length);
      for (const { mock } of [bound, late, later]) expect(mock.calls[0]![0].error).toContain(words);
    },
  );

  it('may be retried, and is reported again', async () => {
    const echo = makeEcho();
    await connect(echo);
    const told = vi.fn();
    const { pusher } = echo.connector;
    pusher.subscribe('').bind('pusher:subscription_error', told);
    await until(() => told.mock.calls.length === 1);
    pusher.subscribe('');
    await until(() => told.mock.calls.length === 2);
  });
});

it('error() also calls listeners added after a refusal, until the channel is subscribed', async () => {
  const echo = makeEcho();
  serveAuth(() => new Response('', { status: 403 }));
  const first = vi.fn();
  const channel = echo.private('a').error(first);
  const socket = await connect(echo);
  await until(() => first.mock.calls.length === 1);
  const late = vi.fn();
  channel.error(late);
  await until(() => late.mock.calls.length === 1);
  expect(late.mock.calls).toEqual(first.mock.calls);
  serveAuth();
  echo.private('a');
  await acknowledge(socket, 'private-a');
  await until(() => channel.subscription.subscribed);
  const after = vi.fn();
  channel.error(after);
  await new Promise((resolve) => setTimeout(resolve));
  expect(after).not.toHaveBeenCalled();
});

it('a sign-in whose endpoint fails is reported immediately', async () => {
  const echo = makeEcho({ userAuthentication: { endpoint: 'http://app.test/user' } });
  serveAuth(() => new Response('', { status: 500 }));
  const told = vi.fn();
  const { pusher } = echo.connector;
  pusher.user.bind('pusher:signin_error', told);
  pusher.signin();
  await connect(echo);
  await until(() => told.mock.calls.length);
  const [error] = told.mock.calls[0]!;
  expect([error.status, error.retrying, error.error]).toEqual([
    500,
    true,
    'the auth endpoint failed, see its log',
  ]);
});
