// Events are decrypted without `atob`, which some runtimes lack.
import { xsalsa20poly1305 } from '@noble/ciphers/salsa';
import { afterEach, expect, it, vi } from 'vitest';
import open from '../../src/host/cipher.js';

afterEach(() => vi.unstubAllGlobals());
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const key = Uint8Array.from({ length: 32 }, (_, i) => i * 9);
const nonce = Uint8Array.from({ length: 24 }, (_, i) => 255 - i * 7);

it('decrypts texts of every length', () => {
  vi.stubGlobal('atob', undefined);
  for (let length = 0; length < 70; length++) {
    const text = Uint8Array.from({ length }, (_, i) => (i * 37) ^ length);
    const box = xsalsa20poly1305(key, nonce).encrypt(text);
    expect(open(base64(key), base64(nonce), base64(box))).toEqual(text);
  }
});

it('rejects invalid base64, another key, and a modified box', () => {
  const box = xsalsa20poly1305(key, nonce).encrypt(new Uint8Array(9));
  expect(() => open(base64(key), base64(nonce), `${base64(box).slice(0, -1)}!`)).toThrow();
  expect(() => open(base64(nonce), base64(nonce), base64(box))).toThrow();
  expect(() => open(base64(key), base64(nonce), base64(box.map((one) => one ^ 1)))).toThrow();
});
