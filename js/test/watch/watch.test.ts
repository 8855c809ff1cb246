// watch() reports every transition, with its reason and durations, and nothing private.
import Echo from 'oread';
import { leases } from 'oread/leases';
import { fakeEcho } from 'oread/testing';
import { type Transition, watch } from 'oread/watch';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Errc } from '../../src/host/border.js';
import { enums } from '../../src/trace/border-names.js';
import { reasonOf, sentences } from '../../src/watch/reason.js';

/** A fake Echo with its transitions, watched from the time when it was connected. */
function watched(given: Parameters<typeof fakeEcho>[0] = {}) {
  const world = fakeEcho(given);
  const told: Transition[] = [];
  const now = world.clock.now;
  const end = watch(world.echo, (one) => told.push(one), { now });
  const of = (kind: string): any[] => told.filter((one) => one.kind === kind);
  const ways = (kind: string) => of(kind).map(({ from, to }) => `${from} > ${to}`);
  return { ...world, told, end, of, ways };
}
afterEach(() => void vi.useRealTimers());

describe('the connection', () => {
  it('reports every transition if watched from the beginning', async () => {
    const { Pusher, clock } = fakeEcho();
    const echo = new Echo({ broadcaster: 'reverb', key: 'k', Pusher });
    const told: any[] = [];
    watch(echo, (one) => told.push(one), { now: clock.now });
    await clock.advance(1);
    expect(told).toEqual([
      {
        ...{ kind: 'connection', from: 'initialized', to: 'connecting' },
        ...{ at: expect.any(Number), attempt: 0, lasted: 0 },
      },
      {
        ...{ kind: 'connection', from: 'connecting', to: 'connected' },
        ...{ at: expect.any(Number), attempt: 0, lasted: expect.any(Number) },
      },
    ]);
  });

  it('reports an outage with its reason, each attempt, the next delay, and the durations', async () => {
    const { server, clock, of } = watched();
    const begin = clock.now();
    await clock.advance('1m');
    server.stop();
    await clock.advance('90s');
    server.start();
    await clock.advance('2m');
    const all = of('connection');
    const [lost] = all;
    const back = all.at(-1);
    expect(lost).toMatchObject({
      ...{ from: 'connected', to: 'reconnecting', attempt: 1, at: begin + 60_000 },
      reason: { code: expect.stringMatching(/^link-/), message: expect.stringMatching(/\.$/) },
    });
    expect(lost.lasted).toBeGreaterThanOrEqual(60_000);
    expect(lost.retryIn).toBeGreaterThanOrEqual(0);

    const changes = all.filter(({ from, to }) => from !== to);
    expect(changes.map(({ to }) => to)).toEqual(['reconnecting', 'unavailable', 'connected']);
    // A state's duration is the time between its first and its last event.
    for (const [i, { at, lasted }] of changes.entries())
      if (i) expect(at - changes[i - 1].at).toBe(lasted);
    expect(changes[1].reason).toMatchObject({ code: 'timeout' });

    const tries = all.filter(({ retryIn }) => retryIn !== undefined);
    expect(tries.map(({ attempt }) => attempt)).toEqual(tries.map((_, i) => i + 1));
    expect(tries.length).toBeGreaterThan(3);
    // Each attempt is made, and fails, at the announced time.
    for (const [i, { at }] of tries.entries())
      if (i) expect(at - tries[i - 1].at).toBe(tries[i - 1].retryIn);
    expect(changes[1]).not.toHaveProperty('retryIn');
    for (const { from, to, reason } of tries.slice(1)) {
      expect(from).toBe(to);
      expect(reason.code).toBe('link-failed');
    }
    expect(back).toMatchObject({ from: 'unavailable', attempt: tries.length });
    expect(back).not.toHaveProperty('retryIn');
    expect(back).not.toHaveProperty('reason');
  });

  it('reports a silent server, and a final close', async () => {
    const { server, clock, of } = watched();
    server.silence();
    await clock.advance('3m');
    expect(of('connection')[0].reason).toMatchObject({ code: 'silent', status: 0 });
    server.speak();
    await clock.advance('2m');
    server.drop(4001, 'no such app, hush');
    expect(of('connection').at(-1)).toMatchObject({
      ...{ from: 'connected', to: 'disconnected' },
      reason: { code: 'link-closed', status: 4001 },
    });
    expect(of('connection').at(-1)).not.toHaveProperty('retryIn');
  });

  it('reports that the app disconnected and connected again', async () => {
    const { echo, clock, ways, of } = watched();
    echo.disconnect();
    await clock.advance('1h');
    echo.connector.pusher.connect();
    await clock.advance('1s');
    expect(ways('connection')).toEqual([
      'connected > disconnected',
      'disconnected > connecting',
      'connecting > connected',
    ]);
    expect(of('connection')[0].reason.code).toBe('stopped');
    expect(of('connection')[1]).toMatchObject({ lasted: 3_600_000, attempt: 0 });
  });
});

