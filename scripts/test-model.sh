#!/usr/bin/env bash
# Runs the tests named RealModel… or LocalModel… against the real local model, which it starts and stops; a model that
# runs already is left running. Exit codes: 0 passed, 1 failed, 3 the model could not be downloaded.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

if ! scripts/model.sh status >/dev/null; then
    trap 'scripts/model.sh stop' EXIT
    scripts/model.sh start
fi
environment=$(scripts/model.sh env)
eval "$environment"
# One after the other: with several requests at a time the model's numbers differ in the last place, and so do its words.
run_tests --no-parallel --filter "(Real|Local)Model"
