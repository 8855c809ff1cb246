// The cipher of encrypted channels: a well-kept library, in a file of ours, so that a page without a bundler has it, too.
import { xsalsa20poly1305 } from '@noble/ciphers/_micro';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What base64 stands for. Not every runtime has `atob`. */
function bytesOf(base64: string): Uint8Array {
  const text = base64.replace(/=*$/, '');
  const bytes = new Uint8Array(text.length * 0.75);
  for (let i = 0, at = 0, bits = 0; i < text.length; i++) {
    const six = alphabet.indexOf(text[i]!);
    if (six < 0) throw new TypeError('not base64');
    bits = (bits << 6) | six;
    if (i & 3) bytes[at++] = bits >> (6 - 2 * (i & 3));
  }
  return bytes;
}

/** What is in a NaCl secretbox, all in base64; throws when the key is wrong or the box was tampered with. */
export default (key: string, nonce: string, ciphertext: string): Uint8Array =>
  xsalsa20poly1305(bytesOf(key), bytesOf(nonce)).decrypt(bytesOf(ciphertext));
