// Turns tuples into the bytes of the border and back: numbers are f64, little-endian, texts stand behind their length.
// What comes back is led by formats that are generated from the C++ definitions: n number, t bool, s text, ? may be
// absent, * many, (…) a struct.
const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();

/** Bytes that `values` need at most. */
export function room(values: readonly unknown[]): number {
  return values.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length * 3 : 0) + 8,
    0,
  );
}

/** Writes texts and numbers (of which booleans, and NaN for what is absent) from `at` on; answers where they end. */
export function write(memory: ArrayBuffer, at: number, values: readonly unknown[]): number {
  const view = new DataView(memory);
  for (const value of values) {
    const size =
      typeof value === 'string' &&
      encoder.encodeInto(value, new Uint8Array(memory, at + 8)).written;
    view.setFloat64(at, size === false ? (value as number) : size, true);
    at += 8 + +size;
  }
  return at;
}

/** Reads `size` bytes of tagged tuples. */
export function read(memory: ArrayBuffer, at: number, size: number, formats: string[]): unknown[] {
  const view = new DataView(memory);
  const end = at + size;
  let format: string;
  let next: number;
  const number = () => view.getFloat64((at += 8) - 8, true);
  /** The value of the kind at `next`; for structs, the values up to the closing bracket. */
  const value = (): unknown => {
    const kind = format[next++];
    if (kind === '(') return values();
    if (kind === '*') {
      const many: unknown[] = [];
      const begin = next;
      let left = number();
      // The format must be passed over even when there is nothing.
      if (!left) skip();
      for (; left; --left) {
        next = begin;
        many.push(value());
      }
      return many;
    }
    const found = number();
    if (kind === '?') return found ? value() : skip();
    if (kind === 's') return decoder.decode(new Uint8Array(memory, (at += found) - found, found));
    return kind === 't' ? !!found : found;
  };
  const skip = () => {
    next = format[next] === '(' ? format.indexOf(')', next) + 1 : next + 1;
  };
  const values = (): unknown[] => {
    const all: unknown[] = [];
    while (next < format.length && format[next] !== ')') all.push(value());
    next++;
    return all;
  };
  const tuples: unknown[] = [];
  while (at < end) {
    const tag = number();
    format = formats[tag]!;
    next = 0;
    tuples.push([tag, ...values()]);
  }
  return tuples;
}
