// The loop: order, re-entrancy, timers, receipts, failures.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Do, In, type Input, WakeReason } from '../../src/host/border.js';
import { Driver } from '../../src/host/driver.js';
import type { Engine, Output } from '../../src/host/engine.js';

/** An engine that notes what it is told and answers by a table. */
class Scripted {
  told: Input[] = [];
  deadline = Infinity;
  answers = new Map<In, Output[]>();
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
const send: Output = [Do.SendText, 1, 'x'];
const drop: Output = [Do.DropRoutes];

describe('the driver', () => {
  it('keeps what was told before the engine came', () => {
    driver.tell([In.Connect]);
    driver.tell([In.SignIn]);
    expect(engine.told).toEqual([]);
    start();
    expect(engine.told).toEqual([[In.Connect], [In.SignIn]]);
  });

  it('carries out all effects before the next input', () => {
    engine.answers.set(In.Connect, [send, drop]);
    engine.answers.set(In.SignIn, [drop]);
    act = (output) => {
      if (output === send) driver.tell([In.SignIn]);
    };
    start();
    driver.tell([In.Connect]);
    expect(performed).toEqual([send, drop, drop]);
    expect(engine.told).toEqual([[In.Connect], [In.SignIn]]);
  });

  it('goes on after an effect that throws, and lets the error surface', () => {
    engine.answers.set(In.Connect, [send, drop]);
    act = (output) => {
      if (output === send) throw new Error('of a listener');
    };
    start();
    driver.tell([In.Connect]);
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
    expect(engine.told).toEqual([[In.Tick]]);
  });

  it('waits in steps for what is far away', () => {
    engine.deadline = 2 ** 31 + 5000;
    start();
    engine.deadline = Infinity;
    vi.advanceTimersByTime(1000);
    expect(engine.told).toEqual([]);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(2 ** 31);
    expect(engine.told).toEqual([[In.Tick]]);
  });

  it('sets no timer when only news can make a difference', () => {
    engine.deadline = performance.now() + 10;
    start();
    engine.deadline = Infinity;
    driver.tell([In.Connect]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells a jump of the wall clock first', () => {
    start();
    vi.setSystemTime(Date.now() + 60_000);
    driver.tell([In.Tick]);
    driver.tell([In.Tick]);
    expect(engine.told).toEqual([[In.Woke, WakeReason.Resumed], [In.Tick], [In.Tick]]);
  });

  it('reports what was passed by with the next input, once, never newer than the truth', () => {
    start();
    for (const ahead of [5000, 9000]) {
      driver.enter_(3, { timeStamp: performance.now() + ahead });
      driver.leave();
    }
    expect(engine.told).toEqual([]);
    driver.tell([In.Tick]);
    driver.tell([In.Tick]);
    expect(engine.told).toEqual([[In.Receipt, 3, performance.now()], [In.Tick], [In.Tick]]);
  });

  it('lets inputs of a passed dispatch wait for its end', () => {
    start();
    driver.enter_(3, { timeStamp: 1 });
    driver.tell([In.SignIn]);
    expect(driver.idle_()).toBe(false);
    expect(engine.told).toEqual([]);
    driver.leave();
    expect(engine.told.map(([tag]) => tag)).toEqual([In.Receipt, In.SignIn]);
    expect(driver.idle_()).toBe(true);
  });

  it('reports an engine that breaks, and gives the next one what is still wanted', () => {
    start();
    engine.handle = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    driver.tell([In.Connect]);
    expect(failures).toHaveLength(1);
    driver.stop([[In.Connect]]);
    driver.tell([In.Subscribe, 'news', 0]);
    engine = new Scripted();
    start();
    expect(engine.told).toEqual([[In.Connect], [In.Subscribe, 'news', 0]]);
  });
});
