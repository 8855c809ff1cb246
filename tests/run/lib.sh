# Shared by the suites in tests/run. A suite runs with the repository as current directory and leaves its reports in
# $OREAD_RESULTS, where count.mjs reads them.
. tools/common.sh
: "${OREAD_RESULTS:?run suites with ./dev test SUITE}"

# record NAME PASSED FAILED SKIPPED: the result of a check that writes no report itself.
record() { printf '%d %d %d\n' "$2" "$3" "$4" >"$OREAD_RESULTS/$1.counts"; }

# chosen NAME: whether to run the test. OREAD_CHECKS lists the only checks to run, one per line.
chosen() { [ -z "${OREAD_CHECKS:-}" ] || grep -qxF -- "$1" <<<"$OREAD_CHECKS"; }

# check NAME COMMAND...: one test that passes if the command succeeds.
check() {
  local name=$1
  shift
  chosen "$name" || return 0
  if "$@"; then
    say "ok      $name"
    record "$name" 1 0 0
  else
    say "FAILED  $name"
    record "$name" 0 1 0
    return 1
  fi
}

# gtest_program PROGRAM [ARGUMENT...]: runs one program.
gtest_program() {
  local program=$1 name report status=0
  shift
  chosen "" || return 0
  name=$(basename "$program")
  report=$OREAD_RESULTS/$name.gtest.json
  say "-- $name"
  "$program" --gtest_brief=1 --gtest_output="json:$report" "$@" >&2 || status=$?
  # A program that crashed leaves no report: that is one failure.
  [ "$status" = 0 ] || [ -f "$report" ] || record "$name" 0 1 0
  return "$status"
}

# suite_programs PRESET SUITE: builds the programs of the suite, and nothing else.
suite_programs() {
  local names
  configure "$1"
  mapfile -t names < <(sed -n "s/^$2 //p" "build/$1/tests.manifest" | xargs -r -n 1 basename)
  preset "$1" "${names[@]}"
}

# gtest_programs PRESET SUITE [ARGUMENT...]: runs every program of the suite; the preset must have built all of them.
gtest_programs() {
  local build=build/$1 suite=$2 status=0 program
  shift 2
  while read -r program; do
    gtest_program "$program" "$@" || status=1
  done < <(sed -n "s/^$suite //p" "$build/tests.manifest")
  return $status
}

# node_tests NAME FILE...: runs files for Node's own test runner. Each file has 15 minutes: a failed
# test may leave a server running, and Node then waits for it without end.
node_tests() {
  local name=$1
  shift
  chosen "" || return 0
  node --test --test-timeout=900000 --test-reporter=spec --test-reporter-destination=stderr \
    --test-reporter=tap --test-reporter-destination="$OREAD_RESULTS/$name.tap" "$@"
}

# vitest NAME ARGUMENTS...: runs vitest in js/.
vitest() {
  local name=$1
  shift
  chosen "" || return 0
  (cd js && command vitest run --reporter=default --reporter=json \
    --outputFile.json="$OREAD_RESULTS/$name.vitest.json" "$@")
}
