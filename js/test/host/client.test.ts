// How the client performs effects: sockets, restarts, requests, the page.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConnectionStatus, Errc, EventTag } from '../../src/host/border.js';
import type { AuthRequest } from '../../src/host/ports/auth.js';
import { answered, bench, type Bench, until } from './fake-link.js';

afterEach(() => vi.unstubAllGlobals());

const idle = (one: Bench): boolean => (one.client as any).driver_.idle_();
const status = (one: Bench): ConnectionStatus | undefined =>
  one.events.filter((event) => event[0] === EventTag.ConnectionChanged).at(-1)?.[2];
const subscribes = (one: Bench): string[] =>
  one.socket().sent.filter((text) => text.includes('"pusher:subscribe"'));

async function connected(app: Parameters<typeof bench>[0] = {}): Promise<Bench> {
  const one = bench(app);
  one.client.connect();
  one.socket().greet();
  await until(() => status(one) === ConnectionStatus.Connected, 'the connection');
  return one;
}

describe('the early socket', () => {
  it('is opened immediately, and is the only one', async () => {
    const one = bench();
    one.client.connect();
    expect(one.sockets).toHaveLength(1);
    // The server may be faster than the engine.
    one.socket().greet();
    await until(() => status(one) === ConnectionStatus.Connected);
    expect(one.sockets).toHaveLength(1);
  });

  it('is closed if the engine does not use it', async () => {
    const one = bench();
    one.client.connect();
    one.client.disconnect();
    await until(() => one.socket().closed);
    expect(one.sockets).toHaveLength(1);
  });

  it('is closed if the options are rejected, and the rejection is reported', async () => {
    const one = bench({ options_: { 1: 0 } });
    one.client.connect();
    await until(() => one.socket().closed);
    expect(one.events.map(([tag]) => tag)).toEqual([EventTag.ConnectionError]);
  });

  it('whose constructor throws counts as a failed link', async () => {
    const one = bench({
      WebSocket_: class {
        constructor() {
          throw new SyntaxError('bad address');
        }
      } as never,
    });
    one.client.connect();
    await until(() => one.events.some(([tag]) => tag === EventTag.RetryScheduled));
    one.client.disconnect();
  });

  it('may end with a code that no browser has', async () => {
    const one = bench();
    one.client.connect();
    const code: any = Object.create(null);
    one.socket().onclose!({ code, reason: '' });
    const retry = () => one.events.find((event) => event[0] === EventTag.RetryScheduled);
    await until(retry, 'the next attempt');
    expect(retry()![3]).toEqual([Errc.LinkFailed, 0, '']);
    one.client.disconnect();
  });
});

