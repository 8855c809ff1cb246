// In place of wasm-source.ts in the form with the Wasm as a file of its own (`oread/wasm`, condition `oread-wasm`).
export async function compile(): Promise<WebAssembly.Module> {
  // Not compileStreaming: it wants the type application/wasm, which servers get wrong, and so small a module is
  // compiled in the time that it takes to ask for it again.
  const answer = await fetch(new URL('./oread.wasm', import.meta.url));
  if (!answer.ok) throw new Error(`oread.wasm: status ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}
