// Replaces decrypt.ts in builds whose dialect has no encrypted channels: the engine never asks.
import type { Cipher } from '../parts.js';

export const loadCipher = (): Promise<Cipher> => Promise.reject(new Error('no encrypted channels'));
export const open = (): undefined => undefined;
