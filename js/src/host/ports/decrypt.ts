// Opens encrypted events. The implementation is a well-kept library, loaded when the first encrypted channel needs it.
import type { xsalsa20poly1305 } from '@noble/ciphers/_micro';
import { decodeStrictly } from '../utf8.js';

type Cipher = typeof xsalsa20poly1305;

export const loadCipher = (): Promise<Cipher> =>
  import('@noble/ciphers/_micro').then((library) => library.xsalsa20poly1305);

const bytes = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

/**
 * The plain text of a NaCl secretbox, all in base64; throws when the key is wrong, the box was tampered with, or what was
 * in it is no text.
 */
export function open(cipher: Cipher, key: string, nonce: string, ciphertext: string): string {
  return decodeStrictly(cipher(bytes(key), bytes(nonce)).decrypt(bytes(ciphertext)));
}
