// Turns tuples into the bytes of the border and back: numbers are f64, little-endian, texts stand behind their length.
// What comes back is led by formats that are generated from the C++ definitions: n number, t bool, s text, o text or
// nothing, l texts, f a failure, m a member, M members.
const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder();

export type Packed = (number | Uint8Array)[];

/**
 * What `values` are on the way, by the kinds that the border declares for them; what is left out there is a number. A value
 * of another kind becomes '' or NaN: it must not shift those behind it, and code of the app (`toString`) must not run here.
 */
export const pack = (values: readonly unknown[], kinds: string): Packed =>
  values.map((value, i) =>
    kinds[i] === 's'
      ? encoder.encode(typeof value === 'string' ? value : '')
      : /^(number|bool)/.test(typeof value)
        ? +(value as number)
        : NaN,
  );

/** How many bytes they take. */
export const room = (packed: Packed): number =>
  packed.reduce<number>((sum, one) => sum + 8 + (typeof one === 'number' ? 0 : one.length), 0);

/** Writes them from `at` on. */
export function write(memory: ArrayBuffer, at: number, packed: Packed): void {
  const view = new DataView(memory);
  const bytes = new Uint8Array(memory);
  for (const one of packed) {
    const text = typeof one === 'number' ? undefined : one;
    view.setFloat64(at, text ? text.length : (one as number), true);
    at += 8;
    if (text) bytes.set(text, at);
    at += text ? text.length : 0;
  }
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
