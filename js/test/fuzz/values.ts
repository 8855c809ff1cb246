// Values of every type, including some that throw when they are read: what an app in JavaScript may pass anywhere.

export type Draw = (below: number) => number;

/** Small random numbers, reproducible by the seed. */
export function random(seed: number): Draw {
  let state = seed | 0 || 1;
  return (below) => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
export const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)]!;

/** What the app's code throws, distinguishable from errors of the package. */
export class AppError extends Error {}
const refuse = (): never => {
  throw new AppError('do not look');
};

const traps = ['get', 'set', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'];
const hostile = (target: object): object =>
  new Proxy(
    target,
    Object.fromEntries([...traps, 'apply', 'construct'].map((trap) => [trap, refuse])),
  );
const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const cyclic: any = { name: 'cyclic' };
cyclic.self = cyclic;
/** A promise whose rejection is ignored: it is the app's own. */
const quiet = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => {});
  return promise;
};

const detached = (): unknown => {
  const bytes = new Uint8Array(9);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
};

const texts = [
  ...[
    '',
    ' ',
    'a',
    'private-a',
    'presence-a',
    'private-encrypted-a',
    '#x',
    'client-x',
    '30000',
    '-1',
  ],
  ...[
    '\ufeff',
    '\ud800',
    '\udc00a',
    '\u0000',
    'pusher:ping',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...[
    'x'.repeat(300),
    'é'.repeat(70_000),
    '"',
    '\\',
    '{"a":1}',
    'https://else.test/',
    'NaN',
    'null',
  ],
];
const numbers = [
  0,
  -0,
  1,
  -1,
  0.5,
  200,
  403,
  503,
  1e9,
  2 ** 31,
  2 ** 53,
  1e308,
  NaN,
  Infinity,
  -Infinity,
];
const fields = [
  'message',
  'status',
  'response',
  'error',
  'auth',
  'channel_data',
  'shared_secret',
  'then',
  'headers',
];

/** One of them, sometimes nested. */
export function value(draw: Draw, depth = 0): any {
  const inner = () => (depth > 2 ? pick(draw, numbers) : value(draw, depth + 1));
  switch (draw(26)) {
    case 0:
      return undefined;
    case 1:
      return null;
    case 2:
      return draw(2) === 1;
    case 3:
    case 4:
    case 5:
      return pick(draw, numbers);
    case 6:
    case 7:
    case 8:
      return pick(draw, texts);
    case 9:
      return BigInt(pick(draw, [0, 1, -1, 403, 2 ** 60]));
    case 10:
      return Symbol('of the app');
    case 11:
      return draw(2) ? hostile({}) : hostile(() => {});
    case 12:
      return revoked();
    case 13:
      return cyclic;
    case 14:
      return Object.create(null);
    case 15:
      return { toString: refuse, valueOf: refuse, toJSON: refuse };
    case 16:
      return { toString: () => inner(), valueOf: () => inner(), toJSON: () => inner() };
    case 17:
      return Object.defineProperty({}, pick(draw, fields), { get: refuse, enumerable: true });
    case 18:
      return Object.assign(draw(2) ? new AppError('in my words') : {}, {
        [pick(draw, fields)]: inner(),
        [pick(draw, fields)]: inner(),
      });
    case 19:
      return Array.from({ length: draw(4) }, inner);
    case 20:
      return refuse;
    case 21:
      return () => inner();
    case 22:
      return quiet(Promise.reject(inner() as Error));
    case 23:
      return quiet(Promise.resolve(inner()));
    case 24:
      return {
        then: draw(2) ? refuse : (_: unknown, no?: (reason: unknown) => void) => no?.(inner()),
      };
    default:
      return pick(draw, [
        new Date(NaN),
        new Map(),
        new Uint8Array(9),
        /x/g,
        Object('text'),
        class {},
        Uint8Array.of(7).buffer,
        new DataView(new ArrayBuffer(3), 1),
        detached(),
      ]);
  }
}
