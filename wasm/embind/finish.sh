#!/usr/bin/env bash
# finish.sh NAME, after the linker, in its directory: puts our loader (loader.js) in place of Emscripten's, and takes out
# of NAME.wasm what only that one calls.
set -euo pipefail
name=$1

# The names that the linker gave to what the loader needs.
name_of() { sed -nE "s/.*$1.*/\\1/p" "$name.js" | head -n 1; }
memory=$(name_of 'wasmMemory=asm\["([a-z]+)"\]')
table=$(name_of 'wasmTable=asm\["([a-z]+)"\]')
start=$(name_of 'initRuntime\(asm\)\{asm\["([a-z]+)"\]')
register=$(name_of '"([a-z]+)":__embind_register_function')

sed -e "s/\$MEMORY/$memory/" -e "s/\$TABLE/$table/" -e "s/\$START/$start/" -e "s/\$REGISTER/$register/" \
  ../../wasm/embind/loader.js >"$name.mjs"

# Exported for the other loader: `free` and three functions of the stack.
cat >"$name.exports.json" <<JSON
[
  { "name": "loader", "root": true, "reaches": ["memory", "table", "start"] },
  { "name": "memory", "export": "$memory" },
  { "name": "table", "export": "$table" },
  { "name": "start", "export": "$start" }
]
JSON
# What wasm/build.sh lets the compiler use.
features=(--mvp-features --enable-bulk-memory)
wasm-metadce "${features[@]}" "$name.wasm" --graph-file="$name.exports.json" -o "$name.wasm" >"$name.exports.log"
# Another round of Binaryen finds what the first one made possible: 90 B (gzip).
wasm-opt "${features[@]}" -Oz "$name.wasm" -o "$name.wasm"
