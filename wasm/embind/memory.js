// Gives the host access to linear memory, where it writes and reads texts.
mergeInto(LibraryManager.library, {
  $seeMemory__postset: "Module['memory'] = function () { return wasmMemory; };",
  $seeMemory: function () {},
});
