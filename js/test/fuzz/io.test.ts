// Calls io() of `oread/socket.io` with values of every type in every argument, against a server that breaks the protocol, on both
// builds. A well-behaved app must get through to such a server as soon as it reforms, and no acknowledgement is called twice.
// OREAD_FUZZ_SECONDS sets the duration, OREAD_FUZZ_SEED the seed.
import { expect, vi } from 'vitest';
import { io, Manager, type Socket } from '../../src/socketio/entry.js';
import { socketIoBuilds } from '../host/socketio-builds.js';
import { FakeSocket } from '../unit/fake-socket.js';
import { code, hear, idle, play, secret, spoil, traced } from './app.js';
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

const host = 'http://server.test:6001';
const transports = [
  undefined,
  ['websocket'],
  ['polling'],
  ['polling', 'websocket'],
  ['websocket', 'polling'],
];
const optionNames = [
  ...['path', 'query', 'transports', 'auth', 'ackTimeout', 'retries', 'parser', 'withCredentials'],
  ...[
    'upgrade',
    'timeout',
    'reconnection',
    'reconnectionAttempts',
    'reconnectionDelay',
    'WebSocket',
  ],
  ...['reconnectionDelayMax', 'randomizationFactor', 'autoConnect', 'forceNew', 'multiplex'],
  ...['extraHeaders', 'buffer', 'force new connection'],
];
const nested = ['max', 'ttl', 'token', 'toJSON', 'then', 'sid', 'pid', 'offset'];

/** Starts a server, and returns options that lead to it. */
function begin(draw: Draw, isWild: boolean): { server: Server; options: any } {
  const server = new Server(draw, draw(2) ? 4 : 3, isWild);
  const WebSocket = server.socketClass();
  vi.stubGlobal('fetch', server.fetch);
  // For an app that passes no class.
  vi.stubGlobal('WebSocket', WebSocket);
  return { server, options: { transports: pick(draw, transports), WebSocket, forceNew: true } };
}

/** What an error of this package must not look like: it did not check its arguments. */
const careless =
  /Cannot read prop|Cannot destructure|is not a function|is not iterable|of undefined/;
