#!/usr/bin/env bash
# Times scans, decisions and reservations in an optimised build. First our own loops, whose limits end the run with 1 when
# they are passed; then, with --harness, ordo-one/benchmark's statistics over the same scenario and some parts of it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root/Tests/Benchmarks"

# From scratch: after a change of a type's layout below a private property, the incremental build of Swift 6.3 has left
# callers with the old layout, and numbers from such a program mean nothing.
rm -rf .build/release .build/release.yaml .build/*-unknown-linux-gnu* .build/*-apple-macosx*
quietly "optimised build" swift build -c release --product DecideLoop
quietly "optimised build" swift build -c release --product ScanLoop
quietly "optimised build" swift build -c release --product LedgerLoop
code=0
.build/release/ScanLoop --check || code=$?
echo
.build/release/DecideLoop --format table --check || code=$?
echo
.build/release/LedgerLoop --check || code=$?
if [ "${1:-}" = --harness ]; then
    log=$(mktemp "$cache/log.XXXXXX")
    trap 'rm -f "$log"' EXIT
    swift package benchmark --no-progress 2>"$log" | grep -vE '^(Build|Note: skipping|.*Warning: running with)' || {
        cat "$log" >&2
        exit 1
    }
fi
exit $code
