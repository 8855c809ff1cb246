// Checklist 81–94: the connection as apps see it.
import { expect, test } from 'vitest';
import { both, inVirtualTime, same, type Stage } from './both.js';

inVirtualTime();

/** Records the connection's states. */
function watch(stage: Stage, { connection }: any, ...more: string[]): void {
  connection.bind('state_change', ({ current }: any) => stage.log.push([current]));
  for (const event of more) connection.bind(event, stage.note(event));
}

test('81: the status right after construction is connecting', async () => {
  expect(await same((stage) => stage.echo().connectionStatus())).toBe('connecting');
});

test('82: the socket id is undefined until connected, and a new one after a reconnect', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const ids = [echo.socketId()];
    const socket = await stage.connect('12.34');
    ids.push(echo.socketId());
    socket.drop();
    await stage.connect('56.78');
    return [...ids, echo.socketId()];
  });
  expect(seen).toEqual([undefined, '12.34', '56.78']);
});

test('83: the socket id stays while disconnected', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const socket = await stage.connect('12.34');
    socket.drop();
    const dropped = echo.socketId();
    await stage.connect('56.78');
    echo.disconnect();
    return [dropped, echo.socketId()];
  });
  expect(seen).toEqual(['12.34', '56.78']);
});

test("84: onConnectionChange reports Echo's statuses, and returns a function that removes the callback", async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    const told = new Set<string>();
    const stop = echo.connector.onConnectionChange((status: string) => told.add(status));
    await stage.connect();
    stop();
    echo.disconnect();
    return [...told];
  });
  expect(seen).toEqual(['connected']);
});

test('85, Better: each change is reported once, a drop immediately, and reconnecting by its name', async () => {
  const { ours, peer } = await both(async (stage) => {
    const echo = stage.echo();
    echo.connector.onConnectionChange((status: string) => stage.log.push([status]));
    const socket = await stage.connect();
    socket.drop();
    const dropped = echo.connectionStatus();
    await stage.connect('5.6');
    echo.disconnect();
    return [dropped, stage.log.flat()];
  });
  expect(peer).toEqual([
    'connected',
    ['connected', 'connected', 'connecting', 'connected', 'connected', 'disconnected'].concat(
      'disconnected',
    ),
  ]);
  expect(ours).toEqual([
    'reconnecting',
    ['connected', 'reconnecting', 'connected', 'disconnected'],
  ]);
});

test('86: state_change comes before the event named after the state, with the state changed', async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    const { connection } = pusher;
    for (const event of ['state_change', 'connected', 'disconnected'])
      connection.bind(event, (data: unknown) => stage.log.push([event, data, connection.state]));
    await stage.connect('1.2');
    pusher.disconnect();
    return stage.log;
  });
  expect(seen).toEqual([
    ['state_change', { previous: 'connecting', current: 'connected' }, 'connected'],
    ['connected', { socket_id: '1.2' }, 'connected'],
    ['state_change', { previous: 'connected', current: 'disconnected' }, 'disconnected'],
    ['disconnected', undefined, 'disconnected'],
  ]);
});

test('87: after 10 s without success the state is unavailable, and the client keeps trying', async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    watch(stage, pusher);
    await stage.pass(9_500);
    const before = pusher.connection.state;
    await stage.pass(1000);
    const after = pusher.connection.state;
    await stage.pass(60_000);
    await stage.connect();
    pusher.disconnect();
    return [before, after, stage.log.flat().filter((state) => state !== 'connecting')];
  });
  expect(seen).toEqual(['connecting', 'unavailable', ['unavailable', 'connected', 'disconnected']]);
});

test('88: connecting_in reports whole seconds', async () => {
  const seen = await same(async (stage) => {
    const { connection } = stage.pusher();
    connection.bind('connecting_in', (seconds: number) => stage.log.push([seconds]));
    // A code after which every client delays its attempt.
    (await stage.connect()).drop(4100);
    await stage.pass(1000);
    return [
      ...new Set(
        stage.log.map(([seconds]) => (seconds as number) >= 1 && Number.isInteger(seconds)),
      ),
    ];
  });
  expect(seen).toEqual([true]);
});

test('89: state and socket id are fields', async () => {
  const seen = await same(async (stage) => {
    const { connection } = stage.pusher();
    const before = [connection.state, connection.socket_id];
    await stage.connect('1.2');
    return [...before, connection.state, connection.socket_id];
  });
  expect(seen).toEqual(['connecting', undefined, 'connected', '1.2']);
});

/** The types of the connection's errors, without duplicates. */
const errorsOf = (cause: (stage: Stage, socket: any) => void, greeted = true) =>
  same(async (stage) => {
    const { connection } = stage.pusher();
    connection.bind('error', ({ type, error, data }: any) => {
      const { code } = (error?.data ?? data) || {};
      stage.log.push([type, ...(typeof code === 'number' ? [code] : [])]);
    });
    const socket = greeted ? await stage.connect() : await stage.socket();
    cause(stage, socket);
    await stage.pass(20);
    // The peer reports two errors for one close; this is the one about the link.
    return [stage.log.at(-1), socket.readyState === 1 && connection.state];
  });

