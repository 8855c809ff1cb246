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

/** The plain text of a sealed event; throws as the cipher does, or when the content is not UTF-8. */
export const open = (cipher: Cipher, key: string, nonce: string, ciphertext: string): string =>
  decodeStrictly(cipher(key, nonce, ciphertext));
