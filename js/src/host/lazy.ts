// Loads what few pages need, as chunks of the bundler. The browser builds use lazy-url.ts instead.
import type { Cipher, StartPlain } from './parts.js';

export const importPlain = async (_failures: number): Promise<StartPlain> =>
  (await import('../../../build/wasm/oread-plain.mjs')).default;

export const importCipher = async (_failures: number): Promise<Cipher> =>
  (await import('./cipher.js')).default;
