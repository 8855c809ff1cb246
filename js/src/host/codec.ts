// Converts tuples to the bytes of the border and back: numbers are little-endian f64, strings are preceded by their length.
// Formats generated from the C++ definitions describe the fields: n number, t boolean, s string, o optional string, l list of
// strings, f failure, m member, M list of members.
import { decode, encode } from './utf8.js';

/**
 * Converts `values` to the kinds that the border declares. A missing value or one of another kind becomes '' or NaN: it must
 * not shift the values after it, and must not run the application's code (`toString`).
 */
export const fit = (values: readonly unknown[], kinds: string): (string | number)[] =>
  [...kinds].map((kind, i) => {
    const value = values[i];
    if (kind === 's') return typeof value === 'string' ? value : '';
    return /^(number|bool)/.test(typeof value) ? Number(value) : NaN;
  });

/** The maximum number of bytes that `values` need: a character takes up to three. */
export const room = (values: readonly (string | number)[]): number =>
  values.reduce<number>((sum, one) => sum + 8 + (typeof one === 'string' ? one.length * 3 : 0), 0);

/** Writes `values` at the offset `at`; returns the offset after them. */
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

/** Reads tagged tuples from `size` bytes at the offset `at`. */
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
