// The cipher of encrypted channels: a maintained library, wrapped in a file of the package so that pages without a bundler
// have it as well.
import { xsalsa20poly1305 } from '@noble/ciphers/_micro';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64. Not every runtime has `atob`. */
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

/** Opens a NaCl secretbox; the arguments are base64. Throws if the key is wrong or the box was tampered with. */
export default (key: string, nonce: string, ciphertext: string): Uint8Array =>
  xsalsa20poly1305(bytesOf(key), bytesOf(nonce)).decrypt(bytesOf(ciphertext));
