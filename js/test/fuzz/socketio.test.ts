// Calls Echo of `oread/socket.io` with values of every type in every argument, against a server that breaks the protocol, on both
// builds. A well-behaved app must get through to such a server as soon as it reforms. OREAD_FUZZ_SECONDS sets the duration,
// OREAD_FUZZ_SEED the seed.
import { expect, vi } from 'vitest';
import Echo from '../../src/socketio/entry.js';
import { socketIoBuilds } from '../host/socketio-builds.js';
import { FakeSocket } from '../unit/fake-socket.js';
import { add, code, hear, idle, play, secret, spoil } from './app.js';
import { hold, type Replaced } from './laws.js';
import { Server } from './socketio-server.js';
import { type Draw, pick, value } from './values.js';

const replaced = vi.hoisted<Replaced>(() => ({ reported: vi.fn() }));
vi.mock('../../src/host/driver.js', async (original) => ({
  ...(await original<object>()),
  rethrow: replaced.reported,
}));
vi.mock('../../src/host/load.js', () => ({ load: () => replaced.start!() }));
vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
vi.mock('../../src/host/ports/decrypt.js', () => import('../../src/host/ports/decrypt-none.js'));
vi.mock('../../src/echo/broadcasters.js', () => import('../../src/socketio/broadcasters.js'));

const host = 'http://server.test:6001';
const transports = [
  undefined,
  ['websocket'],
  ['polling'],
  ['polling', 'websocket'],
  ['websocket', 'polling'],
];
const optionNames = [
  ...['host', 'path', 'query', 'transports', 'auth', 'withCredentials', 'WebSocket', 'bearerToken'],
  ...['csrfToken', 'namespace', 'broadcaster', 'unavailableTimeout', 'pongTimeout', 'reconnect'],
  ...['whispers', 'leaveGrace', 'onFatal', 'activityTimeout', 'withoutInterceptors'],
];
const nested = [
  ...['headers', 'initialDelay', 'maxDelay', 'attemptTimeout', 'giveUpAfter', 'perSecond'],
  ...['maxBytes', 'maxQueue', 'maxWait', 'token', 'toJSON'],
];

/** Makes an Echo on a server that this session controls. */
function begin(draw: Draw, isWild: boolean): { server: Server; options: any } {
  const server = new Server(draw, draw(2) ? 4 : 3, isWild);
  const WebSocket = server.socketClass();
  vi.stubGlobal('fetch', server.fetch);
  // For an app that passes no class.
  vi.stubGlobal('WebSocket', WebSocket);
  const options = {
    broadcaster: 'socket.io',
    host,
    transports: pick(draw, transports),
    WebSocket,
    auth: { headers: { Authorization: 'Bearer x' } },
    withoutInterceptors: true,
  };
  return { server, options };
}

/** An app that misbehaves. */
async function wild(draw: Draw): Promise<number> {
  const { server, options } = begin(draw, true);
  if (draw(3) === 0) options.auth.headers = { 'X-Any': draw(2) ? value(draw) : code(draw) };
  spoil(draw, options, optionNames, nested);
  let echo: any;
  try {
    echo = new Echo(options);
  } catch {
    // Rejecting the call is allowed.
    return 1;
  }
  const pool: any[] = [echo, echo.connector];
  try {
    const { socket } = echo.connector;
    add(pool, socket, socket?.connection);
  } catch {
    // A connector from the app.
  }
  // Mostly on an established connection.
  if (draw(5))
    try {
      server.isGood = true;
      for (let i = 0; i < 50 && echo.connectionStatus() !== 'connected'; i++) await idle();
      server.say(`42["e","news",${JSON.stringify({ secret })}]`);
      server.isGood = false;
      for (const channel of [echo.private('a'), echo.join('b'), echo.channel('news')]) {
        channel.listen('.e', draw(2) ? hear : code(draw)).error(hear);
        add(pool, channel, channel.subscription);
      }
    } catch (error) {
      hear(error);
    }
  server.isGood = false;
  const steps = await play(draw, pool, () => server.act(), replaced.reported);
  try {
    echo.disconnect();
  } catch {
    // A connector from the app.
  }
  return steps;
}

/** An app without faults: nothing that a server does may reach it as an uncaught error, or silence it. */
async function tame(draw: Draw): Promise<number> {
  const { server, options } = begin(draw, false);
  const echo = new Echo<'socket.io'>({ ...options, onFatal: pick(draw, ['stop', 'retry-slowly']) });
  const { socket } = echo.connector;
  const [news, here] = [vi.fn(), vi.fn()];
  const take = () => {
    echo.channel('news').listen('.e', news).error(hear);
    echo.private('a').listen('.e', hear);
    echo.join('b').here(here).joining(hear).leaving(hear).error(hear);
  };
  take();
  let steps = 0;
  for (const most = 10 + draw(60); steps < most; steps++) {
    if (draw(4)) server.act();
    else
      switch (draw(6)) {
        case 0:
          echo.leaveAllChannels();
          break;
        case 1:
          take();
          break;
        case 2:
          socket.disconnect();
          break;
        case 3:
          socket.connect();
          break;
        default:
          echo.join('b').whisper('x', { n: steps }, { settled: hear });
      }
    if (draw(4) === 0) await vi.advanceTimersByTimeAsync(pick(draw, [1, 50, 3000, 20_000]));
    await idle();
  }
  server.reform();
  socket.connect();
  echo.leaveAllChannels();
  news.mockClear();
  here.mockClear();
  take();
  const isHeard = () =>
    echo.connectionStatus() === 'connected' &&
    here.mock.calls.length &&
    news.mock.calls.some(([{ good }]) => good);
  for (let i = 0; i < 600 && !isHeard(); i++) {
    await vi.advanceTimersByTimeAsync(100);
    await idle();
  }
  expect(echo.connectionStatus()).toBe('connected');
  expect(news).toHaveBeenCalledWith({ good: true });
  expect(here).toHaveBeenCalledWith([{ n: 1 }]);
  echo.disconnect();
  await idle();
  expect(FakeSocket.all.filter(({ readyState }) => readyState < 2)).toEqual([]);
  // That of the last requests.
  await vi.advanceTimersByTimeAsync(3000);
  await idle();
  expect(server.pending.size + (socket as any).client_.polls_.ends_.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(replaced.reported.mock.calls).toEqual([]);
  return steps;
}

hold(socketIoBuilds, replaced, [
  { title: 'values of every type in every argument break nothing', share: 0.5, session: wild },
  { title: 'no server breaks or silences an app for good', share: 0.5, session: tame },
]);
