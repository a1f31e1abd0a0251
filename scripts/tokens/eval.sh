#!/usr/bin/env bash
# Measures `turnout tokens` against the real local model and against the vocabularies that Python's packages carry.
# Exit codes: those of eval.py, and 3 when something could not be downloaded.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=scripts/tokens/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
prepare
# TURNOUT_PROGRAM names a program that was built elsewhere.
program=${TURNOUT_PROGRAM:-}
if [ -z "$program" ]; then
    cd "$root"
    quietly "build of turnout" swift build --product turnout
    program=$root/.build/debug/turnout
fi
"$venv/bin/python" "$root/scripts/tokens/eval.py" "$texts" "$TURNOUT_MODEL_URL" "$program"
