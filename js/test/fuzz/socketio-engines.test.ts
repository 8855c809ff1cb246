// Sessions of Socket.IO, with everything that may go wrong in them, step by step through the engine as Wasm, as plain JavaScript
// and natively: all three must behave identically. Only native builds hold several links, so this also shows that nothing of a
// link stays for the next one. OREAD_FUZZ_SECONDS sets the duration, OREAD_FUZZ_SEED the seed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { EffectTag, type Input, InputTag, WakeReason } from '../../src/host/border.js';
import { Engine, type Exports } from '../../src/host/engine.js';
import { addresses } from '../../src/socketio/options.js';
import { inputJsonOf, jsonOf } from '../../src/trace/transcript.js';
import { socketIoBuilds } from '../host/socketio-builds.js';
import { agree } from './native.js';
import { bodyOf, open, texts } from './socketio-server.js';
import { type Draw, pick, random } from './values.js';

vi.mock('../../src/host/formats.js', () => import('../../src/host/formats-requests.js'));
// The trace of the other build has no names for them.
vi.mock('../../src/trace/border-names.js', async (original) => {
  const names = await original<typeof import('../../src/trace/border-names.js')>();
  const requests = {
    'link-binary': [InputTag.LinkBinary, ['link', 'bytes']],
    'request-answered': [InputTag.RequestAnswered, ['link', 'request', 'status', 'body']],
  };
  const sent = {
    'send-request': [EffectTag.SendRequest, ['link', 'request', 'url', 'body', 'last']],
  };
  return {
    ...names,
    inputs: { ...names.inputs, ...requests },
    effects: { ...names.effects, ...sent },
  };
});

const seconds = Number(process.env.OREAD_FUZZ_SECONDS ?? 5) / 5;
const seed = Number(process.env.OREAD_FUZZ_SEED ?? 1);
const channels = ['news', 'private-a', 'presence-b'];
const transports = ['websocket', 'polling', 'websocket,polling', 'polling,websocket'];

interface Step {
  at: number;
  input: Input;
  effects: unknown[];
  deadline: number | null;
}

/** An engine, and what it waits for. */
class Bench {
  steps: Step[] = [];
  sockets: number[] = [];
  requests: [link: number, request: number][] = [];
  questions: number[] = [];
  private engine_: Engine;

  constructor(exports: Exports, list: string) {
    this.engine_ = new Engine(exports);
    this.engine_.create(addresses({ host: 'http://h', transports: list.split(',') }), {});
  }
  give(at: number, input: Input): void {
    const outputs = this.engine_.handle(input, at);
    const { deadline } = this.engine_;
    const effects = outputs.map(jsonOf);
    this.steps.push({ at, input, effects, deadline: deadline === Infinity ? null : deadline });
    for (const one of outputs)
      if (one[0] === EffectTag.OpenLink) this.sockets.push(one[1]);
      else if (one[0] === EffectTag.SendRequest) this.requests.push([one[1], one[2]]);
      else if (one[0] === EffectTag.Authorize) this.questions.push(one[1]);
  }
}

/** What a server of this revision may say, mostly without mistakes. */
function packets(draw: Draw, revision: 3 | 4): string[] {
  const shook = open({ sid: `s${draw(3)}`, upgrades: draw(2) ? ['websocket'] : [] });
  const connected = revision === 4 ? '40{"sid":"x"}' : '40';
  const members = '[{"user_id":1,"user_info":{}},{"user_id":"2"}]';
  switch (draw(9)) {
    case 0:
    case 1:
      return draw(4) ? [shook, connected] : [shook];
    case 2:
      return [connected];
    case 3:
      return [`42["presence:subscribed","presence-b",${members}]`];
    case 4:
      return [`42["e","${pick(draw, channels)}",{"n":${draw(9)}}]`, '6'];
    case 5:
      return [pick(draw, ['2', '3', '3probe', '6', '1', '41', 'ok'])];
    case 6:
      return [
        `42["presence:${pick(draw, ['joining', 'leaving'])}","presence-b",{"user_id":${draw(4)}}]`,
      ];
    case 7:
      return [`42["subscription_error","${pick(draw, channels)}",403]`];
    default:
      return [pick(draw, texts)];
  }
}

