// Valid and malformed frames, one by one through the engine as Wasm, as plain JavaScript and natively: all three must behave
// identically. OREAD_FUZZ_SECONDS sets the duration, OREAD_FUZZ_SEED the seed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builds } from '../host/builds.js';
import { frames } from '../host/frames.js';
import type { Json } from '../host/transcript-json.js';
import { replay, type Transcript } from '../host/transcript-run.js';
import { agree } from './native.js';
import { pick, random } from './values.js';

const seconds = Number(process.env.OREAD_FUZZ_SECONDS ?? 5);
const seed = Number(process.env.OREAD_FUZZ_SEED ?? 1);

const channels = [
  'orders',
  'orders.1',
  'private-x',
  'presence-room',
  'a,"channel":"orders"}',
  '\ufeffx',
];
const own = [
  '{"event":"pusher:error","data":{"code":4301,"message":"slow"}}',
  '{"event":"pusher:error","data":"{\\"code\\":\\"4100\\"}"}',
  '{"event":"pusher:ping","data":"{}"}',
  '{"event":"pusher_internal:member_added","channel":"presence-room","data":"{\\"user_id\\":7}"}',
  '{"event":"pusher_internal:member_removed","channel":"presence-room","data":{"user_id":"7"}}',
  '{"event":"pusher_internal:subscription_count","channel":"orders","data":"{\\"subscription_count\\":3}"}',
  '{"event":"pusher_internal:subscription_succeeded","channel":"orders","data":"{}"}',
  '{"event":"pusher:subscription_error","channel":"orders.1","data":{"status":403}}',
  '{"event":"pusher:cache_miss","channel":"orders"}',
  '\ufeff{}',
  '',
];

/** A session without its effects. */
function session(number: number): Transcript {
  const draw = random(number);
  let at = 0;
  let link = 1;
  const steps: Transcript['steps'] = [];
  const give = (input: Json) =>
    steps.push({ at: (at += draw(40)), input, effects: [], deadline: null });
  // Invalid Unicode becomes U+FFFD natively, and stays unchanged in JavaScript.
  const hear = (text: string) =>
    give({
      kind: 'link-text',
      link,
      text: text.replace(/\p{Cs}/gu, '\ufffd').replace(/\\ud[89a-f]../gi, '\\ufffd'),
    });
  const greet = () => {
    give({ kind: 'link-opened', link });
    const data = '{"socket_id":"1.2","activity_timeout":120}';
    hear(JSON.stringify({ event: 'pusher:connection_established', data }));
  };
  give({ kind: 'connect' });
  for (const channel of channels) give({ kind: 'subscribe', channel });
  greet();
  for (let request = 1; request <= 2; request++)
    give({
      kind: 'auth-answered',
      request,
      status: 200,
      body: '{"auth":"k:s","channel_data":"{\\"user_id\\":\\"1\\"}"}',
    });
  for (const channel of channels) {
    const data = channel.startsWith('presence')
      ? { presence: { ids: ['1'], hash: { 1: {} } } }
      : {};
    const event = 'pusher_internal:subscription_succeeded';
    hear(JSON.stringify({ event, channel, data: JSON.stringify(data) }));
  }
  for (const text of frames(draw, [...channels, ...channels], 150)) {
    hear(draw(12) ? text : pick(draw, own));
    const what = draw(60);
    const channel = pick(draw, channels);
    if (what === 0) give({ kind: 'unsubscribe', channel });
    else if (what === 1) give({ kind: 'subscribe', channel });
    else if (what === 2)
      give({ kind: 'whisper', request: at, channel: 'private-x', event: 'client-e', data: '1' });
    else if (what === 3) give({ kind: 'tick' });
  }
  give({ kind: 'link-closed', link, code: 4200 });
  at += 2000;
  give({ kind: 'tick' });
  link = 2;
  greet();
  for (const text of frames(draw, channels, 20)) hear(text);
  return { name: `Frames at random, ${number}.`, pusher: { key: 'k', host: 'h' }, steps };
}

it(
  'behaves the same as Wasm, as plain JavaScript and natively',
  { timeout: seconds * 20_000 + 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oread-frames-'));
    const end = Date.now() + seconds * 500;
    let sessions = 0;
    for (; sessions < 10 || Date.now() < end; sessions++) {
      const given = session(seed * 1_000_003 + sessions * 7919);
      const done: Transcript[] = [];
      for (const [, start] of builds) done.push(replay(given, await start()));
      expect(done[1]).toEqual(done[0]);
      writeFileSync(join(folder, `${sessions}.json`), JSON.stringify(done[0]));
    }
    agree(folder, sessions);
    rmSync(folder, { recursive: true });
  },
);
