// Brings the engine: the Wasm module, compiled once for all clients, or the same C++ as plain JavaScript where Wasm is
// not to be had (a content security policy without 'wasm-unsafe-eval', no WebAssembly or DecompressionStream at all).
import start from '../../../build/wasm/oread.mjs';
import type { Exports } from './engine.js';
import { inTime } from './in-time.js';
import { importPlain } from './lazy.js';
import { parts } from './parts.js';
import { compile } from './wasm-source.js';

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh instance. With `plain`, or where Wasm fails, of the plain-JS build; `failures` counts the calls before. */
export async function load(plain: boolean, failures: number): Promise<Exports> {
  if (!plain)
    try {
      return await start({ wasm: await inTime((compiled ??= compile())) });
    } catch {
      // What failed for one client must not fail for the next.
      compiled = undefined;
    }
  return (parts.plain_ ?? (await inTime(importPlain(failures))))({});
}
