// The JavaScript half of embind, reduced to functions of numbers; the complete one takes 2 KB (gzip). It depends on how
// Emscripten 3.1.6 registers functions; with any other version wasm/build.sh uses the complete one.
mergeInto(LibraryManager.library, {
  _embind_register_function__deps: ['$readName'],
  _embind_register_function: function (name, count, types, signature, invoker, fn) {
    var invoke = wasmTable.get(invoker);
    Module[readName(name)] = function (number) {
      return invoke(fn, number);
    };
  },
  $readName: function (at) {
    var name = '';
    while (HEAPU8[at]) name += String.fromCharCode(HEAPU8[at++]);
    return name;
  },
});
