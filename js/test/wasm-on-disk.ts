// The Wasm from wasm/build.sh; replaces src/host/wasm-source.ts.
import { readFile } from 'node:fs/promises';

export async function compile(name = 'oread'): Promise<WebAssembly.Module> {
  const file = new URL(`../../build/wasm/${name}.wasm`, import.meta.url);
  return WebAssembly.compile(new Uint8Array(await readFile(file)));
}
