// The loop: order, re-entrancy, timers, receipts, failures.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EffectTag, InputTag, type Input, WakeReason } from '../../src/host/border.js';
import { Driver } from '../../src/host/driver.js';
import type { Engine, Output } from '../../src/host/engine.js';

/** An engine that records its inputs and returns outputs from a table. */
class Scripted {
  told: Input[] = [];
  deadline = Infinity;
  answers = new Map<InputTag, Output[]>();
  handle(input: Input, _now: number): Output[] {
    this.told.push(input);
    return this.answers.get(input[0]) ?? [];
  }
}

let engine: Scripted;
let performed: Output[];
let failures: unknown[];
let driver: Driver;
let act: (output: Output) => void;

beforeEach(() => {
  vi.useFakeTimers();
  engine = new Scripted();
  performed = [];
  failures = [];
  act = () => {};
  driver = new Driver({
    perform_(output) {
      performed.push(output);
      act(output);
    },
    failed_: (error) => failures.push(error),
    observers_: [],
  });
});
afterEach(() => vi.useRealTimers());

const start = (): void => driver.start(engine as unknown as Engine, []);
const send: Output = [EffectTag.SendText, 1, 'x'];
const drop: Output = [EffectTag.DropRoutes];

describe('the driver', () => {
  it('keeps inputs from before the engine is loaded', () => {
    driver.tell([InputTag.Connect]);
    driver.tell([InputTag.SignIn]);
    expect(engine.told).toEqual([]);
    start();
    expect(engine.told).toEqual([[InputTag.Connect], [InputTag.SignIn]]);
  });

  it('performs all effects before the next input', () => {
    engine.answers.set(InputTag.Connect, [send, drop]);
    engine.answers.set(InputTag.SignIn, [drop]);
    act = (output) => {
      if (output === send) driver.tell([InputTag.SignIn]);
    };
    start();
    driver.tell([InputTag.Connect]);
    expect(performed).toEqual([send, drop, drop]);
    expect(engine.told).toEqual([[InputTag.Connect], [InputTag.SignIn]]);
  });

  it('continues after an effect that throws, and rethrows the error as uncaught', () => {
    engine.answers.set(InputTag.Connect, [send, drop]);
    act = (output) => {
      if (output === send) throw new Error('of a listener');
    };
    start();
    driver.tell([InputTag.Connect]);
    expect(performed).toEqual([send, drop]);
    expect(failures).toEqual([]);
    expect(() => vi.advanceTimersByTime(0)).toThrow('of a listener');
  });

  it('ticks at the deadline, never earlier', () => {
    engine.deadline = performance.now() + 1000.4;
    start();
    vi.advanceTimersByTime(1000);
    expect(engine.told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(engine.told).toEqual([[InputTag.Tick]]);
  });

  it('waits in steps for a distant deadline', () => {
    engine.deadline = 2 ** 31 + 5000;
    start();
    engine.deadline = Infinity;
    vi.advanceTimersByTime(1000);
    expect(engine.told).toEqual([]);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2 ** 31);
    expect(engine.told).toEqual([[InputTag.Tick]]);
  });

  it('sets no timer without a deadline', () => {
    engine.deadline = performance.now() + 10;
    start();
    engine.deadline = Infinity;
    driver.tell([InputTag.Connect]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('reports a jump of the wall clock first', () => {
    start();
    vi.setSystemTime(Date.now() + 60_000);
    driver.tell([InputTag.Tick]);
    driver.tell([InputTag.Tick]);
    expect(engine.told).toEqual([
      [InputTag.Woke, WakeReason.Resumed],
      [InputTag.Tick],
      [InputTag.Tick],
    ]);
  });

  it('reports a dispatched text with the next input, once, and never as later than now', () => {
    start();
    for (const ahead of [5000, 9000]) {
      driver.enter_(3, { timeStamp: performance.now() + ahead });
      driver.leave();
    }
    expect(engine.told).toEqual([]);
    driver.tell([InputTag.Tick]);
    driver.tell([InputTag.Tick]);
    expect(engine.told).toEqual([
      [InputTag.Receipt, 3, performance.now()],
      [InputTag.Tick],
      [InputTag.Tick],
    ]);
  });

  it('queues inputs during a dispatch without the engine', () => {
    start();
    driver.enter_(3, { timeStamp: 1 });
    driver.tell([InputTag.SignIn]);
    expect(driver.idle_()).toBe(false);
    expect(engine.told).toEqual([]);
    driver.leave();
    expect(engine.told.map(([tag]) => tag)).toEqual([InputTag.Receipt, InputTag.SignIn]);
    expect(driver.idle_()).toBe(true);
  });

  it('reports an engine that throws, and repeats the lasting inputs to the next one', () => {
    start();
    engine.handle = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    driver.tell([InputTag.Connect]);
    expect(failures).toHaveLength(1);
    driver.stop([[InputTag.Connect]]);
    driver.tell([InputTag.Subscribe, 'news', 0]);
    engine = new Scripted();
    start();
    expect(engine.told).toEqual([[InputTag.Connect], [InputTag.Subscribe, 'news', 0]]);
  });
});
