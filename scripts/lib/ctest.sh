# Runs ctest and adds up what its runs say. Sourced, never run.

TESTS_RUN=0
TESTS_FAILED=0
TESTS_SKIPPED=0
CTEST_CODE=0

# Adds up one run's log. ctest counts a skipped test among those that passed. A run that never
# came to its closing line counts nothing; its exit code tells.
count_tests() {
  local summary failed total skipped
  summary=$(grep -E 'tests passed, [0-9]+ tests failed out of [0-9]+' "$1" | tail -n 1) || return 0
  [[ $summary =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]
  failed=${BASH_REMATCH[1]}
  total=${BASH_REMATCH[2]}
  skipped=$(sed -n '/The following tests did not run:/,$p' "$1" | grep -c '(Skipped)$') || true
  TESTS_RUN=$((TESTS_RUN + total))
  TESTS_FAILED=$((TESTS_FAILED + failed))
  TESTS_SKIPPED=$((TESTS_SKIPPED + skipped))
}

# run_ctest FOLDER ARGUMENTS...: a failure is kept in CTEST_CODE, and does not end the script: the
# other runs have something to say too. Finding no test is a failure.
run_ctest() {
  local folder=$1 code=0 log
  shift
  log=$(mktemp)
  ctest --test-dir "$folder" --output-on-failure --no-tests=error -j2 "$@" 2>&1 </dev/null |
    tee "$log" || code=$?
  count_tests "$log"
  rm "$log"
  if [[ $code -ne 0 ]]; then CTEST_CODE=$code; fi
}

# The closing line: `N passed, N failed`, and `, N skipped` where there are any.
print_test_counts() {
  local skipped=
  if [[ $TESTS_SKIPPED -gt 0 ]]; then skipped=", $TESTS_SKIPPED skipped"; fi
  say "$((TESTS_RUN - TESTS_FAILED - TESTS_SKIPPED)) passed, $TESTS_FAILED failed$skipped"
}
