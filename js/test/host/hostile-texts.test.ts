// Untrusted texts: one that is too long is not copied, and an odd one arrives unchanged.
import { describe, expect, it } from 'vitest';
import { Errc, Limit, EventTag } from '../../src/host/border.js';
import { decode, encode } from '../../src/host/utf8.js';
import { answered, type Bench, bench, until } from './fake-link.js';

async function connected(app: Parameters<typeof bench>[0] = {}): Promise<Bench> {
  const one = bench(app);
  one.client.connect();
  one.socket().greet();
  await until(
    () => one.events.some(([tag]) => tag === EventTag.ConnectionChanged),
    'the connection',
  );
  await until(() => (one.client as any).driver_.idle_(), 'the engine');
  return one;
}
const memoryOf = (one: Bench): number =>
  (one.client as any).driver_.engine_.exports_.memory().buffer.byteLength;

describe('a text that is too long', () => {
  it.each([
    ['of many characters', 'x'.repeat(100e6)],
    ['of fewer characters with many bytes', '\uffff'.repeat(Limit.MessageBytes / 2)],
  ])('%s is rejected before it is copied, and the link stays open', async (_, text) => {
    const one = await connected();
    one.client.subscribe('news');
    one.socket().acknowledge('news');
    const before = memoryOf(one);
    one.socket().say(text);
    expect(one.events.at(-1)).toEqual([EventTag.ConnectionError, [Errc.BadFrame, 0, 'too large']]);
    expect(memoryOf(one)).toBe(before);
    one.socket().say('{"event":"e","channel":"news","data":"1"}');
    expect(one.heard).toHaveLength(1);
  });

  it('is also rejected if it arrives before the engine is loaded', async () => {
    const one = bench();
    one.client.connect();
    const socket = one.socket();
    socket.readyState = 1;
    socket.onopen!();
    socket.say('x'.repeat(Limit.MessageBytes + 1));
    await until(() => one.events.some(([tag]) => tag === EventTag.ConnectionError), 'the refusal');
    expect(one.events.find(([tag]) => tag === EventTag.ConnectionError)![1]).toEqual([
      Errc.BadHandshake,
      0,
      'too large',
    ]);
    one.client.disconnect();
  });

  it('that just fits is accepted', async () => {
    const one = await connected();
    one.client.subscribe('news');
    one.socket().acknowledge('news');
    const frame = (data: string) => JSON.stringify({ event: 'e', channel: 'news', data });
    const room = Limit.MessageBytes - frame('').length;
    one.socket().say(frame('x'.repeat(room)));
    one.socket().say(frame('é'.repeat(room / 2)));
    expect(one.heard.map(({ payload }) => (payload as string).length)).toEqual([
      room,
      Math.floor(room / 2),
    ]);
    one.socket().say(frame(`${'x'.repeat(room)}x`));
    expect(one.heard).toHaveLength(2);
  });
});

describe('odd texts arrive unchanged', () => {
  const odd = [
    '\ufeff',
    '\ufeff{}',
    '\ufeffx',
    '\ud800',
    'x\udfff',
    '🙂\ud83d',
    '\ufffd',
    '\u0000',
  ];

  it.each(odd)('as payload, the first time and the next: %j', async (data) => {
    const one = await connected();
    one.client.subscribe('news');
    one.socket().acknowledge('news');
    for (let i = 0; i < 3; i++)
      one.socket().say(JSON.stringify({ event: 'e', channel: 'news', data }));
    expect(one.heard.map(({ payload }) => payload)).toEqual([data, data, data]);
  });

  it.each(odd)('as event and as channel: %j', async (name) => {
    const one = await connected();
    one.client.subscribe(name);
    // The same for a text that is sent.
    await until(() => one.socket().sent.length, 'the subscription');
    expect(JSON.parse(one.socket().sent.at(-1)!).data.channel).toBe(name);
    one.socket().acknowledge(name);
    for (let i = 0; i < 3; i++)
      one.socket().say(JSON.stringify({ event: name, channel: name, data: '1' }));
    expect(one.heard).toEqual(
      Array(3).fill({ channel: name, event: name, payload: 1, userId: '' }),
    );
  });

  it('as the signed data of a presence channel', async () => {
    const signed = JSON.stringify({ user_id: '1', user_info: { name: 'x' } }).replace(
      'x',
      '\ud800',
    );
    const one = await connected({
      authorize_: async () => answered(JSON.stringify({ auth: 'k:s', channel_data: signed })),
    });
    one.client.subscribe('presence-a');
    await until(() => one.socket().sent.length, 'the subscription');
    expect(JSON.parse(one.socket().sent.at(-1)!).data.channel_data).toBe(signed);
  });

  it('over a socket that cannot send lone surrogates', async () => {
    const one = await connected();
    one.client.subscribe('\ud800');
    await until(() => one.socket().sent.length, 'the subscription');
    expect(one.socket().sent.at(-1)).toMatch(/\\ud800/);
    expect(one.socket().sent.at(-1)).not.toMatch(/\p{Cs}/u);
  });
});

describe('bytes of texts', () => {
  const bytes = (text: string): Uint8Array => {
    const into = new Uint8Array(text.length * 3);
    return into.slice(0, encode(text, into));
  };

  it('are decoded to the same text', () => {
    for (const text of ['', 'a', 'é', '\u0800\uffff', '🙂', '\ud800', '\udc00\ud800', '\ufeffx'])
      expect(decode(bytes(text))).toBe(text);
  });

  it('are UTF-8 if the text has no lone surrogate', () => {
    const all = Array.from({ length: 0x2fd0 }, (_, i) => String.fromCodePoint(i * 0x5b)).join('');
    const text = all.replace(/\p{Cs}/gu, '');
    expect(bytes(text)).toEqual(new TextEncoder().encode(text));
    // The other encoder, which a lone surrogate requires.
    expect(bytes(`${text}\ud800`).slice(0, -3)).toEqual(new TextEncoder().encode(text));
    expect(decode(bytes(`${text}\ud800`))).toBe(`${text}\ud800`);
  });
});