describe('a client', () => {
  it('without WebSocket does nothing', async () => {
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    const one = bench({ WebSocket_: undefined });
    one.client.connect();
    one.client.subscribe('news');
    one.client.disconnect();
    await new Promise((done) => setTimeout(done, 20));
    expect(one.events).toEqual([]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('parses payloads only if there is a listener', async () => {
    const one = await connected({ listens_: (_, event) => event === 'heard' });
    one.client.subscribe('news');
    one.socket().acknowledge('news');
    const parse = vi.spyOn(JSON, 'parse');
    for (let i = 0; i < 3; ++i)
      for (const event of ['heard', 'unheard'])
        one.socket().say(`{"event":"${event}","data":"{\\"n\\":${i}}","channel":"news"}`);
    expect(one.heard.map(({ payload }) => payload)).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
    expect(parse.mock.calls.length).toBe(5);
    parse.mockRestore();
  });

  it('aborts a cancelled request and drops its response', async () => {
    const asked: AuthRequest[] = [];
    const answers: ((body: string) => void)[] = [];
    const one = await connected({
      authorize_(request) {
        asked.push(request);
        return new Promise((done) => answers.push((body) => done(answered(body))));
      },
    });
    one.client.subscribe('private-a');
    await until(() => asked.length === 1);
    expect(asked[0]).toMatchObject({ channel: 'private-a', socketId: '1.2' });
    one.client.unsubscribe('private-a');
    expect(asked[0]!.signal.aborted).toBe(true);
    answers[0]!('{"auth":"late:answer"}');
    await new Promise((done) => setTimeout(done, 10));
    expect(subscribes(one)).toEqual([]);
  });

  it('decrypts events with the key from the endpoint', async () => {
    const { xsalsa20poly1305 } = await import('@noble/ciphers/salsa');
    const key = new Uint8Array(32).fill(7);
    const nonce = new Uint8Array(24).fill(9);
    const sealed = xsalsa20poly1305(key, nonce).encrypt(new TextEncoder().encode('{"secret":"ž"}'));
    const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
    const body = JSON.stringify({ auth: 'key:sig', shared_secret: base64(key) });
    const one = await connected({ authorize_: () => Promise.resolve(answered(body)) });
    const channel = 'private-encrypted-a';
    one.client.subscribe(channel);
    await until(() => subscribes(one).length, 'the subscription');
    one.socket().acknowledge(channel);
    const data = JSON.stringify({ nonce: base64(nonce), ciphertext: base64(sealed) });
    one.socket().say(JSON.stringify({ event: 'e', channel, data }));
    await until(() => one.heard.length);
    expect(one.heard[0]).toMatchObject({ channel, event: 'e', payload: { secret: 'ž' } });
  });

  it('disconnects on pagehide and reconnects on pageshow', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    const one = await connected();
    page.dispatchEvent(new Event('pagehide'));
    expect(one.socket().closed).toBe(1000);
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await until(() => one.sockets.length === 2, 'a new socket');
    one.client.disconnect();
    const before = one.events.length;
    page.dispatchEvent(new Event('pagehide'));
    expect(one.events).toHaveLength(before);
  });
});

describe('a trap', () => {
  const trap = (one: Bench): void => {
    (one.client as any).driver_.engine_.handle = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    one.client.wake(0);
  };

  it('is followed by a fresh engine with the app’s channels', async () => {
    const restarted = vi.fn();
    const one = await connected({ restarted_: restarted });
    one.client.subscribe('kept');
    one.client.subscribe('left');
    one.client.subscribe('leased', 5);
    one.client.unsubscribe('left');
    const [first] = one.sockets;
    trap(one);
    expect(restarted).toHaveBeenCalledWith(expect.any(WebAssembly.RuntimeError));
    expect(first!.closed).toBe(1000);
    await until(() => one.sockets.length === 2 && idle(one), 'a fresh engine');
    one.socket().greet('5.6');
    expect(subscribes(one).map((text) => JSON.parse(text).data.channel)).toEqual([
      'kept',
      'leased',
    ]);
    // Events of the old socket are ignored.
    first!.drop();
    expect(status(one)).toBe(ConnectionStatus.Connected);
    one.client.disconnect();
  });

  it('is survived even if the callback of a lost whisper throws', async () => {
    const thrown: unknown[] = [];
    const later = setTimeout;
    vi.stubGlobal('setTimeout', (call: () => void, ...more: any[]) =>
      later(
        () => {
          try {
            call();
          } catch (error) {
            thrown.push(error);
          }
        },
        ...more,
      ),
    );
    const one = await connected();
    one.client.subscribe('private-a');
    one.client.whisper('private-a', 'client-b', '1', false, () => {
      throw new Error("the app's own");
    });
    trap(one);
    await until(() => one.sockets.length === 2 && idle(one), 'a fresh engine');
    await until(() => thrown.length > 0, 'the error');
    expect(thrown).toEqual([new Error("the app's own")]);
    one.client.disconnect();
  });

  it('that repeats leads to the plain-JS build', async () => {
    const one = await connected();
    const plain = vi.spyOn((one.client as any).loader_, 'start');
    for (let i = 0; i < 4; ++i) {
      trap(one);
      await until(() => idle(one), 'a fresh engine');
    }
    expect(plain.mock.calls).toEqual([[false], [false], [false], [true]]);
    one.socket().greet();
    expect(status(one)).toBe(ConnectionStatus.Connected);
    one.client.disconnect();
  });
});
