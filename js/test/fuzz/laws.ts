// What holds whatever an app or a server does: no trap, no hang, no unhandled rejection, and no app reads what it must not.
import { afterAll, afterEach, beforeAll, describe, expect, it, type Mock, vi } from 'vitest';
import { Client } from '../../src/host/client.js';
import type { Exports } from '../../src/host/engine.js';
import { heard, said, secret, traced } from './app.js';
import { type Draw, random } from './values.js';

const seconds = Number(process.env.OREAD_FUZZ_SECONDS ?? 5);
const seed = Number(process.env.OREAD_FUZZ_SEED ?? 1);

/** What a test file replaces with `vi.mock`, which needs it before its imports. */
export interface Replaced {
  /** Instead of `rethrow`: receives the app's errors. */
  reported: Mock;
  /** Starts the build under test, for `load`. */
  start?: () => Promise<Exports>;
}

export interface Law {
  title: string;
  /** Of OREAD_FUZZ_SECONDS. */
  share?: number;
  /** Throws if something else is wrong. Returns the number of steps. */
  session(draw: Draw): Promise<number>;
}

const rejections: unknown[] = [];
const onRejection = (reason: unknown) => rejections.push(traced(reason));

/** Registers a test for each build and law, which plays sessions until its time is over. */
export function hold(
  builds: [name: string, start: () => Promise<Exports>][],
  replaced: Replaced,
  laws: Law[],
): void {
  const { reported } = replaced;
  beforeAll(() => {
    process.on('unhandledRejection', onRejection);
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'log').mockImplementation(() => {});
  });
  afterAll(() => process.off('unhandledRejection', onRejection));
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  describe.each(builds)('on %s', (_, start) => {
    it.each(laws)(
      '$title',
      { timeout: seconds * 20_000 + 60_000 },
      async ({ share = 1, session }) => {
        replaced.start = start;
        const trap = vi.spyOn(Client.prototype, 'failed_');
        const dice = vi.spyOn(Math, 'random');
        const end = Date.now() + seconds * share * 1000;
        vi.stubGlobal('queueMicrotask', (task: () => void) =>
          Promise.resolve().then(task).catch(reported),
        );
        vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
        let steps = 0;
        for (let round = 0; round < 20 || Date.now() < end; round++) {
          const draw = random(seed * 1_000_003 + round * 7919);
          // For the engine's jitter, which is then the same when a round is repeated.
          const chance = random(round + 1);
          dice.mockImplementation(() => chance(2 ** 30) / 2 ** 30);
          const session_ = `OREAD_FUZZ_SEED=${seed}, round ${round}`;
          heard.length = 0;
          reported.mockClear();
          steps += await session(draw).catch((error) => {
            throw new Error(session_, { cause: error });
          });
          expect(
            trap.mock.calls.map(([error]) => traced(error)),
            session_,
          ).toEqual([]);
          expect(rejections, session_).toEqual([]);
          const ours = [...heard, ...reported.mock.calls.map(([error]) => error as unknown)];
          for (const one of ours) {
            const text = said(one);
            expect(text, session_).not.toMatch(/RuntimeError|unreachable|out of bounds|call stack/);
            // A listener may have received it as a payload.
            expect(text.replaceAll(JSON.stringify({ secret }), ''), session_).not.toContain(secret);
          }
          vi.clearAllTimers();
        }
        trap.mockRestore();
        dice.mockRestore();
        expect(steps).toBeGreaterThan(100);
      },
    );
  });
}