test('90: an error from the server is reported', async () => {
  const data = { code: 4301, message: 'slow down' };
  expect(await errorsOf((stage, socket) => stage.event(socket, 'pusher:error', '', data))).toEqual([
    ['PusherError', 4301],
    'connected',
  ]);
});

test('90, 99: an unreadable frame is reported and ends nothing', async () => {
  expect(await errorsOf((stage, socket) => stage.say(socket, 'no json'))).toEqual([
    ['MessageParseError'],
    'connected',
  ]);
});

test('90: a closed connection is reported', async () => {
  const [error] = await errorsOf((_stage, socket) => socket.drop(4100));
  expect(error).toEqual(['WebSocketError', 4100]);
});

test('90: an invalid handshake is reported', async () => {
  const [error] = await errorsOf((stage, socket) => {
    socket.open();
    stage.say(socket, 'no json');
  }, false);
  expect(error).toEqual(['HandshakeError']);
});

test('90: a handshake refused by an error and a close with the same code is reported once', async () => {
  const seen = await same(async (stage) => {
    const { connection } = stage.pusher();
    connection.bind('error', ({ type, error }: any) => stage.log.push([type, error?.data.code]));
    const socket = await stage.socket();
    socket.open();
    stage.event(socket, 'pusher:error', '', { code: 4001, message: 'no such app' });
    socket.drop(4001);
    await stage.pass(20);
    return [stage.log, connection.state];
  });
  expect(seen).toEqual([[['WebSocketError', 4001]], 'disconnected']);
});

test('91: connect() after disconnect() subscribes all channels again and reports it', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    echo.channel('a').subscribed(stage.note('a'));
    echo.join('b').here(stage.note('b'));
    const room = { presence: { count: 1, ids: ['1'], hash: { 1: { n: 1 } } } };
    for (const id of ['1.1', '2.2']) {
      const socket = await stage.connect(id);
      await stage.acknowledge(socket, 'a');
      await stage.acknowledge(socket, 'presence-b', room);
      if (id === '2.2') break;
      echo.disconnect();
      echo.connector.pusher.connect();
    }
    return stage.log;
  });
  const told = [['a'], ['b', [{ n: 1 }]]];
  expect(seen).toEqual([...told, ...told]);
});

test('92: disconnect() before it is connected is final', async () => {
  const seen = await same(async (stage) => {
    const echo = stage.echo();
    echo.disconnect();
    await stage.pass(60_000);
    const { connection } = echo.connector.pusher;
    return [echo.connectionStatus(), connection.state, echo.socketId()];
  });
  expect(seen).toEqual(['disconnected', 'disconnected', undefined]);
});

test("93: channels are requested again before those that the app's connected handler requests", async () => {
  const seen = await same(async (stage) => {
    const pusher = stage.pusher();
    for (const name of ['b', 'a']) pusher.subscribe(name);
    pusher.connection.bind('connected', () => {
      if (!pusher.channel('late')) pusher.subscribe('late');
    });
    const first = await stage.connect();
    await stage.pass(50);
    first.drop();
    const second = await stage.connect('5.6');
    await stage.pass(50);
    return [first.asked(), second.asked()];
  });
  expect(seen).toEqual([
    ['b', 'a', 'late'],
    ['b', 'a', 'late'],
  ]);
});

const pings = (socket: any) =>
  socket.sent.filter(({ event }: any) => event === 'pusher:ping').length;

test.each([
  ["the server's timeout", {}],
  ["the app's, when it is shorter", { activityTimeout: 20_000 }],
])('94: a ping is sent after %s of silence; any frame counts', async (_what, options: any) => {
  const idle = options.activityTimeout ?? 30_000;
  const seen = await same(async (stage) => {
    const pusher = stage.pusher(options);
    const socket = await stage.connect();
    await stage.pass(idle - 2000);
    stage.event(socket, 'e', 'a');
    await stage.pass(idle - 2000);
    const quiet = pings(socket);
    await stage.pass(3000);
    const asked = pings(socket);
    stage.event(socket, 'pusher:pong');
    await stage.pass(idle - 2000);
    return [quiet, asked, pings(socket), pusher.connection.state];
  });
  expect(seen).toEqual([0, 1, 1, 'connected']);
});

test('94: no answer within pongTimeout leads to a new connection', async () => {
  const seen = await same(async (stage) => {
    stage.pusher({ pongTimeout: 5000 });
    const socket = await stage.connect();
    await stage.pass(30_100);
    const asked = pings(socket);
    await stage.pass(7000);
    return [asked, (await stage.socket()) !== socket];
  });
  expect(seen).toEqual([1, true]);
});

test("94: the server's ping is answered", async () => {
  const seen = await same(async (stage) => {
    stage.pusher();
    const socket = await stage.connect();
    stage.event(socket, 'pusher:ping');
    await stage.pass(10);
    return socket.sent.map(({ event }) => event);
  });
  expect(seen).toEqual(['pusher:pong']);
});
