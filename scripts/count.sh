#!/usr/bin/env bash
# Print the counts of a pytest run as `N passed, N failed[, N skipped]`, read from the results file it wrote.
# Fails when no test ran: pytest's exit 5, or a run that broke before its end, proves nothing.
#     scripts/count.sh RESULTS.xml
set -euo pipefail

suite=$(grep -oE '<testsuite [^>]*>' "$1" 2>/dev/null | head -n 1 || true)

number() {
    sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<<"$suite" | grep . || echo 0
}

tests=$(number tests) skipped=$(number skipped)
failed=$(($(number failures) + $(number errors)))
passed=$((tests - failed - skipped))

[ "$tests" -gt 0 ] || echo "No test was collected, or the run broke before its end."
echo "$((passed > 0 ? passed : 0)) passed, $failed failed$([ "$skipped" -eq 0 ] || echo ", $skipped skipped")"
[ "$tests" -gt 0 ]
