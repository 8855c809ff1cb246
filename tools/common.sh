# Shared by the scripts in tools/ and tests/run/. Sourced, with the repository as current directory.
export LC_ALL=C.UTF-8
shopt -s globstar nullglob

say() { printf '%s\n' "$*" >&2; }
step() { printf '\n== %s\n' "$*" >&2; }
die() {
  say "$*"
  exit "${2:-1}"
}
# misuse "./dev build: ...": reports a usage error, with an exit code of its own.
misuse() {
  say "$*"
  say "see ./dev help"
  exit 2
}

# options "./dev size" 'FLAG NAME=' ARGUMENT...: rejects every other argument; a NAME= takes a value.
options() {
  local command=$1 known=" $2 "
  shift 2
  while [ $# -gt 0 ]; do
    case $known in
      *" $1 "*) shift ;;
      *" $1= "*)
        [ $# -gt 1 ] || misuse "$command: $1 needs a value"
        shift 2
        ;;
      *) misuse "$command: unknown option '$1'; the options are:${known//=/ …}" ;;
    esac
  done
}

# The presets compile with similar options: ccache shares their results, in any clone.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

jobs() { printf '%s' "${OREAD_JOBS:-$(nproc)}"; }

# The suites of ./dev test, fast ones first.
suites() {
  printf '%s\n' tidy transcripts conform command sim lint asan tsan js docs browser laravel socketio systems install packaging runtimes \
    firefox webkit fuzz
}

# Suites that run only when named or with --long: other suites contain them (asan and command run the programs of unit and native),
# or they take long.
named_suites() {
  printf '%s\n' unit native asan-all packaging-all faults
}

# The Node.js that setup downloaded because the machine's own was missing or too old.
oread_node=$PWD/build/node/node_modules/node/bin
[ ! -x "$oread_node/node" ] || PATH=$oread_node:$PATH
PATH=$PWD/node_modules/.bin:$PATH
export PATH

# configure NAME: configures one CMake preset in build/NAME.
configure() {
  local log=build/$1/configure.log
  mkdir -p "build/$1"
  cmake --preset "$1" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
}

# preset NAME [TARGET...]: configures and builds one CMake preset in build/NAME.
preset() {
  local name=$1
  shift
  mkdir -p "build/$name"
  (
    flock 9
    configure "$name" || exit 1
    cmake --build "build/$name" -j "$(jobs)" ${*:+--target "$@"} >&2
  ) 9>"build/$name/.lock"
}
