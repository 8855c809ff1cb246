// Every failure has a message: for every code, and in every way in which an app receives one.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionStatus, Errc, type Failure, EventTag } from '../../src/host/border.js';
import Pusher from '../../src/pusher/entry.js';
import { words } from '../../src/pusher/words.js';
import { enums } from '../../src/trace/border-names.js';
import { FakeSocket } from './fake-socket.js';

const names = enums.Errc!;
const codes = names.map((_, code) => code as Errc).filter((code) => code !== Errc.None);
/** Whether a text can be a message: at least four words, and short enough for a line. */
const isSentence = (text: unknown) => /^\S+(\s+\S+){3,24}$/.test(`${text}`);

let pusher: Pusher;
const emit = (event: unknown) => (pusher as any).event_(event);
beforeEach(() => {
  FakeSocket.all = [];
  pusher = new Pusher('k', { cluster: '', wsHost: 'h', WebSocket: FakeSocket as never });
});
afterEach(() => pusher.disconnect());

const why = (code: Errc, text = ''): Failure => [code, 0, text];

describe.each(codes.map((code) => [names[code]!, code] as const))('%s', (_, code) => {
  it('has a message', () => {
    expect(words(why(code)).split(' ').length).toBeGreaterThan(2);
    expect(words(why(code))).not.toMatch(/:$/);
  });
  it('keeps a given message', () => {
    expect(words(why(code, 'given words'))).toContain('given words');
  });

  it('fails a subscription with a message', () => {
    const told: any[] = [];
    pusher.subscribe('a').bind('pusher:subscription_error', (error: any) => told.push(error.error));
    for (const retrying of [true, false])
      emit([EventTag.SubscribeFailed, 'a', why(code), retrying, '']);
    expect(told).toHaveLength(2);
    expect(told.every((text) => text.split(' ').length > 2)).toBe(true);
  });
  it('fails a sign-in with a message', () => {
    const told: any[] = [];
    pusher.user.bind('pusher:signin_error', (error: any) => told.push(error.error));
    for (const retrying of [true, false]) emit([EventTag.SignInFailed, why(code), retrying]);
    expect(told).toHaveLength(2);
    expect(told.every((text) => text.split(' ').length > 2)).toBe(true);
  });
  it('ends or delays a connection with a message', () => {
    const told: any[] = [];
    pusher.connection.bind('error', ({ error, data }: any) =>
      told.push(data?.message ?? error.data?.message ?? error),
    );
    if (code !== Errc.BadOption) emit([EventTag.ConnectionError, why(code)]);
    emit([EventTag.RetryScheduled, 1, 5, why(code)]);
    emit([
      EventTag.ConnectionChanged,
      ConnectionStatus.Connecting,
      ConnectionStatus.Disconnected,
      '',
      why(code),
      0,
    ]);
    expect(told.length > 0 || code === Errc.BadOption).toBe(true);
    expect(told.filter((text) => !text || text.split(' ').length < 3)).toEqual([]);
  });
  it('settles a whisper with a message', () => {
    const told: Error[] = [];
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const { client_ } = pusher as any;
    vi.spyOn(client_, 'whisper').mockImplementation((...args: any[]) => args[4](code));
    expect(pusher.send_event('client-x', 1, 'a', { settled: (error) => told.push(error!) })).toBe(
      false,
    );
    expect(isSentence(told[0]!.message)).toBe(true);
    expect(warn).not.toHaveBeenCalled();
    pusher.send_event('client-x', 1, 'a');
    pusher.send_event('client-x', 1, 'a');
    expect(warn).toHaveBeenCalledTimes(code === Errc.Superseded ? 0 : 1);
    warn.mockRestore();
  });
});
