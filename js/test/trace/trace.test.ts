// A recorded trace: what it contains, what it omits, and that an engine can replay it.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/host/engine.js';
import { recordTrace } from '../../src/trace/index.js';
import { builds } from '../host/builds.js';
import { inputOf, jsonOf, linksOf, optionsOf } from '../host/transcript-json.js';
import { acknowledge, connect, makeEcho, serveAuth } from '../unit/echo-on-fake.js';
import type { FakeSocket } from '../unit/fake-socket.js';
import { until } from '../unit/fake-socket.js';

recordTrace();

const dumpOf = (echo: any) => JSON.parse(echo.trace.dump());

/** Frames in which the payload is not where it usually is, and those of them that are delivered. */
const strays = [
  '{"extra":{"data":"hush"},"event":"said","channel":"presence-room","data":"hush"}',
  '{"event":"said","channel":"presence-room","d\\u0061ta":"hush"}',
  '{"event":"said","channel":"presence-room","data":"hush","note":["hush",{"data":"}hush"}]}',
  '{"event":"said","channel":"presence-room","data":{"data":"hush","text":"\\"hush"}}',
  '{"event":"said","data":["hush"],"channel":"presence-room","more":{"channel":"hush"}}',
  '{ "\\u0064ata" : "{\\"text\\":\\"hush\\"}" , "event" : "said" , "channel" : "presence-room" }',
  '{"event":"said","channel":"presence-room","data":null}',
  '{"event":"said","channel":"presence-room","data":5550123}',
  '{"event":"said","channel":"presence-room","data":"hush","data":"hush, too"}',
  '{"event":"said","data":"hush"',
];
const heardStrays = 8;
/** Unusual frames of the protocol. */
const odd = [
  ...['5', '"5"', 'true', '"\\"text\\""', '"null"', '[1]', 'null', '""'].flatMap((data) =>
    ['pusher:cache_miss', 'pusher:signin_success', 'pusher_internal:member_added'].map(
      (event) => `{"event":"${event}","channel":"presence-room","data":${data}}`,
    ),
  ),
  '{"event":"pusher:error","data":{"code":4301,"message":"slow down"}}',
  '{"event":"pusher:error","data":"{\\"message\\":\\"slow down\\"}"}',
  '{"event":"pusher:unheard","channel":"presence-room","data":"{\\"text\\":\\"hush\\"}"}',
  '{"event":"pusher:unheard","channel":"private-encrypted-a","data":{"text":"hush"}}',
  '{"event":"pusher:unheard","data":"hush"}',
  '{"event":"pusher_internal:unheard","data":{"text":"hush"}}',
];

/** A session with all kinds of events, in which all private data is "hush". */
async function session(): Promise<{ echo: any; socket: FakeSocket }> {
  const channel_data = JSON.stringify({ user_id: '1', user_info: { name: 'hush' } });
  serveAuth((form) => ({
    auth: 'k:hush',
    ...(form.get('channel_name')!.startsWith('presence-') && { channel_data }),
  }));
  const echo = makeEcho();
  const socket = await connect(echo);
  const heard: unknown[] = [];
  echo
    .join('room')
    .listen('.said', (event: unknown) => heard.push(event))
    .whisper('typing', { text: 'hush' });
  const hash = { 1: { name: 'hush' }, 2: { name: 'hush, too' } };
  await acknowledge(socket, 'presence-room', {
    presence: { count: 2, ids: ['1', '2'], hash },
  });
  for (let i = 0; i < 4; i++) socket.event('said', 'presence-room', { text: 'hush', i });
  for (const text of strays) socket.say(text);
  for (const text of odd) socket.say(text);
  socket.event('pusher_internal:member_added', 'presence-room', {
    user_id: '3',
    user_info: { name: 'hush' },
  });
  await until(() => heard.length === 4 + heardStrays);
  echo.channel('refused');
  await until(() => socket.asked().includes('refused'));
  socket.event('pusher:subscription_error', 'refused', { type: 'AuthError', status: 403 });
  await until(() => echo.connector.pusher.channel('refused').failed);
  return { echo, socket };
}

describe('a trace', () => {
  it('contains inputs and effects in order', async () => {
    const { echo } = await session();
    const { steps, dropped, pusher } = dumpOf(echo);
    const kinds = steps.map((step: any) => step.input.kind);
    expect(dropped).toBe(0);
    expect(pusher).toMatchObject({ key: 'k', host: 'server.test', tls: false });
    expect(kinds[0]).toBe('connect');
    expect(kinds).toContain('auth-answered');
    expect(steps.map((step: any) => step.at)).toEqual(
      steps.map((step: any) => step.at).sort((a: number, b: number) => a - b),
    );
  });

  it('contains nothing private', async () => {
    const { echo } = await session();
    const text = echo.trace.dump();
    expect(text).not.toContain('hush');
    expect(text).toContain('presence-room');
    expect(text).toContain('said');
  });

  it('counts texts dispatched without the engine, and contains their receipt', async () => {
    const { echo, socket } = await session();
    socket.event('said', 'presence-room', { i: 5 });
    socket.event('said', 'presence-room', { i: 6 });
    echo.leave('room');
    const { steps } = dumpOf(echo);
    const kinds = steps.map((step: any) => step.input.kind);
    const passed = steps.reduce((sum: number, step: any) => sum + (step.passed ?? 0), 0);
    const judged = steps.filter((step: any) => /"said"/.test(step.input.text ?? '')).length;
    expect(passed).toBeGreaterThanOrEqual(2);
    // One of the stray texts is not a frame.
    expect(passed + judged).toBe(6 + strays.length - 1);
    expect(kinds).toContain('receipt');
  });

  it('keeps the last 500, and counts the dropped ones', async () => {
    const { echo } = await session();
    for (let i = 0; i < 400; i++) {
      echo.channel(`c${i}`);
      echo.leaveChannel(`c${i}`);
    }
    const { steps, dropped } = dumpOf(echo);
    const size = steps.reduce((sum: number, step: any) => sum + 1 + step.effects.length, 0);
    expect(size).toBeGreaterThan(480);
    expect(size).toBeLessThanOrEqual(500);
    expect(dropped).toBeGreaterThan(0);
  });
});

describe.each(builds)('on %s', (_, start) => {
  it('a redacted session can be replayed', async () => {
    const { echo } = await session();
    const { options, pusher, steps } = dumpOf(echo);
    const engine = new Engine(await start());
    expect(engine.create(linksOf(pusher), optionsOf(options))).toEqual([]);
    for (const { at, input, effects, deadline } of steps) {
      const happened = engine.handle(inputOf(input), at).map(jsonOf);
      expect({ input, effects: happened }).toEqual({ input, effects });
      expect(engine.deadline).toBe(deadline ?? Infinity);
    }
  });
});
