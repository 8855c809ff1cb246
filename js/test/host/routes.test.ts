// Fast path and slow path agree: two clients receive the same frames, one of them without routes.
import { describe, expect, it, vi } from 'vitest';
import { Routes } from '../../src/host/routes.js';
import { EffectTag, Option } from '../../src/host/border.js';
import { builds } from './builds.js';
import { answered, type Bench, bench, type Heard, until } from './fake-link.js';
import { frames, random } from './frames.js';

const engine = vi.hoisted(() => ({ start: undefined as any }));
vi.mock('../../src/host/load.js', () => ({ load: () => engine.start() }));

const channels = [
  ...['orders', 'orders.1', 'private-x', 'a,"channel":"orders"}'],
  ...['\ufefforders', 'orders\ud800', '\udc00'],
];

async function ready(one: Bench): Promise<void> {
  one.client.connect();
  for (const channel of channels) one.client.subscribe(channel);
  await until(() => (one.client as any).driver_.idle_(), 'the engine');
}

/** Two clients that receive the same frames. `listens` decides which events have listeners. */
async function pair(listens: (channel: string, event: string) => boolean) {
  const authorize = () => Promise.resolve(answered('{"auth":"key:signature"}'));
  // Links reconnect immediately, because this tests only their frames.
  const options = {
    [Option.ReconnectInitialDelay]: 1,
    [Option.ReconnectMaxDelay]: 1,
    [Option.ReconnectPromptMax]: 0,
  };
  const app = { listens_: listens, authorize_: authorize, options_: options };
  const both = [bench(app), bench(app)] as const;
  const passed = { count: 0 };
  for (const one of both) await ready(one);
  const [fast, slow] = both.map((one) => one.client as any);
  slow.routes_.add = () => {};
  const enter = fast.driver_.enter_.bind(fast.driver_);
  fast.driver_.enter_ = (...all: unknown[]) => {
    passed.count++;
    enter(...all);
  };
  const each = (act: (one: Bench) => void): void => both.forEach(act);
  const greet = async (): Promise<void> => {
    each((one) => one.socket().greet());
    await until(() => both.every((one) => one.socket().sent.length >= 2), 'the subscriptions');
    for (const channel of channels) each((one) => one.socket().acknowledge(channel));
  };
  await greet();
  return { both, each, greet, passed };
}

function same(both: readonly [Bench, Bench], said: string[]): void {
  const [fast, slow] = both.map((one) => one.heard.splice(0)) as [Heard[], Heard[]];
  if (JSON.stringify(fast) === JSON.stringify(slow)) return;
  const at = fast.findIndex((one, i) => JSON.stringify(one) !== JSON.stringify(slow[i]));
  expect({
    said: said.length === 1 ? said[0] : said.slice(0, 3),
    heard: fast.slice(at, at + 2),
  }).toEqual({
    said: said.length === 1 ? said[0] : said.slice(0, 3),
    heard: slow.slice(at, at + 2),
  });
  expect(fast).toEqual(slow);
}

describe('routes', () => {
  it('require a payload at the first mark', () => {
    const routes = new Routes();
    const text = '{"event":"\\"data\\":\\"","x":"data":"","data":"1"}';
    const at = text.lastIndexOf('"data":"') + 8;
    routes.add([EffectTag.AddRoute, 1, 'c', 'e', text.slice(0, at), '"}']);
    expect(routes.find(text)).toBeUndefined();
  });

  it('distinguish channels of one event by their tails', () => {
    const routes = new Routes();
    const prefix = '{"event":"e","data":"';
    for (const channel of ['a', 'b', 'long'])
      routes.add([EffectTag.AddRoute, 1, channel, 'e', prefix, `","channel":"${channel}"}`]);
    for (const channel of ['a', 'b', 'long'])
      expect(routes.find(`${prefix}{}","channel":"${channel}"}`)?.[2]).toBe(channel);
    expect(routes.find(`${prefix}{}","channel":"c"}`)).toBeUndefined();
    // Prefix and tail must not overlap.
    routes.add([EffectTag.AddRoute, 1, 'o', 'e', prefix, '"}']);
    expect(routes.find('{"event":"e","data":"}')).toBeUndefined();
    routes.drop();
    expect(routes.find(`${prefix}{}","channel":"a"}`)).toBeUndefined();
  });

  it.each(builds)(
    'do not change what listeners receive, on %s',
    { timeout: 300_000 },
    async (_, start) => {
      engine.start = start;
      const draw = random(7);
      const listens = (channel: string, event: string): boolean =>
        (channel.length + event.length) % 3 !== 0;
      const { both, each, greet, passed } = await pair(listens);
      const rounds = Number(process.env.OREAD_FRAMES ?? 50_000) / 1000;
      for (let round = 0; round < rounds; ++round) {
        const said: string[] = [];
        for (const text of frames(draw, channels, 1000)) {
          said.push(text);
          each((one) => one.socket().say(text));
        }
        same(both, said);
        const channel = channels[draw(channels.length)]!;
        const what = draw(10);
        if (what < 3) {
          // Leave in mid-stream; later frames have no listener.
          each((one) => one.client.unsubscribe(channel));
          for (const text of frames(draw, channels, 100)) each((one) => one.socket().say(text));
          each((one) => one.client.subscribe(channel));
          await until(() =>
            both.every((one) => one.socket().sent.at(-1)!.includes('"pusher:subscribe"')),
          );
          each((one) => one.socket().acknowledge(channel));
        } else if (what === 3) {
          const old = both.map((one) => one.socket());
          each((one) => one.socket().drop(4200));
          for (const text of frames(draw, channels, 10)) old.forEach((one) => one.say(text));
          await until(() => both.every((one, i) => one.socket() !== old[i]), 'a new link');
          await greet();
        }
        same(both, []);
      }
      expect(passed.count).toBeGreaterThan(rounds * 200);
    },
  );
});
