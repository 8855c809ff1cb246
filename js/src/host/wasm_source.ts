// Where the Wasm comes from: a file beside this module. Packaging puts another source in this one's place where the
// bytes stand in the script itself, or are read from disk.
export function compile(): Promise<WebAssembly.Module> {
  const answer = fetch(new URL('./oread.wasm', import.meta.url));
  return WebAssembly.compileStreaming(answer).catch(
    // Served under another type than application/wasm, or no streaming.
    () =>
      fetch(new URL('./oread.wasm', import.meta.url)).then(async (again) =>
        WebAssembly.compile(await again.arrayBuffer()),
      ),
  );
}
