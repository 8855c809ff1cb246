// Turns tuples into the bytes of the border and back: numbers are f64, little-endian, texts stand behind their length.
// What comes back is led by formats that are generated from the C++ definitions: n number, t bool, s text, o text or
// nothing, l texts, f a failure, m a member, M members.
const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();

/** Bytes that `values` need at most. */
export const room = (values: readonly unknown[]): number =>
  // A character takes up to three bytes; that numbers are counted too does no harm.
  values.length * 8 + `${values}`.length * 3;

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
  const number = () => view.getFloat64((at += 8) - 8, true);
  const text = () => {
    const length = number();
    return decoder.decode(new Uint8Array(memory, (at += length) - length, length));
  };
  const member = () => [text(), text()];
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
