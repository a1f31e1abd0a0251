#!/usr/bin/env bash
# What `turnout scan` finds and what it takes for private by mistake: on the generated corpus of this folder, and on the
# labelled set in PRIVACY_SET when that folder is there (dev.tar.xz and evaluate.py). Exit code 1 when a limit is missed.
#
#   TURNOUT         the program to score (default: a release build made here)
#   PRIVACY_SCAN    another command to score, which reads and writes the same lines (turnout scan --jsonl)
#   PRIVACY_SEED    seed of the corpus (1), PRIVACY_SIZE its positive texts (4000)
#   PRIVACY_ERRORS  list this many misses and false hits (0)
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
here=$root/scripts/privacy
work=$cache/privacy
corpus=$work/corpus
seed=${PRIVACY_SEED:-1}
size=${PRIVACY_SIZE:-4000}
errors=${PRIVACY_ERRORS:-0}
labelled=${PRIVACY_SET:-$root/../shared/privacy}

python=$(find_python) || die 3 "needs Python 3.10 or newer"
mkdir -p "$work"
if [ -z "${TURNOUT:-}${PRIVACY_SCAN:-}" ]; then
    cd "$root"
    quietly "optimised build" swift build -c release --product turnout
    TURNOUT=$root/.build/release/turnout
fi
if [ -z "${PRIVACY_SCAN:-}" ]; then
    [ -x "$TURNOUT" ] || die 2 "no program at $TURNOUT"
    PRIVACY_SCAN="'$TURNOUT' scan --jsonl"
fi

"$python" "$here/corpus.py" --seed "$seed" --size "$size" --out "$corpus"
code=0
echo "generated corpus, seed $seed"
"$python" "$here/score.py" --set "$corpus" --cmd "$PRIVACY_SCAN" --errors "$errors" --json "$work/corpus.json" --check ||
    code=$?

if [ -f "$labelled/dev.tar.xz" ] && [ -f "$labelled/evaluate.py" ]; then
    rm -rf "$work/set"
    mkdir -p "$work/set"
    tar -xJf "$labelled/dev.tar.xz" -C "$work/set"
    dev=$(find "$work/set" -name positive.jsonl -print -quit)
    [ -n "$dev" ] || die 2 "no positive.jsonl in $labelled/dev.tar.xz"
    echo
    echo "labelled set in $labelled"
    "$python" "$labelled/evaluate.py" --cmd "$PRIVACY_SCAN" --set "$(dirname "$dev")" --name "turnout scan" \
        --errors "$errors" --json "$work/set.json" >"$work/set.txt" || { cat "$work/set.txt" >&2; code=1; }
    "$python" "$here/limits.py" "$work/set.json" || code=$?
fi
exit "$code"