describe('a channel', () => {
  it('reports its states from first to last', async () => {
    const { echo, server, clock, told, ways } = watched();
    echo.private('orders.1');
    server.subscriptions();
    await clock.advance('5m');
    echo.leave('orders.1');
    expect(ways('channel')).toEqual([
      'left > waiting',
      'waiting > authorizing',
      'authorizing > subscribing',
      'subscribing > subscribed',
      'subscribed > left',
    ]);
    expect(told.every((one) => one.kind === 'channel' && one.channel === 'private-orders.1')).toBe(
      true,
    );
    expect(told.at(-1)!.lasted).toBe(300_000);
    expect(told[0]).not.toHaveProperty('lasted');
    expect(told.some((one) => 'reason' in one)).toBe(false);
  });

  it('that is refused reports why', () => {
    const { echo, server, of } = watched();
    server.deny('private-orders.1', 403);
    echo.private('orders.1');
    server.subscriptions();
    expect(of('channel').at(-1)).toMatchObject({
      ...{ from: 'authorizing', to: 'failed', retrying: false },
      reason: { code: 'auth-denied', status: 403 },
    });
  });

  it('whose endpoint fails is retried, and reports that', async () => {
    const { echo, server, clock, of } = watched();
    server.deny('private-orders.1', 503);
    echo.private('orders.1');
    server.subscriptions();
    expect(of('channel').at(-1)).toMatchObject({
      ...{ from: 'authorizing', to: 'authorizing', retrying: true },
      reason: { code: 'auth-server', status: 503 },
    });
    server.allow('private-orders.1');
    await clock.advance('5m');
    expect(of('channel').at(-1)).toMatchObject({ to: 'subscribed' });
  });

  it('follows the connection through an outage', async () => {
    const { echo, server, clock, ways, of } = watched();
    echo.channel('news');
    server.subscriptions();
    await clock.advance('1m');
    server.drop();
    await clock.advance('1m');
    expect(ways('channel').slice(-3)).toEqual([
      'subscribed > waiting',
      'waiting > subscribing',
      'subscribing > subscribed',
    ]);
    expect(of('channel').at(-3).lasted).toBe(60_000);
  });

  it('is reported with its state if the watch begins late, but not with its duration', () => {
    const { echo, server, clock } = fakeEcho();
    const mine = leases(echo);
    server.deny('private-shut');
    echo.channel('news');
    mine.channel('leased');
    echo.private('shut');
    server.subscriptions();
    const told: any[] = [];
    watch(mine, (one) => told.push(one), { now: clock.now });
    echo.leave('news');
    echo.leave('shut');
    server.drop();
    const news = (name: string) => told.find(({ channel }) => channel === name);
    expect(news('news')).toMatchObject({ from: 'subscribed', to: 'left' });
    expect(news('news')).not.toHaveProperty('lasted');
    expect(news('private-shut')).toMatchObject({ from: 'failed', to: 'left' });
    expect(news('leased')).toMatchObject({ from: 'subscribed', to: 'waiting' });
  });

  it('fails with an invalid name', async () => {
    const { echo, of } = watched();
    echo.channel('x'.repeat(5000));
    await Promise.resolve();
    expect(of('channel')).toEqual([
      expect.objectContaining({
        ...{ from: 'left', to: 'failed' },
        reason: expect.objectContaining({ code: 'bad-channel-name' }),
      }),
    ]);
  });
});

