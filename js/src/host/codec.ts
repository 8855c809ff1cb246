// Turns tuples into the bytes of the border and back, led by the formats that are generated from the C++ definitions:
// b u8, t bool, h u16, u u32, d f64, s text, ? may be absent, * many, (…) a struct.
const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();

/** Bytes that `values` need at most. */
export function room(values: readonly unknown[]): number {
  return values.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? value.length * 3 : 0) + 8,
    0,
  );
}

/** Writes flat values from `at` on; answers where they end. */
export function write(
  memory: ArrayBuffer,
  at: number,
  format: string,
  values: readonly unknown[],
): number {
  const view = new DataView(memory);
  [...format].forEach((kind, i) => {
    const value = values[i] as number;
    if (kind === 's') {
      const target = new Uint8Array(memory, at + 4);
      const size = encoder.encodeInto(value as unknown as string, target).written!;
      view.setUint32(at, size, true);
      at += 4 + size;
    } else if (kind === 'd') {
      view.setFloat64(at, value, true);
      at += 8;
    } else if (kind === 'u') {
      view.setUint32(at, value, true);
      at += 4;
    } else {
      // u8, bool and u16; the second byte of the former is written over by what follows.
      view.setUint16(at, value, true);
      at += kind === 'h' ? 2 : 1;
    }
  });
  return at;
}

/** Reads `size` bytes of tagged tuples. */
export function read(memory: ArrayBuffer, at: number, size: number, formats: string[]): unknown[] {
  const view = new DataView(memory);
  const end = at + size;
  let format: string;
  let next: number;
  const count = () => view.getUint32((at += 4) - 4, true);
  /** The value of the kind at `next`; for structs, the values up to the closing bracket. */
  const value = (): unknown => {
    const kind = format[next++];
    if (kind === 's') {
      const length = count();
      return decoder.decode(new Uint8Array(memory, (at += length) - length, length));
    }
    if (kind === '(') return values();
    if (kind === '*') {
      const many: unknown[] = [];
      const begin = next;
      let left = count();
      // The format must be passed over even when there is nothing.
      if (!left) skip();
      for (; left; --left) {
        next = begin;
        many.push(value());
      }
      return many;
    }
    if (kind === '?') return view.getUint8(at++) ? value() : skip();
    if (kind === 'd') return view.getFloat64((at += 8) - 8, true);
    if (kind === 'h') return view.getUint16((at += 2) - 2, true);
    if (kind === 'u') return count();
    const byte = view.getUint8(at++);
    return kind === 't' ? !!byte : byte;
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
    const tag = view.getUint8(at++);
    format = formats[tag]!;
    next = 0;
    tuples.push([tag, ...values()]);
  }
  return tuples;
}
