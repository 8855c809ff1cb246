// An app that misbehaves: its functions, its calls, and what it received.
import { vi } from 'vitest';
import { AppError, type Draw, pick, value } from './values.js';

/** A payload that no listener has asked for, so it exists only in the engine's memory. */
export const secret = 'what stands in the memory of the engine';

/** What the app received in this session. */
export const heard: unknown[] = [];
export const hear = (...given: unknown[]): void => void heard.push(...given);

/** A misbehaving function of the app. */
export function code(draw: Draw): (...given: any[]) => unknown {
  return (...given) => {
    hear(...given.filter((one) => typeof one !== 'function'));
    for (const call of given) {
      if (typeof call !== 'function' || draw(4) === 0) continue;
      const answer = () => {
        for (let i = draw(3); i >= 0; i--)
          call(...Array.from({ length: draw(4) }, () => (draw(4) ? value(draw) : null)));
      };
      if (draw(2)) answer();
      else
        queueMicrotask(() => {
          try {
            answer();
          } catch {
            // From the app's own code.
          }
        });
    }
    if (draw(4) === 0) throw draw(2) ? new AppError('thrown') : value(draw);
    return value(draw);
  };
}

/** Gives some of these options any value; those in `nested` are members of other options. */
export function spoil(
  draw: Draw,
  options: any,
  names: readonly string[],
  nested: readonly string[],
): void {
  for (let i = draw(4); i > 0; i--) {
    const name = pick(draw, names);
    const what = draw(6);
    let given: any;
    if (what === 0) given = { [pick(draw, nested)]: draw(2) ? value(draw) : code(draw) };
    else if (what === 1) given = code(draw);
    else if (what > 2) given = value(draw);
    Object.defineProperty(options, name, {
      ...(what === 2 ? { get: () => value(draw) } : { value: given, writable: true }),
      ...{ enumerable: true, configurable: true },
    });
  }
}

/** The methods that an app may call. */
function methods(object: any): string[] {
  const found = new Set<string>();
  for (let at = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at))
      if (!/_$|^constructor$|^__|^dis/.test(name)) {
        const { value: method } = Object.getOwnPropertyDescriptor(at, name)!;
        if (typeof method === 'function' && !/^\s*class/.test(`${method}`)) found.add(name);
      }
  return [...found];
}

export const idle = (): Promise<void> => new Promise((done) => setImmediate(done));

/**
 * Calls any methods of these objects, and of those that the calls return, with any values; in between the server acts and
 * time passes. `caught` receives what the calls throw. Returns the number of calls.
 */
export async function play(
  draw: Draw,
  pool: any[],
  serve: () => unknown,
  reported: (error: unknown) => void,
  caught: (error: unknown) => void = () => {},
): Promise<number> {
  let steps = 0;
  for (const most = 10 + draw(40); steps < most; steps++) {
    try {
      if (draw(3) === 0) serve();
      else {
        const object = pick(draw, pool);
        const names = methods(object);
        const name = names.length ? pick(draw, names) : '';
        const given = Array.from({ length: draw(4) }, () =>
          draw(3) === 0 ? code(draw) : value(draw),
        );
        const returned = object[name]?.(...given);
        add(pool, returned);
        add(pool, returned?.subscription);
        if (typeof returned?.catch === 'function') returned.catch(() => {});
      }
    } catch (error) {
      hear(error);
      caught(error);
    }
    if (draw(8) === 0)
      // An error from a timer is uncaught: the app's own.
      await vi.advanceTimersByTimeAsync(pick(draw, [1, 50, 3000, 20_000])).catch(reported);
    if (draw(8) === 0) await idle();
  }
  return steps;
}

/** Adds what may be called to the pool. */
export function add(pool: any[], ...more: any[]): void {
  for (const one of more)
    if (one !== null && typeof one === 'object' && !pool.includes(one) && pool.length < 16)
      pool.push(one);
}

/** The strings in what the app received. */
export function said(given: unknown): string {
  try {
    if (given instanceof Error) return `${given.name} ${given.message}`;
    return typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
  } catch {
    return '';
  }
}

/** With its stack, which shows the origin. */
export function traced(error: any): string {
  try {
    return `${error?.stack ?? String(error)}`;
  } catch {
    return typeof error;
  }
}
