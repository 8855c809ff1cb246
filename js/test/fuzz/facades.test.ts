// Calls Echo and Pusher with values of every type in every argument, on both builds: none causes a trap, a hang, an unhandled
// rejection or another channel's payload. OREAD_FUZZ_SECONDS sets the duration, OREAD_FUZZ_SEED the seed.
import { vi } from 'vitest';
import Echo from '../../src/index.js';
import { builds } from '../host/builds.js';
import { FakeSocket } from '../unit/fake-socket.js';
import { add, code, hear, idle, play, secret, spoil } from './app.js';
import { hold, type Replaced } from './laws.js';
import { type Draw, pick, value } from './values.js';

const replaced = vi.hoisted<Replaced>(() => ({ reported: vi.fn() }));
vi.mock('../../src/host/driver.js', async (original) => ({
  ...(await original<object>()),
  rethrow: replaced.reported,
}));
vi.mock('../../src/host/load.js', () => ({ load: () => replaced.start!() }));

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
  spoil(draw, options, optionNames, nested);
  if (draw(3) === 0) options.authorizer = () => ({ authorize: code(draw) });
  if (draw(3) === 0) options.channelAuthorization = { customHandler: code(draw) };
  return options;
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
  try {
    const { pusher } = echo.connector;
    add(pool, pusher, pusher?.connection, pusher?.user, pusher?.user?.watchlist);
  } catch {
    // A client from the app.
  }
  // Mostly on an established connection, with channels that wait for a signature.
  if (draw(5))
    try {
      for (let i = 0; i < 50 && !echo.connector.pusher.client_.driver_.engine_; i++) await idle();
      FakeSocket.all.at(-1)?.greet();
      FakeSocket.all.at(-1)?.event('e', 'news', { secret });
      const taken = [
        echo.private('a'),
        echo.join('b'),
        echo.channel('news'),
        echo.encryptedPrivate('c'),
      ];
      for (const channel of taken) {
        channel.listen('.e', draw(2) ? hear : code(draw)).error(hear);
        add(pool, channel, channel.subscription);
      }
    } catch (error) {
      hear(error);
    }
  const serving = () => {
    const socket = FakeSocket.all.at(-1);
    if (socket) serve(draw, socket);
  };
  const steps = await play(draw, pool, serving, replaced.reported);
  try {
    echo.disconnect();
  } catch {
    // A connector from the app.
  }
  return steps;
}

hold(builds, replaced, [
  { title: 'values of every type in every argument break nothing', session },
]);
