// Where the Wasm comes from: a file beside this module. Packaging puts another source in this one's place where the
// bytes stand in the script itself, or are read from disk.
export async function compile(): Promise<WebAssembly.Module> {
  // Not compileStreaming: it wants the type application/wasm, which servers get wrong, and so small a module is
  // compiled in the time that it takes to ask for it again.
  const answer = await fetch(new URL('./oread.wasm', import.meta.url));
  return WebAssembly.compile(await answer.arrayBuffer());
}
