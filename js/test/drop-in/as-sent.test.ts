// What the server sends reaches the app unchanged: its own events, numeric ids, one success per request.
import { expect, test } from 'vitest';
import { both, inVirtualTime, same, type Stage } from './both.js';

inVirtualTime();

const frames: object[] = [
  { event: 'pusher:error', data: { code: 4301, message: 'Too many', more: [1] } },
  { event: 'pusher:error', channel: 'a', data: { code: 4302, message: 'Odd' } },
  { event: 'pusher:news', data: { n: 1 } },
  { event: 'pusher:news', channel: 'a', data: '{"n":2}' },
  { event: 'pusher:cache_miss', channel: 'a' },
  { event: 'pusher:cache_miss', channel: 'a', data: '{}' },
];
test.each(frames)('D8: an event of the server itself is heard everywhere: %j', async (frame) => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    const channel = pusher.subscribe('a');
    const socket = await stage.connect();
    await stage.acknowledge(socket, 'a');
    const { event } = frame as { event: string };
    channel.bind(event, stage.note('channel'));
    channel.bind_global(stage.note('all of the channel'));
    pusher.bind(event, stage.note('client'));
    pusher.bind_global(stage.note('all of the client'));
    pusher.connection.bind('message', stage.note('message'));
    stage.say(socket, frame);
    return stage.log;
  });
  expect(seen.map(([where]) => where)).toContain('message');
});

const room = (data: object) => ({ event: 'x', channel: 'presence-room', ...data });
async function inRoom(stage: Stage, me: unknown) {
  const pusher = stage.pusher();
  stage.server.answer = () => ({ auth: 'k:s', channel_data: JSON.stringify({ user_id: me }) });
  const channel = pusher.subscribe('presence-room');
  const socket = await stage.connect();
  const hash = { [`${me}`]: { name: 'me' } };
  await stage.acknowledge(socket, 'presence-room', { presence: { ids: [me], hash, count: 1 } });
  return { channel, socket, pusher };
}
test.each([7, '7', 70_000_000_000])('E5: the id %j stays what the server sent', async (id) => {
  const seen = await same(async (stage) => {
    const { channel, socket, pusher } = await inRoom(stage, id);
    const { members } = channel;
    channel.bind('pusher:member_added', ({ id }: any) => stage.log.push(['added', id]));
    channel.bind('pusher:member_removed', ({ id }: any) => stage.log.push(['removed', id]));
    channel.bind('client-typing', (_: unknown, meta: unknown) => stage.log.push(['from', meta]));
    pusher.connection.bind('message', ({ user_id }: any) => {
      if (user_id) stage.log.push(['message', user_id]);
    });
    const other = typeof id === 'number' ? 8 : '8';
    stage.event(socket, 'pusher_internal:member_added', 'presence-room', { user_id: other });
    stage.say(socket, room({ event: 'client-typing', data: {}, user_id: other }));
    stage.event(socket, 'pusher_internal:member_removed', 'presence-room', { user_id: other });
    await stage.pass(5000);
    const each: unknown[] = [];
    members.each((one: any) => each.push(one.id));
    return [
      ...stage.log,
      members.me.id,
      members.myID,
      members.get(id).id,
      members.get(`${id}`).id,
      each,
    ];
  });
  const me = seen.at(-5);
  expect(me).toBe(id);
});

test('E6: a socket id that is a number is taken as text', async () => {
  const { ours } = await both(async (stage) => {
    const pusher = stage.pusher();
    const socket = await stage.socket();
    socket.open();
    stage.event(socket, 'pusher:connection_established', undefined, { socket_id: 1234.5 });
    await stage.until(() => pusher.connection.state === 'connected', 5000);
    return [pusher.connection.state, pusher.connection.socket_id];
  });
  expect(ours).toEqual(['connected', '1234.5']);
});

test('E3, Better: subscribe, leave, subscribe in one turn is one success, that of the last', async () => {
  const { ours, peer } = await both(async (stage) => {
    const pusher = stage.pusher();
    const socket = await stage.connect();
    pusher.subscribe('a');
    pusher.unsubscribe('a');
    pusher.subscribe('a').bind('pusher:subscription_succeeded', stage.note());
    for (const said of [{ n: 1 }, { n: 2 }])
      stage.event(socket, 'pusher_internal:subscription_succeeded', 'a', said);
    return stage.log;
  });
  expect(ours).toEqual([[{ n: 2 }]]);
  expect(peer).toHaveLength(2);
});

test('the data that the server sends with a success is passed on', async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    pusher.subscribe('a').bind('pusher:subscription_succeeded', stage.note());
    await stage.acknowledge(await stage.connect(), 'a', { n: [1] });
    return stage.log;
  });
  expect(seen).toEqual([[{ n: [1] }]]);
});

test('E7: the socket id stays while disconnected, and the next one takes its place', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const before = echo.socketId();
    const socket = await stage.connect('1.1');
    socket.drop();
    await stage.pass(100);
    const dropped = echo.socketId();
    echo.disconnect();
    await stage.pass(100);
    const ended = echo.socketId();
    echo.connector.pusher.connect();
    await stage.connect('2.2');
    return [before, dropped, ended, echo.socketId()];
  });
  expect(seen).toEqual([undefined, '1.1', '1.1', '2.2']);
});

test('E9: the member list is empty after disconnect()', async () => {
  const seen = await same(async (stage) => {
    const { channel, pusher } = await inRoom(stage, '7');
    const before = channel.members.count;
    pusher.disconnect();
    const { members, count, myID, me } = channel.members;
    return [before, { ...members }, count, myID, me];
  });
  expect(seen).toEqual([1, {}, 0, null, null]);
});

test('E9: the member list after a reconnect is new: nobody joined, nobody left', async () => {
  const { ours } = await both(async (stage) => {
    const echo = stage.echo();
    const here: unknown[] = [];
    const moves: unknown[] = [];
    echo
      .join('room')
      .here((all: any[]) => here.push(all.map(({ name }) => name)))
      .joining((one: unknown) => moves.push(one))
      .leaving((one: unknown) => moves.push(one));
    const list = (...names: string[]) => {
      const hash = Object.fromEntries(names.map((name) => [name, { name }]));
      return { presence: { ids: names, hash, count: names.length } };
    };
    await stage.acknowledge(await stage.connect(), 'presence-room', list('ann', 'bob'));
    echo.disconnect();
    await stage.pass(1000);
    echo.connector.pusher.connect();
    await stage.acknowledge(await stage.connect('2.2'), 'presence-room', list('ann', 'cat'));
    await stage.pass(5000);
    return { here, moves };
  });
  expect(ours).toEqual({
    here: [
      ['ann', 'bob'],
      ['ann', 'cat'],
    ],
    moves: [],
  });
});
