// Lets the host see linear memory: texts are written and read there.
mergeInto(LibraryManager.library, {
  $seeMemory__postset: "Module['memory'] = function () { return wasmMemory; };",
  $seeMemory: function () {},
});
