// Loads the engine: the Wasm module, compiled once for all clients, or the same C++ as plain JavaScript if Wasm is not
// available (a content security policy without 'wasm-unsafe-eval', no WebAssembly, no DecompressionStream).
import start from '../../../build/wasm/oread.mjs';
import type { Exports } from './engine.js';
import { inTime } from './in-time.js';
import { importPlain } from './lazy.js';
import { parts } from './parts.js';
import { compile } from './wasm-source.js';

let compiled: Promise<WebAssembly.Module> | undefined;

/** Makes a fresh instance; of the plain-JS build if `plain` is set or Wasm fails. `failures` counts previous failures. */
export async function load(plain: boolean, failures: number): Promise<Exports> {
  if (!plain)
    try {
      return await start({ wasm: await inTime((compiled ??= compile())) });
    } catch {
      // Try to compile again for the next client.
      compiled = undefined;
    }
  return (parts.plain_ ?? (await inTime(importPlain(failures))))({});
}
