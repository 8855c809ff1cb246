#!/usr/bin/env bash
# Builds the engine for JavaScript hosts into build/wasm, once for each dialect that pages may need:
#   oread.wasm + oread.mjs   WebAssembly, and the glue around it; with the Pusher dialect
#   oread.wasm.zz            the same, deflated, as scripts carry it
#   oread-plain.mjs          the same C++ as plain JavaScript, for environments without WebAssembly
#   oread-socketio.*, oread-socketio-plain.mjs  the same four with the Socket.IO dialect instead
#   names (only with that argument)  oread.wasm with its name section, for js/tools/wasm-parts.mjs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Debian's Emscripten looks for acorn where only Debian's own node looks.
export NODE_PATH=${NODE_PATH:-/usr/share/nodejs}
out=build/wasm
mkdir -p "$out"
# One build at a time: the linker's files have fixed names.
exec 9>"$out/.lock"
flock 9

version=$(em++ --version | sed -n '1s/.* \([0-9][0-9.]*\) .*/\1/p')
emscripten=$(dirname "$(readlink -f "$(command -v em++)")")

quoted() { printf '%q ' "$@" | sed 's/\$/$$/g'; }

# sources_of FOLDER: those of a build with one dialect, which it calls directly; FOLDER is the other one's.
sources_of() {
  printf '%s\n' wasm/bindings.cpp wasm/border/{session,reader,outbox}.cpp wasm/allocator.cpp
  [ "$small" = yes ] || printf '%s\n' wasm/embind/types.cpp
  find sdk/src -name '*.cpp' -not -path '*/broker/*' -not -path '*/trace/*' -not -path "*/dialect/$1/*" |
    LC_ALL=C sort
}

compile=(
  -std=c++20 -Wall -Wextra -Wpedantic -Werror -I../../wasm -I../../sdk/include -I../../sdk/src
  # Size before speed: events do not come this way (js/src/host/routes.ts).
  -Oz -flto -fwhole-program-vtables
  # Emscripten adds -fno-inline-functions at -Oz, which keeps even one-line accessors out of line.
  -finline-functions -mllvm -inline-threshold=8
  # Every environment that can inflate the module (DecompressionStream) supports these.
  -mbulk-memory
  # The engine uses neither; both would add tables and a runtime.
  -fno-exceptions -fno-rtti -DEMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0
  # Texts are read from the inbox and written to the outbox while they arise, and kept in containers that cost little
  # code (sdk/include/oread/text.hpp).
  -DOREAD_LEAN
  # No locks around statics: there is one thread.
  -fno-threadsafe-statics -fvisibility=hidden -DNDEBUG
)
link=(
  # Turn off compatibility with old projects.
  -sSTRICT=1
  # A loader without file system, arguments, exit codes: 1.8 KB (gzip) less.
  -sMINIMAL_RUNTIME=1 -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web,worker -sFILESYSTEM=0 -sSUPPORT_LONGJMP=0
  # The host compiles once and starts many instances, so it passes a WebAssembly.Module to the loader.
  -sMINIMAL_RUNTIME_STREAMING_WASM_COMPILATION=1
  # No eval and no new Function: a content security policy may forbid them.
  -sDYNAMIC_EXECUTION=0
  # 128 KB are enough for a page; a page with thousands of members grows.
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=131072 -sTOTAL_STACK=16384
  # The linker inlines as well; inlining a function with two callers never pays.
  -Wl,-mllvm,-inline-threshold=-20
  # Hoisting loads into all predecessors of a block trades size for speed; equal ends of blocks deflate better than merged
  # ones.
  -Wl,-mllvm,-enable-load-pre=0 -Wl,-mllvm,-enable-tail-merge=0
  # The plain-JS build carries its data itself.
  --memory-init-file 0
  # wasm/allocator.cpp.
  -sMALLOC=none --no-entry
  --js-library ../../wasm/embind/memory.js '-sDEFAULT_LIBRARY_FUNCS_TO_INCLUDE=$seeMemory'
)
# No 64-bit number crosses to JavaScript, so the wrappers that would split one are not needed.
no_wrappers=(-sWASM_BIGINT=1)
if [ "$version" = 3.1.6 ] && [ "${OREAD_EMBIND:-small}" = small ]; then
  small=yes
  link+=(--js-library ../../wasm/embind/small.js)
  finish='&& ../../wasm/embind/finish.sh'
else
  small=no finish=''
  link+=(--js-library "$emscripten/src/embind/embind.js" --js-library "$emscripten/src/embind/emval.js")
fi

# A Ninja file, so that only changed files are rebuilt.
{
  printf 'rule compile\n  command = em++ $flags -MMD -MF $out.d -c $in -o $out\n  depfile = $out.d\n  deps = gcc\n'
  printf 'rule link\n  command = em++ $flags $in -o $out $then\n'
  libraries=(../../wasm/embind/memory.js ../../wasm/embind/{small.js,loader.js,finish.sh} ../../wasm/build.sh)
  for name in oread oread-socketio; do
    case $name in
      oread) other=socketio dialect=() folder=objects ;;
      oread-socketio) other=pusher dialect=(-DOREAD_LEAN_SOCKETIO) folder=objects-socketio ;;
    esac
    objects=()
    while IFS= read -r source; do
      object=$folder/${source//\//_}.o
      objects+=("$object")
      printf 'build %s: compile ../../%s\n  flags = %s\n' "$object" "$source" \
        "$(quoted "${compile[@]}" "${dialect[@]}")"
    done < <(sources_of "$other")
    for target in wasm plain named; do
      case $target in
        wasm) file=$name.js extra=(-sWASM=1 "${no_wrappers[@]}") then=${finish:+$finish $name} ;;
        plain) file=$name-plain.js extra=(-sWASM=0) then='' ;;
        named) file=$name-named.js extra=(-sWASM=1 "${no_wrappers[@]}" --profiling-funcs) then='' ;;
      esac
      printf 'build %s: link %s | %s\n  flags = %s\n  then = %s\n' "$file" "${objects[*]}" "${libraries[*]}" \
        "$(quoted "${compile[@]}" "${link[@]}" "${extra[@]}")" "$then"
    done
  done
} >"$out/build.ninja"

targets=(oread.js oread-plain.js oread-socketio.js oread-socketio-plain.js)
[ "${1:-}" != names ] || targets=(oread-named.js)
ninja -C "$out" -j 2 --quiet "${targets[@]}"
for name in oread oread-socketio; do
  # The most thorough deflate: 3 % smaller than zlib's.
  if [ "$out/$name.wasm" -nt "$out/$name.wasm.zz" ]; then
    zopfli --zlib --i100 -c "$out/$name.wasm" >"$out/.zz"
    mv "$out/.zz" "$out/$name.wasm.zz"
  fi
  # Emscripten 3.1.6 writes ES modules into .js files.
  modules=("$name-plain")
  [ "$small" = yes ] || modules+=("$name")
  for module in "${modules[@]}"; do
    [ ! -e "$out/$module.js" ] || cp "$out/$module.js" "$out/$module.mjs"
  done
done
