// Turns tuples into the bytes of the border and back: numbers are f64, little-endian, texts stand behind their length.
// Both ways are led by formats that are generated from the C++ definitions: n number, t bool, s text, o text or nothing,
// l texts, f a failure, m a member, M members.
import { decode, encode } from './utf8.js';

/**
 * `values` as the kinds that the border declares for them. One that is absent or of another kind becomes '' or NaN: it must
 * not shift those behind it, and code of the app (`toString`) must not run here.
 */
export const fit = (values: readonly unknown[], kinds: string): (string | number)[] =>
  [...kinds].map((kind, i) => {
    const value = values[i];
    if (kind === 's') return typeof value === 'string' ? value : '';
    return /^(number|bool)/.test(typeof value) ? Number(value) : NaN;
  });

/** Bytes that `values` need at most: a character takes up to three. */
export const room = (values: readonly (string | number)[]): number =>
  values.reduce<number>((sum, one) => sum + 8 + (typeof one === 'string' ? one.length * 3 : 0), 0);

/** Writes them from `at` on; answers where they end. */
export function write(
  memory: ArrayBuffer,
  at: number,
  values: readonly (string | number)[],
): number {
  const view = new DataView(memory);
  for (const value of values) {
    const isText = typeof value === 'string';
    const size = isText ? encode(value, new Uint8Array(memory, at + 8)) : 0;
    view.setFloat64(at, isText ? size : value, true);
    at += 8 + size;
  }
  return at;
}

/** Reads `size` bytes of tagged tuples. */
export function read(memory: ArrayBuffer, at: number, size: number, formats: string[]): unknown[] {
  const view = new DataView(memory);
  const end = at + size;
  const number = () => {
    const value = view.getFloat64(at, true);
    at += 8;
    return value;
  };
  const text = () => {
    const length = number();
    const bytes = new Uint8Array(memory, at, length);
    at += length;
    return decode(bytes);
  };
  const member = () => [text(), text(), !!number()];
  const list = (one: () => unknown) => Array.from({ length: number() }, one);
  const kinds: Record<string, () => unknown> = {
    n: number,
    t: () => !!number(),
    s: text,
    o: () => list(text)[0],
    l: () => list(text),
    f: () => [number(), number(), text()],
    m: member,
    M: () => list(member),
  };
  const tuples: unknown[] = [];
  while (at < end) {
    const tag = number();
    tuples.push([tag, ...[...formats[tag]!].map((kind) => kinds[kind]!())]);
  }
  return tuples;
}
