// Checklist 61–71: subscriptions, whispers, and members.
import { expect, test, vi } from 'vitest';
import { both, inVirtualTime, same, type Stage, thrownBy } from './both.js';

inVirtualTime();

const roster = (...ids: string[]) => ({
  presence: {
    count: ids.length,
    ids,
    hash: Object.fromEntries(ids.map((id) => [id, { name: `name ${id}` }])),
  },
});

/** Breaks the link, and waits until the client is connected with another socket. */
async function reconnect(stage: Stage, socket: { drop(): void }) {
  socket.drop();
  return stage.connect('56.78');
}

test('61: subscribed is called without arguments at every success', async () => {
  const seen = await same(async (stage) => {
    stage.echo().channel('a').subscribed(stage.note());
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    await stage.acknowledge(await reconnect(stage, socket), 'a');
    return stage.log;
  });
  expect(seen).toEqual([[], []]);
});

test('62, Better: a callback added after the success is called once', async () => {
  const { ours, peer } = await both(async (stage) => {
    const room = stage.echo().join('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', roster('1'));
    room.subscribed(stage.note('subscribed')).here(stage.note('here'));
    await stage.pass(10);
    const late = [...stage.log];
    await stage.acknowledge(await reconnect(stage, socket), 'presence-a', roster('1'));
    return [late, stage.log.slice(late.length)];
  });
  const calls = [['subscribed'], ['here', [{ name: 'name 1' }]]];
  expect(peer).toEqual([[], calls]);
  expect(ours).toEqual([calls, calls]);
});

test.each([[403], [401], [419]])('63: the error of a request answered %d', async (status) => {
  const seen = await same(async (stage) => {
    stage.server.answer = () => ({ status, body: 'no' });
    stage
      .echo()
      .private('a')
      .error((error: any, ...rest: unknown[]) => {
        stage.log.push([{ ...error, error: typeof error.error }, rest.length]);
      });
    await stage.connect();
    await stage.pass(100);
    return stage.log;
  });
  expect(seen).toEqual([[{ type: 'AuthError', error: 'string', status }, 0]]);
});

test('63: a refusal by the server is passed on unchanged', async () => {
  const refusal = { type: 'LimitReached', error: 'too many', status: 4004, more: [1] };
  const seen = await same(async (stage) => {
    const channel = stage.echo().channel('a').error(stage.note('error'));
    const socket = await stage.connect();
    stage.event(socket, 'pusher:subscription_error', 'a', refusal);
    return [stage.log, channel.name];
  });
  expect(seen).toEqual([[['error', refusal]], 'a']);
});

test("64: on() takes names as on the wire, also the protocol's own", async () => {
  const events = {
    'pusher:cache_miss': undefined,
    'pusher:subscription_count': { subscription_count: 3 },
  };
  const seen = await same(async (stage) => {
    const room = stage.echo().join('a');
    const named = ['pusher:subscription_succeeded', 'pusher:member_added', ...Object.keys(events)];
    for (const name of named)
      room.on(name, (data: any) => stage.log.push([name, data?.count ?? data]));
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', roster('1', '2'));
    stage.event(socket, 'pusher_internal:member_added', 'presence-a', {
      user_id: '3',
      user_info: { n: 3 },
    });
    stage.say(socket, { event: 'pusher:cache_miss', channel: 'presence-a' });
    stage.event(socket, 'pusher_internal:subscription_count', 'presence-a', {
      subscription_count: 3,
    });
    return stage.log;
  });
  expect(seen).toEqual([
    ['pusher:subscription_succeeded', 2],
    ['pusher:member_added', { id: '3', info: { n: 3 } }],
    ['pusher:cache_miss', undefined],
    ['pusher:subscription_count', { subscription_count: 3 }],
  ]);
});

test('65: private and presence channels can whisper; encrypted channels throw', async () => {
  const seen = await same((stage) => {
    const echo = stage.echo();
    const kinds = ['channel', 'private', 'encryptedPrivate', 'join'];
    return [
      kinds.map((kind) => typeof echo[kind]('a').whisper),
      thrownBy(() => echo.encryptedPrivate('a').whisper('e', {})),
    ];
  });
  expect(seen).toEqual([
    ['undefined', 'function', 'function', 'function'],
    'Client events are not currently supported for encrypted channels',
  ]);
});

test('66: a whisper while disconnected does not throw and returns the channel', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const channel = echo.private('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'private-a');
    echo.disconnect();
    const answered = channel.whisper('e', {}) === channel;
    await stage.pass(50);
    return [answered, socket.asked('client-e').length];
  });
  expect(seen).toEqual([true, 0]);
});

test('67, Better: a whisper after leaving warns instead of throwing', async () => {
  const { ours, peer } = await both(async (stage) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const echo = stage.echo();
    const channel = echo.private('a');
    echo.leave('a');
    const thrown = thrownBy(() => channel.whisper('e', {}));
    const warned = warn.mock.calls.length;
    warn.mockRestore();
    return [thrown, warned];
  });
  expect(peer).toEqual([expect.stringContaining('Cannot read properties of undefined'), 0]);
  expect(ours).toEqual(['nothing', 1]);
});

test('68: a client does not receive its own whispers', async () => {
  const seen = await same(async (stage) => {
    const channel = stage.echo().private('a').listenForWhisper('e', stage.note());
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'private-a');
    channel.whisper('e', { n: 1 });
    await stage.pass(50);
    return [stage.log, socket.sent.at(-1).event];
  });
  expect(seen).toEqual([[], 'client-e']);
});

test('69: here receives the member infos in key order, at every success', async () => {
  const seen = await same(async (stage) => {
    stage.echo().join('a').here(stage.note());
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', roster('b', '10', '9', '1'));
    await stage.acknowledge(
      await reconnect(stage, socket),
      'presence-a',
      roster('10', 'b', '9', '1'),
    );
    return stage.log;
  });
  const names = ['1', '9', '10', 'b'].map((id) => ({ name: `name ${id}` }));
  expect(seen).toEqual([[names], [names]]);
});

test('70: joining and leaving receive the info; leaving only for known members', async () => {
  const seen = await same(async (stage) => {
    const room = stage.echo().join('a').joining(stage.note('joining'));
    room.leaving(stage.note('leaving'));
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', roster('1'));
    const said = (what: string, data: object) =>
      stage.event(socket, `pusher_internal:member_${what}`, 'presence-a', data);
    said('added', { user_id: '2', user_info: { name: 'two' } });
    said('added', { user_id: '3', user_info: null });
    said('removed', { user_id: '9' });
    said('removed', { user_id: '2' });
    // A member may return within `leaveGrace` without being reported.
    await stage.pass(4000);
    return stage.log;
  });
  expect(seen).toEqual([
    ['joining', { name: 'two' }],
    ['joining', null],
    ['leaving', { name: 'two' }],
  ]);
});

test('71: subscription.members has the members', async () => {
  const seen = await same(async (stage) => {
    const { subscription } = stage.echo().join('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'presence-a', roster('1', '2'));
    const { members } = subscription;
    const each: unknown[] = [];
    members.each((one: unknown) => each.push(one));
    return {
      count: members.count,
      myID: members.myID,
      me: members.me,
      two: members.get('2'),
      none: members.get('7'),
      each,
      members: { ...members.members },
    };
  });
  const [one, two] = ['1', '2'].map((id) => ({ id, info: { name: `name ${id}` } }));
  expect(seen).toEqual({
    count: 2,
    myID: '1',
    me: one,
    two,
    none: null,
    each: [one, two],
    members: { 1: one!.info, 2: two!.info },
  });
});
