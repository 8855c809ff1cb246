// Converts strings to bytes and back. A lone surrogate, which JavaScript strings may contain but UTF-8 may not, is encoded as
// the three bytes of its code point (WTF-8), so that it arrives unchanged. TextEncoder and TextDecoder do not support that,
// and some runtimes do not have them.
import { optional } from './optional.js';

const encoder = /* @__PURE__ */ optional(() => new TextEncoder());
const decoder = /* @__PURE__ */ optional(
  () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
);

/** Writes `text` to the beginning of `into`, which must be large enough; returns the number of bytes. */
export function encode(text: string, into: Uint8Array): number {
  if (encoder && !/\p{Cs}/u.test(text)) return encoder.encodeInto(text, into).written;
  let at = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    let more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    // A Uint8Array stores only the lowest eight bits.
    into[at++] = more ? (0xf80 >> more) | (code >> (more * 6)) : code;
    while (more--) into[at++] = 0x80 | ((code >> (more * 6)) & 0x3f);
  }
  return at;
}

/** Whether `text` needs more than `max` bytes; they are counted only if its length does not decide. */
export const exceeds = (text: string, max: number): boolean =>
  text.length > max ||
  (text.length * 3 > max && encode(text, new Uint8Array(text.length * 3)) > max);

/** Decodes untrusted bytes; throws if they are not UTF-8 and the runtime has a TextDecoder. */
export const decodeStrictly = (bytes: Uint8Array): string =>
  decoder?.decode(bytes) ?? decode(bytes);

/** Decodes bytes that `encode` or the engine wrote. */
export function decode(bytes: Uint8Array): string {
  const text = optional(() => decoder!.decode(bytes));
  if (text != null) return text;
  let found = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++]!;
    let more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more ? first & (0x3f >> more) : first;
    while (more--) code = (code << 6) | (bytes[at++]! & 0x3f);
    found += String.fromCodePoint(code);
  }
  return found;
}
