#!/usr/bin/env bash
# Fits the weights anew and writes them into the sources; to be followed by `make eval-tokens`.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
# shellcheck source=scripts/tokens/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
prepare
"$venv/bin/python" "$root/scripts/tokens/fit.py" "$texts" "$TURNOUT_MODEL_URL" \
    "$root/Sources/TurnoutEngine/Tokens/TokenWeights+Fitted.swift"
