// Opens encrypted events. The implementation is a well-kept library, loaded when the first encrypted channel needs it.
import { inTime } from '../in-time.js';
import { importCipher } from '../lazy.js';
import { type Cipher, parts } from '../parts.js';
import { decodeStrictly } from '../utf8.js';

let failures = 0;

/** Tries once; the engine says when again. */
export async function loadCipher(): Promise<Cipher> {
  try {
    return (parts.cipher_ ??= await inTime(importCipher(failures)));
  } catch (error) {
    failures++;
    throw error;
  }
}

const bytes = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/**
 * The plain text of a NaCl secretbox, all in base64; throws when the key is wrong, the box was tampered with, or what was
 * in it is no text.
 */
export function open(cipher: Cipher, key: string, nonce: string, ciphertext: string): string {
  return decodeStrictly(cipher(bytes(key), bytes(nonce)).decrypt(bytes(ciphertext)));
}
