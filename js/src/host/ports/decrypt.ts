// Decrypts events. The implementation is a maintained library that is loaded when the first encrypted channel needs it.
import { inTime } from '../in-time.js';
import { importCipher } from '../lazy.js';
import { type Cipher, parts } from '../parts.js';
import { decodeStrictly } from '../utf8.js';

let failures = 0;

/** Tries once to load the cipher; the engine schedules retries. */
export async function loadCipher(): Promise<Cipher> {
  try {
    return (parts.cipher_ ??= await inTime(importCipher(failures)));
  } catch (error) {
    failures++;
    throw error;
  }
}

/** Decrypts an event; throws if the cipher does, or if the content is not UTF-8. */
export const open = (cipher: Cipher, key: string, nonce: string, ciphertext: string): string =>
  decodeStrictly(cipher(key, nonce, ciphertext));
