// Replaces wasm-source.ts in the build with the Wasm as a separate file (`oread/wasm`, condition `oread-wasm`).
export async function compile(): Promise<WebAssembly.Module> {
  // Not compileStreaming: it requires the type application/wasm, which many servers do not send, and compiling such a small
  // module takes less time than a second request.
  const answer = await fetch(new URL('./oread.wasm', import.meta.url));
  if (!answer.ok) throw new Error(`oread.wasm: status ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}
