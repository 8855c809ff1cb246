// Calls Echo and Pusher with values of every type in every argument, on both builds: none causes a trap, a hang, an unhandled
// rejection or another channel's payload. OREAD_FUZZ_SECONDS sets the duration, OREAD_FUZZ_SEED the seed.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Client } from '../../src/host/client.js';
import Echo from '../../src/index.js';
import { builds } from '../host/builds.js';
import { FakeSocket } from '../unit/fake-socket.js';
import { AppError, type Draw, pick, random, value } from './values.js';

const seconds = Number(process.env.OREAD_FUZZ_SECONDS ?? 5);
const seed = Number(process.env.OREAD_FUZZ_SEED ?? 1);

const reported = vi.hoisted(() => vi.fn());
const engine = vi.hoisted(() => ({ start: undefined as any }));
vi.mock('../../src/host/driver.js', async (original) => ({
  ...(await original<object>()),
  rethrow: reported,
}));
vi.mock('../../src/host/load.js', () => ({ load: () => engine.start() }));

const secret = 'what stands in the memory of the engine';
/** What the app received, which must never contain a secret. */
let heard: unknown[] = [];
const hear = (...given: unknown[]) => void heard.push(...given);

/** A misbehaving function of the app. */
function code(draw: Draw): (...given: any[]) => unknown {
  return (...given) => {
    hear(...given.filter((one) => typeof one !== 'function'));
    for (const call of given) {
      if (typeof call !== 'function' || draw(4) === 0) continue;
      const answer = () => {
        for (let i = draw(3); i >= 0; i--)
          call(...Array.from({ length: draw(4) }, () => (draw(4) ? value(draw) : null)));
      };
      if (draw(2)) answer();
      else
        queueMicrotask(() => {
          try {
            answer();
          } catch {
            // From the app's own code.
          }
        });
    }
    if (draw(4) === 0) throw draw(2) ? new AppError('thrown') : value(draw);
    return value(draw);
  };
}

const optionNames = [
  ...['key', 'wsHost', 'wsPort', 'wssPort', 'wsPath', 'forceTLS', 'enabledTransports', 'cluster'],
  ...[
    'authEndpoint',
    'auth',
    'authTransport',
    'authorizer',
    'channelAuthorization',
    'userAuthentication',
  ],
  ...[
    'credentials',
    'refresh',
    'activityTimeout',
    'pongTimeout',
    'unavailableTimeout',
    'reconnect',
  ],
  ...['leaveGrace', 'onFatal', 'WebSocket', 'bearerToken', 'csrfToken', 'namespace', 'broadcaster'],
  ...['whispers', 'limits', 'host', 'client', 'Pusher', 'withoutInterceptors'],
];
const nested = [
  'headers',
  'params',
  'headersProvider',
  'paramsProvider',
  'customHandler',
  'endpoint',
  'first',
  'most',
];

function optionsOf(draw: Draw): any {
  const options: any = {
    broadcaster: 'reverb',
    key: 'k',
    wsHost: 'h',
    forceTLS: false,
    WebSocket: FakeSocket,
    withoutInterceptors: true,
    reconnect: { initialDelay: 1000, maxDelay: 5000 },
  };
  for (let i = draw(4); i > 0; i--) {
    const name = pick(draw, optionNames);
    const what = draw(6);
    if (what === 0) options[name] = { [pick(draw, nested)]: draw(2) ? value(draw) : code(draw) };
    else if (what === 1) options[name] = code(draw);
    else if (what === 2)
      Object.defineProperty(options, name, { get: () => value(draw), enumerable: true });
    else options[name] = value(draw);
  }
  if (draw(3) === 0) options.authorizer = () => ({ authorize: code(draw) });
  if (draw(3) === 0) options.channelAuthorization = { customHandler: code(draw) };
  return options;
}

/** The methods that an app may call. */
function methods(object: any): string[] {
  const found = new Set<string>();
  for (let at = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at))
      if (!/_$|^constructor$|^__|^dis/.test(name)) {
        const { value: method } = Object.getOwnPropertyDescriptor(at, name)!;
        if (typeof method === 'function' && !/^\s*class/.test(`${method}`)) found.add(name);
      }
  return [...found];
}

const frameEvents = [
  'e',
  'pusher:error',
  'pusher:ping',
  'pusher_internal:subscription_succeeded',
  'pusher:signin_success',
];
function serve(draw: Draw, socket: any): void {
  switch (draw(8)) {
    case 0:
      return socket.greet(pick(draw, ['1.2', '', '3.4']));
    case 1:
      return socket.say(value(draw));
    case 2:
      return socket.onmessage?.({ data: value(draw), timeStamp: value(draw) });
    case 3:
      return socket.onclose?.({ code: value(draw), reason: value(draw) });
    case 4:
      return socket.drop(pick(draw, [1000, 1006, 4001, 4100, 4200, 0, 70_000, -1]));
    case 5:
      for (const name of socket.asked())
        socket.event(frameEvents[3], name, { presence: { count: 0 } });
      return;
    default: {
      let data: unknown;
      try {
        data = JSON.parse(JSON.stringify(value(draw)));
      } catch {
        data = 'no JSON';
      }
      const names = ['news', ...socket.asked()];
      return socket.event(pick(draw, frameEvents), pick(draw, names), data);
    }
  }
}

