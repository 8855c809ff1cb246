// The Wasm module, deflated and embedded in the script. Compared with a separate file this costs no bytes, saves a round
// trip, and needs no support from bundlers or servers.
import deflated from '../../../build/wasm/oread.wasm.zz';

export async function compile(): Promise<WebAssembly.Module> {
  const text = deflated();
  const bytes = new Uint8Array(text.length * 0.75);
  // Six bits per character, in the alphabet of tools/build-plugins.mjs.
  for (let i = 0, at = 0, bits = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    bits = (bits << 6) | (char - (char < 65 ? 35 : 63));
    if (i & 3) bytes[at++] = bits >> (6 - 2 * (i & 3));
  }
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return WebAssembly.compile(await new Response(inflated).arrayBuffer());
}