/** Invalid Unicode becomes U+FFFD natively, and stays unchanged in JavaScript. */
const valid = (text: string): string =>
  text.replace(/\p{Cs}/gu, '\ufffd').replace(/\\ud[89a-f]../gi, '\\ufffd');

function play(draw: Draw, bench: Bench): void {
  const revision = draw(2) ? 4 : 3;
  // Mostly one of the last.
  const recent = <T>(list: T[]): T | undefined => list.at(-1 - (draw(4) ? draw(2) : draw(5)));
  let at = 0;
  const input = (): Input => {
    const link = recent(bench.sockets) ?? 1;
    const [on, request] = recent(bench.requests) ?? [1, 1];
    const channel = pick(draw, channels);
    switch (draw(20)) {
      case 0:
        return [InputTag.Subscribe, channel, draw(2)];
      case 1:
        return [InputTag.Unsubscribe, channel, draw(2)];
      case 2:
        return [InputTag.Whisper, bench.steps.length, channel, 'client-x', '{}', true, draw(2) > 0];
      case 3:
        return pick<Input>(draw, [
          [InputTag.Connect],
          [InputTag.Disconnect],
          [InputTag.Suspended],
          [InputTag.Woke, WakeReason.Asked],
          [InputTag.OnlineChanged, false],
          [InputTag.OnlineChanged, true],
        ]);
      case 4:
        return [InputTag.LinkClosed, link, pick(draw, [1000, 1006, 4000]), ''];
      case 5:
      case 6:
        return [InputTag.LinkOpened, link];
      case 7:
      case 8:
      case 9:
        return [
          InputTag.LinkText,
          link,
          valid(pick(draw, packets(draw, revision))),
          draw(30) === 0,
        ];
      case 10:
        return [InputTag.LinkBinary, link, ''];
      case 11:
      case 12: {
        const body = pick(draw, ['{"headers":{}}', '{"headers":{}}', '[]', '']);
        return [InputTag.AuthAnswered, recent(bench.questions) ?? 1, 200, false, 0, body];
      }
      case 13:
      case 14:
        return [InputTag.Tick];
      case 15: {
        const status = pick(draw, [0, 204, 400, 403, 502]);
        return [InputTag.RequestAnswered, on, request, status, '{"message":"no"}'];
      }
      default: {
        const body = valid(bodyOf(revision, packets(draw, revision)));
        return [InputTag.RequestAnswered, on, request, 200, body];
      }
    }
  };
  bench.give(at, [InputTag.Connect]);
  for (const channel of channels) bench.give(at, [InputTag.Subscribe, channel, 0]);
  for (let i = 0; i < 150; i++) {
    const { deadline } = bench.steps.at(-1)!;
    at = draw(8) || deadline == null ? at + draw(50) : Math.max(at, deadline);
    bench.give(at, input());
  }
}

it(
  'behaves the same as Wasm, as plain JavaScript and natively',
  { timeout: seconds * 20_000 + 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oread-sessions-'));
    const end = Date.now() + seconds * 1000;
    const [[, wasm], [, plain]] = socketIoBuilds as [
      (typeof socketIoBuilds)[0],
      (typeof socketIoBuilds)[0],
    ];
    let sessions = 0;
    for (; sessions < 20 || Date.now() < end; sessions++) {
      const draw = random(seed * 1_000_003 + sessions * 7919);
      const list = pick(draw, transports);
      const made = new Bench(await wasm(), list);
      play(draw, made);
      const again = new Bench(await plain(), list);
      for (const { at, input } of made.steps) again.give(at, input);
      expect(again.steps).toEqual(made.steps);
      const steps = made.steps.map((one) => ({ ...one, input: inputJsonOf(one.input) }));
      const server = { host: 'h', port: 80, tls: false, transports: list, sendsAuth: true };
      const transcript = { name: `Socket.IO at random, ${sessions}.`, 'socket.io': server, steps };
      writeFileSync(join(folder, `${sessions}.json`), JSON.stringify(transcript));
    }
    agree(folder, sessions);
    rmSync(folder, { recursive: true });
  },
);
