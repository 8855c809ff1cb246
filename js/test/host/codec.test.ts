// What is written on one side of the border arrives on the other, on both builds.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  ConnectionStatus,
  Do,
  Errc,
  In,
  News,
  Option,
  type PusherLinks,
} from '../../src/host/border.js';
import { read, room, write } from '../../src/host/codec.js';
import { Engine } from '../../src/host/engine.js';
import { builds } from './builds.js';

const server: PusherLinks = ['ws://ws.example.test/app/key', 'wss://ws.example.test/app/key', true];
const hello =
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":30}"}';

describe('the codec', () => {
  it('reads every kind of value back', () => {
    const values = [0, 7, true, 4294967295, -1.5, 'grüße 🙂 \u0000', ''];
    const memory = new ArrayBuffer(room(values) + 8);
    const end = write(memory, 3, values);
    expect(read(memory, 3, end - 3, ['ntnnss'])).toEqual([values]);
  });

  it('writes what is absent as NaN', () => {
    const memory = new ArrayBuffer(24);
    expect(write(memory, 0, [0, undefined, 1])).toBe(24);
    expect(read(memory, 0, 24, ['nn'])).toEqual([[0, NaN, 1]]);
  });

  it('reads what is absent, structs and lists', () => {
    const values = [0, 0, 0, 2, 'a', 'b', 1, 'id', 'info', 3, 7, 'text', 1, '', 9];
    const memory = new ArrayBuffer(room(values));
    const end = write(memory, 0, values);
    expect(read(memory, 0, end, ['oMlMfon'])).toEqual([
      [0, undefined, [], ['a', 'b'], [['id', 'info']], [3, 7, 'text'], '', 9],
    ]);
  });

  it('reserves enough for any text', () => {
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
    engine.handle([In.Connect], 0);
    engine.handle([In.LinkOpened, 1], 1);
    engine.handle([In.LinkText, 1, hello], 2);
  };

  it('opens a link where the options say', () => {
    expect(engine.create(server, {})).toEqual([]);
    expect(engine.deadline).toBe(Infinity);
    const effects = engine.handle([In.Connect], 5);
    expect(effects).toContainEqual([Do.OpenLink, 1, 'wss://ws.example.test/app/key']);
    expect(engine.deadline).toBe(5 + 8000);
  });

  it('takes over the quantities that are given, and only these', () => {
    engine.create(server, { [Option.ReconnectAttemptTimeout]: 1234 });
    engine.handle([In.Connect], 0);
    expect(engine.deadline).toBe(1234);
  });

  it('refuses impossible options by number, counted from 1', () => {
    const [refusal] = engine.create(server, { [Option.ReconnectFactorPercent]: 0 });
    expect(refusal).toEqual([
      News.ConnectionError,
      [Errc.BadOption, Option.ReconnectFactorPercent + 1, ''],
    ]);
    expect(engine.handle([In.Connect], 0)).toEqual([]);
    expect(engine.deadline).toBe(Infinity);
  });

  it('carries texts of any language and length, both ways', () => {
    connect();
    engine.handle([In.Subscribe, 'news', 0], 3);
    engine.handle(
      [
        In.LinkText,
        1,
        '{"event":"pusher_internal:subscription_succeeded","channel":"news","data":"{}"}',
      ],
      4,
    );
    for (const data of ['', 'žluťoučký kůň 🐎', '\\"\u2028'.repeat(3), 'x'.repeat(300_000)]) {
      const frame = JSON.stringify({ event: 'e', channel: 'news', data, user_id: '7' });
      expect(engine.handle([In.LinkText, 1, frame], 5)).toContainEqual([
        News.Message,
        'news',
        'e',
        data,
        '7',
      ]);
    }
  });

  it('tells the difference between no payload and an empty one', () => {
    connect();
    engine.handle([In.Subscribe, 'news', 0], 3);
    const data = (frame: string) =>
      engine.handle([In.LinkText, 1, frame], 5).find(([tag]) => tag === News.Message)?.[3];
    expect(data('{"event":"e","channel":"news"}')).toBeUndefined();
    expect(data('{"event":"e","channel":"news","data":""}')).toBe('');
  });

  it('announces structs and lists', () => {
    engine.create(server, {});
    const effects = engine.handle([In.Connect], 0);
    expect(effects).toContainEqual([
      News.ConnectionChanged,
      ConnectionStatus.Initialized,
      ConnectionStatus.Connecting,
      '',
      [Errc.None, 0, ''],
      0,
    ]);
  });

  it('keeps engines apart', async () => {
    const other = new Engine(await start());
    other.create(server, {});
    connect();
    expect(other.handle([In.Tick], 0)).toEqual([]);
  });
});
