#!/usr/bin/env bash
# Builds and runs all tests but those against the real model, which skip themselves without TURNOUT_MODEL_URL.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

unset TURNOUT_MODEL_URL
run_tests "$@"
