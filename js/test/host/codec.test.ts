// What is written on one side of the border arrives on the other, on both builds.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  ConnectionStatus,
  EffectTag,
  Errc,
  formats,
  InputTag,
  linkFormat,
  EventTag,
  Option,
  optionCount,
  type LinkAddresses,
} from '../../src/host/border.js';
import { fit, read, room, write } from '../../src/host/codec.js';
import { Engine } from '../../src/host/engine.js';
import { builds } from './builds.js';

const server: LinkAddresses = [
  'ws://ws.example.test/app/key',
  'wss://ws.example.test/app/key',
  true,
];
const hello =
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":30}"}';

describe('the codec', () => {
  /** Returns values that were written as these kinds and read with this format. */
  const through = (values: unknown[], kinds: string, format: string): unknown[] => {
    const fitting = fit(values, kinds);
    const memory = new ArrayBuffer(room(fitting) + 3);
    return read(memory, 3, write(memory, 3, fitting) - 3, [format]);
  };

  it('reads every kind of value back', () => {
    const values = [0, 7, true, 4294967295, -1.5, 'grüße 🙂 \u0000', ''];
    expect(through(values, 'nntnnss', 'ntnnss')).toEqual([values]);
  });

  it('writes missing values as NaN', () => {
    expect(through([0, undefined, 1], 'nnn', 'nn')).toEqual([[0, NaN, 1]]);
  });

  it('reads missing values, structs and lists', () => {
    const values = [0, 0, 0, 2, 'a', 'b', 1, 'id', 'info', 1, 3, 7, 'text', 1, '', 9];
    expect(through(values, 'nnnnssnssnnnsnsn', 'oMlMfon')).toEqual([
      [0, undefined, [], ['a', 'b'], [['id', 'info', true]], [3, 7, 'text'], '', 9],
    ]);
  });

  const odd = [1n, Symbol('s'), {}, [], () => 1, null, undefined, new Date(0)];
  it.each([...odd, 7, true])('does not write a %s as a string, and shifts nothing', (value) => {
    expect(through([0, value, 'next'], 'nss', 'ss')).toEqual([[0, '', 'next']]);
  });

  it.each([...odd, '30', ''])('does not write a %s as a number, and shifts nothing', (value) => {
    expect(through([0, value, 'next'], 'nns', 'ns')).toEqual([[0, NaN, 'next']]);
  });

  it('reserves enough for any string', () => {
    for (const text of ['\uffff'.repeat(100), '🙂'.repeat(50), 'é'.repeat(99), 'a'])
      expect(room([text])).toBeGreaterThanOrEqual(8 + new TextEncoder().encode(text).length);
  });
});

describe.each(builds)('the border of %s', (_, start) => {
  let engine: Engine;
  beforeEach(async () => {
    engine = new Engine(await start());
  });
  const connect = (): void => {
    engine.create(server, {});
    engine.handle([InputTag.Connect], 0);
    engine.handle([InputTag.LinkOpened, 1], 1);
    engine.handle([InputTag.LinkText, 1, hello, false], 2);
  };

  it('opens a link to the address of the options', () => {
    expect(engine.create(server, {})).toEqual([]);
    expect(engine.deadline).toBe(Infinity);
    const effects = engine.handle([InputTag.Connect], 5);
    expect(effects).toContainEqual([EffectTag.OpenLink, 1, 'wss://ws.example.test/app/key']);
    expect(engine.deadline).toBe(5 + 8000);
  });

  it('sets the given options, and only these', () => {
    engine.create(server, { [Option.ReconnectAttemptTimeout]: 1234 });
    engine.handle([InputTag.Connect], 0);
    expect(engine.deadline).toBe(1234);
  });

  it('rejects invalid options by number, counted from 1', () => {
    const [refusal] = engine.create(server, { [Option.ReconnectGrowthPercent]: 0 });
    expect(refusal).toEqual([
      EventTag.ConnectionError,
      [Errc.BadOption, Option.ReconnectGrowthPercent + 1, ''],
    ]);
    expect(engine.handle([InputTag.Connect], 0)).toEqual([]);
    expect(engine.deadline).toBe(Infinity);
  });

  it('carries strings of any language and length in both directions', () => {
    connect();
    engine.handle([InputTag.Subscribe, 'news', 0], 3);
    engine.handle(
      [
        InputTag.LinkText,
        1,
        '{"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"}',
        false,
      ],
      4,
    );
    for (const data of ['', 'žluťoučký kůň 🐎', '\\"\u2028'.repeat(3), 'x'.repeat(300_000)]) {
      const frame = JSON.stringify({ event: 'e', channel: 'news', data, user_id: '7' });
      expect(engine.handle([InputTag.LinkText, 1, frame, false], 5)).toContainEqual([
        EventTag.Message,
        'news',
        'e',
        data,
        '7',
        false,
      ]);
    }
  });

  it('distinguishes a missing payload from an empty one', () => {
    connect();
    engine.handle([InputTag.Subscribe, 'news', 0], 3);
    const data = (frame: string) =>
      engine
        .handle([InputTag.LinkText, 1, frame, false], 5)
        .find(([tag]) => tag === EventTag.Message)?.[3];
    expect(data('{"event":"e","channel":"news"}')).toBeUndefined();
    expect(data('{"event":"e","channel":"news","data":""}')).toBe('');
  });

  it('emits structs and lists', () => {
    engine.create(server, {});
    const effects = engine.handle([InputTag.Connect], 0);
    expect(effects).toContainEqual([
      EventTag.ConnectionChanged,
      ConnectionStatus.Initialized,
      ConnectionStatus.Connecting,
      '',
      [Errc.None, 0, ''],
      0,
    ]);
  });

  it('reports bytes that are not an input as an error, and continues', async () => {
    const exports = await start();
    /** Passes these bytes to the engine; returns its output. */
    const tell = (bytes: Uint8Array): unknown[] => {
      new Uint8Array(exports.memory().buffer).set(bytes, exports.room(bytes.length));
      const at = exports.tell(0);
      const [size] = new Float64Array(exports.memory().buffer, at, 1);
      return read(exports.memory().buffer, at + 16, size! - 16, formats.split(','));
    };
    const bytesOf = (values: unknown[], kinds: string): Uint8Array => {
      const fitting = fit(values, kinds);
      const bytes = new Uint8Array(room(fitting));
      return bytes.slice(0, write(bytes.buffer, 0, fitting));
    };
    const refused = [[EventTag.ConnectionError, [Errc.BadOption, 0, '']]];
    tell(bytesOf(server, linkFormat + 'n'.repeat(optionCount)));
    const subscribe = bytesOf([InputTag.Subscribe, 'news', 0], 'nsn');
    for (const bytes of [
      new Uint8Array(0),
      subscribe.slice(0, 7),
      subscribe.slice(0, -1),
      new Uint8Array([...subscribe, 0]),
      bytesOf([99], 'n'),
      bytesOf([-1], 'n'),
      // Lengths beyond the input: 200 bytes, and invalid ones.
      ...[200, -1, 1e9, 2 ** 40, NaN, Infinity].map((length) =>
        bytesOf([InputTag.Subscribe, length, 0, 0], 'nnnn'),
      ),
    ])
      expect(tell(bytes)).toEqual(refused);
    expect(tell(subscribe)).not.toEqual(refused);
    expect(exports.room(2 ** 32 - 1)).toBe(0);
  });

  it('keeps engines apart', async () => {
    const other = new Engine(await start());
    other.create(server, {});
    connect();
    expect(other.handle([InputTag.Tick], 0)).toEqual([]);
  });
});
