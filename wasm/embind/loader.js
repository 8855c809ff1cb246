// Starts one instance of the compiled module and returns the functions that wasm/bindings.cpp registers. In the Wasm
// build it replaces Emscripten's own loader, and small.js with it, to save size. wasm/build.sh inserts the names that the
// linker has assigned: $MEMORY and so on.
export default async ({ wasm }) => {
  const found = { memory: () => memory };
  const register = (name, _count, _types, _signature, invoker, fn) => {
    const invoke = table.get(invoker);
    let text = '';
    for (const bytes = new Uint8Array(memory.buffer); bytes[name];)
      text += String.fromCharCode(bytes[name++]);
    found[text] = (number) => invoke(fn, number);
  };
  const { exports } = await WebAssembly.instantiate(wasm, { a: { $REGISTER: register } });
  const { $MEMORY: memory, $TABLE: table } = exports;
  exports.$START();
  return found;
};
