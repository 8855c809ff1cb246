// The JavaScript half of embind for functions of numbers, in place of the 2 KB (gzip) that the whole one takes. It
// relies on how Emscripten 3.1.6 registers functions; wasm/build.sh takes the whole one for any other version.
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
