// Texts as bytes and back. A lone surrogate, which no UTF-8 may hold but any text of JavaScript, stands as the three bytes
// that its number makes (WTF-8), so that it arrives as it was sent. TextEncoder and TextDecoder do not know that, and some
// runtimes do not know them.
import { optional } from './optional.js';

const encoder = /* @__PURE__ */ optional(() => new TextEncoder());
const decoder = /* @__PURE__ */ optional(
  () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
);

/** Writes `text` from the beginning of `into`, which is large enough; answers how many bytes that took. */
export function encode(text: string, into: Uint8Array): number {
  if (encoder && !/\p{Cs}/u.test(text)) return encoder.encodeInto(text, into).written;
  let at = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    let more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    // Of what is written into bytes only the last eight bits count.
    into[at++] = more ? (0xf80 >> more) | (code >> (more * 6)) : code;
    while (more--) into[at++] = 0x80 | ((code >> (more * 6)) & 0x3f);
  }
  return at;
}

/** Whether `text` takes more than `most` bytes; they are counted only where its length does not tell. */
export const exceeds = (text: string, most: number): boolean =>
  text.length > most ||
  (text.length * 3 > most && encode(text, new Uint8Array(text.length * 3)) > most);

/** What `bytes` from outside say; throws when they are no UTF-8, where the runtime can tell. */
export const decodeStrictly = (bytes: Uint8Array): string =>
  decoder?.decode(bytes) ?? decode(bytes);

/** What `bytes` say. */
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