const check = (error: unknown) => {
  const [first = '', second = ''] = traced(error).split(/\n\s+at /);
  if (/js\/src\//.test(second)) expect(first, traced(error)).not.toMatch(careless);
};

/** An app that misbehaves. */
async function wild(draw: Draw): Promise<number> {
  const { server, options } = begin(draw, true);
  spoil(draw, options, optionNames, nested);
  const sockets: any[] = [];
  const open = (...given: any[]): any => {
    const socket = io(...given);
    sockets.push(socket);
    return socket;
  };
  let socket: any;
  try {
    const url = draw(4) ? host : value(draw);
    socket = draw(4) ? open(url, options) : new Manager(url, options).socket('/');
  } catch (error) {
    // Rejecting the call is allowed.
    check(error);
    return 1;
  }
  sockets.push(socket);
  const more = {
    open: () => open(draw(2) ? host : value(draw), draw(2) ? options : value(draw)),
    end: () => pick(draw, sockets).disconnect(),
    volatile: () => socket.volatile,
    setAuth: (auth: any) => void (socket.auth = auth),
    listen: (call: any) => socket.on(pick(draw, ['e', 'connect_error', 'disconnect']), call),
    ask: (...given: any[]) => socket.emit('ask', ...given, code(draw)),
  };
  const pool: any[] = [socket, socket.io, more];
  // Mostly on an established connection.
  if (draw(5)) {
    server.isGood = true;
    for (let i = 0; i < 50 && !socket.connected; i++) await idle();
    server.say(`42["e",${JSON.stringify({ secret })}]`);
    server.isGood = false;
  }
  const steps = await play(draw, pool, () => server.act(), replaced.reported, check);
  for (const one of [...sockets, ...pool])
    try {
      one.io?.disconnect();
      one.disconnect?.();
    } catch {
      // From a listener.
    }
  expect(({} as any).polluted).toBeUndefined();
  return steps;
}

/** An acknowledgement that counts its calls. */
interface Counted {
  isTimed: boolean;
  calls: number;
}

/** An app without faults: nothing that a server does may reach it as an uncaught error, or silence it. */
async function tame(draw: Draw): Promise<number> {
  const { server, options } = begin(draw, false);
  const auth = pick<any>(draw, [
    undefined,
    { token: 1 },
    (send: (data: object) => void) => send({ token: 1 }),
    (send: (data: object) => void) => void setTimeout(send, 100, {}),
    async () => ({ token: 1 }),
  ]);
  const root = io(host, { ...options, auth, reconnectionDelayMax: pick(draw, [undefined, 1, 10]) });
  const sockets = [root, root.io.socket('/chat', { auth })];
  const counted: Counted[] = [];
  const counts = (isTimed: boolean) => {
    const one = { isTimed, calls: 0 };
    counted.push(one);
    return () => void one.calls++;
  };
  const answer = (...given: any[]) => {
    hear(...given);
    for (const send of given) if (typeof send === 'function') send({ n: 1 }, Uint8Array.of(1));
  };
  for (const socket of sockets) {
    socket.on('connect', hear).on('disconnect', hear).on('connect_error', hear);
    socket.on('e', answer).onAny(hear);
  }
  for (const name of ['open', 'close', 'error', 'reconnect_failed'] as const)
    root.io.on(name, hear);
  const random = (): Socket => pick(draw, sockets);
  let steps = 0;
  for (const most = 10 + draw(60); steps < most; steps++) {
    if (draw(3)) server.act();
    else
      switch (draw(9)) {
        case 0:
          random().disconnect();
          break;
        case 1:
        case 2:
          random().connect();
          break;
        case 3:
          root.io.disconnect();
          break;
        case 4:
          root.io.open(hear);
          break;
        case 5:
          random().emit('e', draw(2) ? Uint8Array.of(steps) : steps, counts(false));
          break;
        case 6:
          random()
            .timeout(pick(draw, [1, 100, 10_000]))
            .emit('e', steps, counts(true));
          break;
        case 7:
          random().timeout(1000).volatile.emit('e', counts(true));
          break;
        default: {
          const done = counts(true);
          random().timeout(5000).emitWithAck('e', steps).then(done, done);
        }
      }
    if (draw(4) === 0) await vi.advanceTimersByTimeAsync(pick(draw, [1, 50, 3000, 20_000]));
    await idle();
  }
  server.reform();
  root.io.open();
  const answered = sockets.map(() => vi.fn());
  const isAnswered = () => answered.every(({ mock }) => mock.calls.some(([error]) => !error));
  for (let i = 0; i < 600 && !isAnswered(); i++) {
    sockets.forEach((socket, at) => {
      if (!socket.active) socket.connect();
      if (socket.connected) socket.timeout(5000).emit('ask', answered[at]!);
    });
    await vi.advanceTimersByTimeAsync(100);
    await idle();
  }
  expect(sockets.map(({ connected }) => connected)).toEqual([true, true]);
  for (const one of answered) expect(one).toHaveBeenCalledWith(null, 'good');
  for (const socket of sockets) socket.disconnect();
  root.io.disconnect();
  await idle();
  expect(FakeSocket.all.filter(({ readyState }) => readyState < 2)).toEqual([]);
  // Those of events that wait for a connection, and of the last requests.
  await vi.advanceTimersByTimeAsync(10_000);
  await idle();
  expect(server.pending.size + (root as any).client_.polls_.ends_.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect((root as any).client_.replies_.size).toBe(0);
  expect(counted.filter(({ isTimed, calls }) => calls > 1 || (isTimed && !calls))).toEqual([]);
  expect(replaced.reported.mock.calls).toEqual([]);
  expect(({} as any).polluted).toBeUndefined();
  return steps;
}

hold(socketIoBuilds, replaced, [
  { title: 'values of every type in every argument break nothing', share: 0.5, session: wild },
  { title: 'no server breaks or silences an app for good', share: 0.5, session: tame },
]);
