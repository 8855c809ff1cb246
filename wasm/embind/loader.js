// Starts one instance of the compiled module and hands out what wasm/bindings.cpp registers. In place of Emscripten's
// own loader, for the reason that small.js gives, and of that file in the Wasm form. wasm/build.sh fills in the names
// that the linker gave: $MEMORY and so on.
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
