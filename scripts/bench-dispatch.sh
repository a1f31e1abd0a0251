#!/usr/bin/env bash
# Times requests through the dispatch layer, against the HTTP client alone, in an optimised build and in one run. Ends
# with 1 when the router adds more than the limit. Further arguments go to DispatchLoop, so that a later --limit,
# --baseline or --rounds wins.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root/Tests/Benchmarks"

# Our own modules from scratch: after a change of a type's layout below a private property, the incremental build of
# Swift 6.3 has left callers with the old layout, and numbers from such a program mean nothing. The HTTP client and its
# TLS library stay; they take ten minutes and do not change.
rm -rf .build/release/{Turnout,Dispatch}*.build .build/release/Modules/{Turnout,Dispatch}* .build/release/DispatchLoop \
    .build/release.yaml
quietly "optimised build" swift build -c release --product DispatchLoop
.build/release/DispatchLoop --limit 15 "$@"
