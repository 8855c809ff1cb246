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

# gtest_programs PRESET SUITE [ARGUMENT...]: runs every program of the suite that the preset built.
gtest_programs() {
  local build=build/$1 suite=$2 status=0 program name report
  shift 2
  chosen "" || return 0
  while read -r program; do
    name=$(basename "$program")
    report=$OREAD_RESULTS/$name.gtest.json
    say "-- $name"
    if ! "$program" --gtest_brief=1 --gtest_output="json:$report" "$@" >&2; then
      status=1
      # A program that crashed leaves no report: that is one failure.
      [ -f "$report" ] || record "$name" 0 1 0
    fi
  done < <(sed -n "s/^$suite //p" "$build/tests.manifest")
  return $status
}

# node_tests NAME FILE...: runs files for Node's own test runner.
node_tests() {
  local name=$1
  shift
  chosen "" || return 0
  node --test --test-reporter=spec --test-reporter-destination=stderr \
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
