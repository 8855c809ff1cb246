#!/usr/bin/env bash
# Builds the broker for the test kit into build/wasm-testing/broker.mjs: one script that contains its Wasm and starts
# synchronously. Its size does not matter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Debian's Emscripten looks for acorn where only Debian's own node looks.
export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
out=build/wasm-testing
mkdir -p "$out"
exec 9>"$out/.lock"
flock 9

sources=(wasm/testing/bindings.cpp)
while IFS= read -r file; do sources+=("$file"); done < <(
  find sdk/src/broker sdk/src/pusher sdk/src/support -name '*.cpp' | LC_ALL=C sort
)
compile='-std=c++20 -Wall -Wextra -Wpedantic -Werror -Os -fno-exceptions -DNDEBUG -I../../sdk/include -I../../sdk/src'
link='--bind --no-entry -sMODULARIZE=1 -sEXPORT_ES6=1 -sSINGLE_FILE=1 -sWASM_ASYNC_COMPILATION=0 -sENVIRONMENT=web'
link+=' -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0 -sALLOW_MEMORY_GROWTH=1 -sUSE_ES6_IMPORT_META=0'
{
  printf 'rule compile\n  command = em++ %s -MMD -MF $out.d -c $in -o $out\n  depfile = $out.d\n  deps = gcc\n' "$compile"
  printf 'rule link\n  command = em++ -Os $in %s -o $out\n' "$link"
  for source in "${sources[@]}"; do
    object=objects/${source//\//_}.o
    objects+=("$object")
    printf 'build %s: compile ../../%s\n' "$object" "$source"
  done
  printf 'build broker.mjs: link %s | ../../wasm/testing/build.sh\n' "${objects[*]}"
} >"$out/build.ninja"
ninja -C "$out" -j 2 --quiet broker.mjs
