// Brings the engine: the Wasm module, compiled once for all clients, or the same C++ as plain JavaScript where Wasm is
// not to be had (a content security policy without 'wasm-unsafe-eval', or no WebAssembly at all).
import start from '../../../build/wasm/oread.mjs';
import type { Exports } from './engine.js';
import { compile } from './wasm-source.js';

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh instance. With `plain`, or where Wasm fails, of the plain-JS build. */
export async function load(plain: boolean): Promise<Exports> {
  if (plain) return (await import('../../../build/wasm/oread-plain.mjs')).default({});
  compiled ??= compile();
  return start({ wasm: await compiled });
}
