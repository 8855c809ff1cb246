// Whispers: all are sent, each has an outcome, and failures are reported.
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { acknowledge, connect, makeEcho, serveAuth } from './echo-on-fake.js';
import { type FakeSocket, until } from './fake-socket.js';

let warned: MockInstance;
beforeEach(() => {
  warned = vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => warned.mockRestore());

async function chat(more: object = {}) {
  serveAuth();
  const echo = makeEcho({ authEndpoint: 'http://app.test/auth', ...more });
  const channel = echo.private('chat');
  const socket = await connect(echo);
  await acknowledge(socket, 'private-chat');
  await until(() => channel.subscription.subscribed);
  return { echo, channel, socket };
}
const sent = (socket: FakeSocket, event = 'client-line') =>
  socket.sent.filter((one) => one.event === event).map(({ data }) => data.n);
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('whispers', () => {
  it('are all sent, in order, however many there are', async () => {
    const { channel, socket } = await chat();
    for (const n of numbers(200)) channel.whisper('line', { n });
    expect(sent(socket)).toEqual(numbers(200));
    expect(warned).not.toHaveBeenCalled();
  });

  it('before the subscription wait for it, and each is settled once', async () => {
    serveAuth();
    const echo = makeEcho({ authEndpoint: 'http://app.test/auth' });
    const channel = echo.private('chat');
    const settled = vi.fn();
    for (const n of numbers(30)) channel.whisper('line', { n }, { settled });
    expect(settled).not.toHaveBeenCalled();
    const socket = await connect(echo);
    await acknowledge(socket, 'private-chat');
    await until(() => settled.mock.calls.length === 30);
    expect(sent(socket)).toEqual(numbers(30));
    expect(settled.mock.calls).toEqual(numbers(30).map(() => [undefined]));
  });

  it('that coalesce are replaced by a newer one while they wait', async () => {
    serveAuth();
    const echo = makeEcho({ authEndpoint: 'http://app.test/auth' });
    const channel = echo.private('chat');
    const outcomes: unknown[] = [];
    for (const n of numbers(3))
      channel.whisper(
        'line',
        { n },
        {
          coalesce: true,
          settled: (error) => outcomes.push([n, error?.message]),
        },
      );
    const socket = await connect(echo);
    await acknowledge(socket, 'private-chat');
    await until(() => outcomes.length === 3);
    expect(sent(socket)).toEqual([2]);
    const why = 'client-line was not sent on private-chat: a newer whisper replaced it';
    expect(outcomes).toEqual([
      [0, why],
      [1, why],
      [2, undefined],
    ]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('that are refused as too many are sent again, and the rest at ten per second', async () => {
    const { channel, socket } = await chat();
    for (const n of numbers(3)) channel.whisper('line', { n });
    for (let refusals = 0; refusals < 2; refusals++)
      socket.event('pusher:error', 'private-chat', { code: 4301, message: 'Too many' });
    channel.whisper('line', { n: 3 });
    await until(() => sent(socket).length === 6);
    expect(sent(socket)).toEqual([0, 1, 2, 1, 2, 3]);
  });

  it('are limited by the option perSecond', async () => {
    const { channel, socket } = await chat({ whispers: { perSecond: 2 } });
    for (const n of numbers(3)) channel.whisper('line', { n });
    expect(sent(socket)).toEqual([0, 1]);
    await until(() => sent(socket).length === 3);
  });

  const large = 'x'.repeat(10_000);
  it.each([
    ['a frame over 10,000 bytes', 'line', large, 'over a limit'],
    ['a name over 4096 bytes', 'x'.repeat(4100), 1, 'client event names are'],
  ])('of %s are rejected with one warning', async (_, event, data, words) => {
    const { channel } = await chat();
    const { subscription } = channel;
    expect(subscription.trigger(`client-${event}`, data)).toBe(false);
    channel.whisper(event, data).whisper(event, data);
    expect(warned).toHaveBeenCalledTimes(1);
    expect(warned.mock.calls[0]![0]).toContain(words);
    const settled = vi.fn();
    channel.whisper(event, data, { settled });
    expect(settled.mock.calls[0]![0].message).toContain(words);
  });

  it('may be larger if the option allows it', async () => {
    const { channel } = await chat({ whispers: { maxBytes: 100_000 } });
    expect(channel.subscription.trigger('client-line', large)).toBe(true);
    expect(warned).not.toHaveBeenCalled();
  });

  it('are rejected when the queue is full', async () => {
    const echo = makeEcho({ whispers: { maxQueue: 2 } });
    const channel = echo.private('chat');
    await connect(echo);
    for (const n of numbers(3)) channel.whisper('line', { n });
    expect(warned.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining('too many whispers'),
    ]);
  });

  it('that wait too long are rejected', async () => {
    const echo = makeEcho({ whispers: { maxWait: 20 } });
    const channel = echo.private('chat');
    await connect(echo);
    const settled = vi.fn();
    channel.whisper('line', {}, { settled });
    await until(() => settled.mock.calls.length);
    expect(settled.mock.calls[0]![0].message).toContain('no answer in time');
  });

  it('on a channel that was left or never subscribed are rejected with a message', async () => {
    const { echo, channel } = await chat();
    echo.leave('chat');
    const settled = vi.fn();
    channel.whisper('line', {}, { settled });
    expect(settled.mock.calls[0]![0].message).toContain('private-chat was left');
    const { pusher } = echo.connector;
    expect(pusher.send_event('client-line', {}, 'private-other')).toBe(false);
    expect(pusher.send_event('client-line', {})).toBe(false);
    expect(warned.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining('subscribe to the channel first'),
      expect.stringContaining('subscribe to the channel first'),
    ]);
  });
});