const idle = (): Promise<void> => new Promise((done) => setImmediate(done));

async function session(draw: Draw): Promise<number> {
  vi.stubGlobal('fetch', async () => {
    const what = draw(5);
    if (what === 0) throw value(draw);
    if (what === 1) return value(draw);
    if (what === 2)
      return {
        status: value(draw),
        headers: { get: () => value(draw) },
        text: async () => value(draw),
      };
    return new Response(pick(draw, ['{"auth":"k:s"}', '<html>', '', '{"auth":7}']), {
      status: pick(draw, [200, 200, 401, 403, 419, 500]),
      headers: draw(2) ? { 'Retry-After': '-5' } : {},
    });
  });
  FakeSocket.all = [];
  let echo: any;
  try {
    echo = new Echo(optionsOf(draw));
  } catch {
    // Rejecting the call is allowed.
    return 1;
  }
  const pool: any[] = [echo, echo.connector];
  const add = (one: any) => {
    if (one !== null && typeof one === 'object' && !pool.includes(one) && pool.length < 16)
      pool.push(one);
  };
  try {
    const { pusher } = echo.connector;
    for (const one of [pusher, pusher?.connection, pusher?.user, pusher?.user?.watchlist]) add(one);
  } catch {
    // A client from the app.
  }
  // Mostly on an established connection, with channels that wait for a signature.
  if (draw(5))
    try {
      for (let i = 0; i < 50 && !echo.connector.pusher.client_.driver_.engine_; i++) await idle();
      FakeSocket.all.at(-1)?.greet();
      // There is no listener yet, so it exists only in the engine's memory.
      FakeSocket.all.at(-1)?.event('e', 'news', { secret });
      const taken = [
        echo.private('a'),
        echo.join('b'),
        echo.channel('news'),
        echo.encryptedPrivate('c'),
      ];
      for (const channel of taken) {
        channel.listen('.e', draw(2) ? hear : code(draw)).error(hear);
        add(channel);
        add(channel.subscription);
      }
    } catch (error) {
      hear(error);
    }
  let steps = 0;
  for (const most = 10 + draw(40); steps < most; steps++) {
    try {
      const socket = FakeSocket.all.at(-1);
      if (draw(3) === 0 && socket) serve(draw, socket);
      else {
        const object = pick(draw, pool);
        const names = methods(object);
        const name = names.length ? pick(draw, names) : '';
        const given = Array.from({ length: draw(4) }, () =>
          draw(3) === 0 ? code(draw) : value(draw),
        );
        const returned = object[name]?.(...given);
        add(returned);
        add(returned?.subscription);
        if (typeof returned?.catch === 'function') returned.catch(() => {});
      }
    } catch (error) {
      hear(error);
    }
    if (draw(8) === 0)
      // An error from a timer is uncaught: the app's own, as below.
      await vi.advanceTimersByTimeAsync(pick(draw, [1, 50, 3000, 20_000])).catch(reported);
    if (draw(8) === 0) await idle();
  }
  try {
    echo.disconnect();
  } catch {
    // A connector from the app.
  }
  return steps;
}

/** The strings in what the app received. */
function said(given: unknown): string {
  try {
    if (given instanceof Error) return `${given.name} ${given.message}`;
    return typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
  } catch {
    return '';
  }
}

/** With its stack, which shows the origin. */
function traced(error: any): string {
  try {
    return `${error?.stack ?? String(error)}`;
  } catch {
    return typeof error;
  }
}
const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(traced(reason));
beforeAll(() => {
  process.on('unhandledRejection', onRejection);
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterAll(() => process.off('unhandledRejection', onRejection));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(builds)('on %s', (_, start) => {
  it(
    'values of every type in every argument break nothing',
    { timeout: seconds * 20_000 + 60_000 },
    async () => {
      engine.start = start;
      const trap = vi.spyOn(Client.prototype, 'failed_');
      const end = Date.now() + seconds * 1000;
      vi.stubGlobal('queueMicrotask', (task: () => void) =>
        Promise.resolve().then(task).catch(reported),
      );
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
      let steps = 0;
      for (let round = 0; round < 20 || Date.now() < end; round++) {
        const draw = random(seed * 1_000_003 + round * 7919);
        heard = [];
        reported.mockClear();
        steps += await session(draw);
        const session_ = `OREAD_FUZZ_SEED=${seed}, round ${round}`;
        expect(
          trap.mock.calls.map(([error]) => traced(error)),
          session_,
        ).toEqual([]);
        expect(rejections, session_).toEqual([]);
        const ours = [...heard, ...reported.mock.calls.map(([error]) => error as unknown)];
        for (const one of ours) {
          const text = said(one);
          expect(text, session_).not.toMatch(/RuntimeError|unreachable|out of bounds|call stack/);
          // A listener may have received it as a payload.
          expect(text.replaceAll(JSON.stringify({ secret }), ''), session_).not.toContain(secret);
        }
        vi.clearAllTimers();
      }
      trap.mockRestore();
      expect(steps).toBeGreaterThan(100);
    },
  );
});
