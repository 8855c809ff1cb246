#!/usr/bin/env bash
# Writes the TypeScript half of the border from the C++ definitions; with `check`, only checks that it is up to date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=build/wasm/border
mkdir -p "$out"
"${CXX:-g++}" -std=c++20 -Wall -Wextra -Wpedantic -Werror -Iwasm -Isdk/include \
  wasm/border_gen.cpp -o "$out/border_gen"

pretty() { npx --no-install prettier --stdin-filepath "js/src/host/$1.ts" >"$out/$1.ts"; }
"$out/border_gen" border | pretty border
"$out/border_gen" names | pretty border-names

files=("border.ts js/src/host/border.ts" "border-names.ts js/src/trace/border-names.ts")
for pair in "${files[@]}"; do
  read -r made committed <<<"$pair"
  if [ "${1:-}" = check ]; then
    diff -u "$committed" "$out/$made" || {
      printf '%s is not what the C++ headers say: run wasm/generate.sh\n' "$committed" >&2
      exit 1
    }
  elif ! cmp -s "$out/$made" "$committed"; then
    mkdir -p "$(dirname "$committed")"
    cp "$out/$made" "$committed"
    printf 'wrote %s\n' "$committed" >&2
  fi
done