describe('watchers', () => {
  it('are not called after they end, in whatever order they end', () => {
    const { echo, server } = fakeEcho();
    const calls = [vi.fn(), vi.fn(), vi.fn()];
    const ends = calls.map((call) => watch(echo, call));
    const counts = () => {
      for (const call of calls) call.mockClear();
      echo.channel('news');
      echo.leave('news');
      server.subscriptions();
      return calls.map((call) => call.mock.calls.length > 0);
    };
    expect(counts()).toEqual([true, true, true]);
    ends[1]!();
    expect(counts()).toEqual([true, false, true]);
    ends[0]!();
    ends[0]!();
    expect(counts()).toEqual([false, false, true]);
    ends[2]!();
    expect(counts()).toEqual([false, false, false]);
    const late = vi.fn();
    watch(echo, late);
    counts();
    expect(late).toHaveBeenCalled();
  });

  it('may end while they are called, and are then not called again', () => {
    const { echo, server } = fakeEcho();
    const other = vi.fn();
    const told: Transition[] = [];
    const end = watch(echo, (one) => {
      told.push(one);
      end();
    });
    watch(echo, other);
    echo.channel('news');
    server.subscriptions();
    expect(told).toHaveLength(1);
    expect(other.mock.calls.length).toBeGreaterThan(1);
  });

  it('that throw affect neither the app nor each other, and the errors are reported', async () => {
    const { echo, server, clock } = fakeEcho();
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    watch(echo, () => {
      throw new Error('the watcher is broken');
    });
    const other = vi.fn();
    watch(echo, other);
    const heard = vi.fn();
    echo.channel('news').listen('Headline', heard);
    server.broadcast('news', 'Headline', {});
    server.drop();
    await clock.advance('10s');
    server.broadcast('news', 'Headline', {});
    expect(heard).toHaveBeenCalledTimes(2);
    expect(other.mock.calls.length).toBeGreaterThan(5);
    expect(() => vi.runAllTimers()).toThrow('the watcher is broken');
  });

  it('are called after the app, which sees the same state', () => {
    const { echo, server } = fakeEcho();
    const order: string[] = [];
    watch(echo, ({ kind, to }) => {
      if (kind === 'connection') order.push(`watcher: ${to}, ${echo.connectionStatus()}`);
    });
    echo.connector.onConnectionChange((status) => order.push(`app: ${status}`));
    server.drop();
    expect(order).toEqual(['app: reconnecting', 'watcher: reconnecting, reconnecting']);
  });

  it('receive nothing private', async () => {
    const { echo, server, clock, told } = watched({
      echo: { bearerToken: 'hush' },
      user: { id: 1, info: { name: 'hush' } },
    });
    echo.join('room').whisper('typing', { text: 'hush' });
    echo.private('orders').listen('Shipped', () => {});
    server.broadcast('private-orders', 'Shipped', { text: 'hush' });
    server.deny('private-shut');
    echo.private('shut');
    server.drop(4200, 'hush');
    await clock.advance('1m');
    expect(told.length).toBeGreaterThan(10);
    expect(JSON.stringify(told)).not.toContain('hush');
    expect(JSON.stringify(told)).not.toContain(echo.socketId());
    expect(new Set(told.flatMap((one) => Object.keys(one)))).toEqual(
      new Set('kind,at,from,to,lasted,reason,attempt,retryIn,channel,retrying'.split(',')),
    );
  });

  it('of a null broadcaster, or of another client, are not called', () => {
    const call = vi.fn();
    const client = { connection: { bind() {} } };
    for (const pusher of [undefined, client]) watch({ connector: { pusher } }, call)();
    expect(call).not.toHaveBeenCalled();
  });
});

describe('names', () => {
  it('of reasons all have a message', () => {
    expect(Object.keys(sentences).sort()).toEqual([...enums.Errc!].sort());
  });
  it('of reasons have a fixed message, whatever the server says', () => {
    expect(reasonOf([Errc.None, 0, ''])).toBeUndefined();
    expect(reasonOf([Errc.AuthRejected, 4009, 'expected hush'])).toEqual({
      ...{ code: 'auth-rejected', status: 4009 },
      message: 'The server rejected the signature of the auth endpoint.',
    });
  });
});
