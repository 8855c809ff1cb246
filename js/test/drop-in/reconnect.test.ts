// Checklist 95–100: reconnecting.
import PusherJs from 'pusher-js';
import { expect, test, vi } from 'vitest';
import { FakeSocket } from '../unit/fake-socket.js';
import { both, inVirtualTime, same, type Stage } from './both.js';

inVirtualTime();

/** Returns what a client does in the 3 s after its link was closed with `code`. */
const afterClose = (code: number) => async (stage: Stage) => {
  const { connection } = stage.pusher({ enabledTransports: ['ws', 'wss'] });
  const socket = await stage.connect();
  const before = FakeSocket.all.length;
  socket.drop(code);
  await stage.pass(3000);
  const next = FakeSocket.all.slice(before);
  return { tries: next.length > 0, state: connection.state };
};

test.each([[1000], [1001], [1006], [1011], [3500], [4100], [4199], [4200], [4299]])(
  '95: after close code %d the client reconnects',
  async (code) => {
    expect(await same(afterClose(code))).toEqual({ tries: true, state: 'connecting' });
  },
);

test.each([[4001], [4004], [4009], [4099], [4300], [4999]])(
  '95: after close code %d the client does not reconnect',
  async (code) => {
    expect(await same(afterClose(code))).toEqual({ tries: false, state: 'disconnected' });
  },
);

test('95: after close code 4000 the client switches to TLS', async () => {
  const seen = await same(async (stage) => {
    stage.pusher();
    (await stage.connect()).drop(4000);
    return (await stage.socket()).url.split('?')[0];
  });
  expect(seen).toMatch(/^wss:/);
});

test('95: 4200 reconnects promptly, 4100 after a delay', async () => {
  const delays = (code: number) => async (stage: Stage) => {
    stage.pusher();
    (await stage.connect()).drop(code);
    const closed = Date.now();
    await stage.socket();
    return Date.now() - closed;
  };
  for (const run of [await both(delays(4200)), await both(delays(4200))])
    for (const delay of Object.values(run)) expect(delay).toBeLessThanOrEqual(1100);
  const { ours, peer } = await both(delays(4100));
  for (const delay of [ours, peer]) expect(delay).toBeGreaterThanOrEqual(990);
});

test('96, Better: a server that closes with 4200 each time is not flooded with attempts', async () => {
  const { ours, peer } = await both(async (stage) => {
    stage.pusher();
    for (const end = Date.now() + 10_000; Date.now() < end;) {
      const socket = FakeSocket.last;
      if (socket?.readyState === 0) {
        socket.greet();
        socket.drop(4200);
      }
      await stage.pass(10);
    }
    return FakeSocket.all.length;
  });
  expect(peer).toBeGreaterThan(100);
  expect(ours).toBeLessThan(25);
});

test('96, Better: an unreachable server is tried again within two seconds', async () => {
  const { ours, peer } = await both(async (stage) => {
    stage.pusher();
    (await stage.socket()).drop(1006);
    const refused = Date.now();
    await stage.socket();
    return Date.now() - refused;
  });
  expect(peer).toBeGreaterThan(10_000);
  expect(ours).toBeLessThan(2000);
});

test('96: the delays are options', async () => {
  const { ours } = await both(async (stage) => {
    stage.pusher({ reconnect: { initialDelay: 1, maxDelay: 1 } });
    (await stage.connect()).drop();
    const dropped = Date.now();
    await stage.socket();
    return Date.now() - dropped;
  });
  expect(ours).toBeLessThan(100);
});

test.each([
  ['garbage', 'no json'],
  ['no activity timeout', { event: 'pusher:connection_established', data: '{"socket_id":"1.1"}' }],
])('97, Better: the client connects, also after a greeting with %s', async (_what, frame) => {
  const { ours, peer } = await both(async (stage) => {
    const { connection } = stage.pusher();
    const socket = await stage.socket();
    socket.open();
    stage.say(socket, frame);
    await stage.pass(1000);
    connection.connect();
    if (connection.state === 'connected') return connection.state;
    await stage.until(() => FakeSocket.last !== socket, 60_000);
    if (FakeSocket.last === socket) return 'never';
    await stage.connect();
    return connection.state;
  });
  expect(peer).toBe('never');
  expect(ours).toBe('connected');
});

/** A page whose events the test sends; the peer sees the network through its own runtime. */
function page(stage: Stage) {
  const bound: [string, (event: object) => void][] = [];
  vi.stubGlobal('addEventListener', (name: string, call: any) => bound.push([name, call]));
  vi.stubGlobal('removeEventListener', () => {});
  vi.stubGlobal('document', { visibilityState: 'visible' });
  const network = {
    isOnline: () => true,
    bind: (name: string, call: any) => bound.push([name, call]),
    unbind() {},
  };
  if (stage.name === 'peer')
    vi.spyOn(PusherJs.Runtime, 'getNetwork').mockReturnValue(network as any);
  return (type: string) => {
    for (const [name, call] of bound) if (name === type) call({ type });
  };
}

test('29, Better: only hosts that the app names are contacted', async () => {
  const { ours, peer } = await both(async (stage) => {
    stage.pusher({ enabledTransports: undefined });
    await stage.pass(20_000);
    const urls = [...stage.server.asked, ...FakeSocket.all].map(({ url }) => new URL(url).hostname);
    return [...new Set(urls)].filter((host) => !/^(server|app)\.test$/.test(host));
  });
  expect(peer).toEqual(['sockjs-eu.pusher.com']);
  expect(ours).toEqual([]);
});

test('98: coming online triggers an attempt at once', async () => {
  const seen = await same(async (stage) => {
    const tell = page(stage);
    stage.pusher();
    const socket = await stage.socket();
    tell('offline');
    socket.drop();
    await stage.pass(2000);
    const before = FakeSocket.all.length;
    tell('online');
    await stage.pass(20);
    return FakeSocket.all.length > before;
  });
  expect(seen).toBe(true);
});

test('98: going offline triggers a ping', async () => {
  const seen = await same(async (stage) => {
    const tell = page(stage);
    stage.pusher();
    const socket = await stage.connect();
    tell('offline');
    await stage.pass(20);
    return socket.sent.map(({ event }) => event);
  });
  expect(seen).toEqual(['pusher:ping']);
});

test('98, Better: a page that becomes visible triggers a ping, too', async () => {
  const { ours, peer } = await both(async (stage) => {
    const tell = page(stage);
    stage.pusher();
    const socket = await stage.connect();
    await stage.pass(20_000);
    tell('visibilitychange');
    await stage.pass(20);
    return socket.sent.map(({ event }) => event);
  });
  expect(peer).toEqual([]);
  expect(ours).toEqual(['pusher:ping']);
});

test('100, Better: signatures are requested a few at a time', async () => {
  const { ours, peer } = await both(async (stage) => {
    const echo = stage.echo();
    stage.server.delay = 1000;
    for (let i = 0; i < 50; i++) echo.private(`c${i}`);
    await stage.connect();
    await stage.pass(500);
    return stage.server.asked.length;
  });
  expect(peer).toBe(50);
  expect(ours).toBe(6);
});

test('100, Better: a request to an endpoint that never answers is repeated', async () => {
  const { ours, peer } = await both(async (stage) => {
    stage.server.delay = 1e9;
    stage.echo().private('a');
    await stage.connect();
    await stage.pass(60_000);
    return stage.server.asked.length;
  });
  expect(peer).toBe(1);
  expect(ours).toBeGreaterThan(1);
});
