#!/usr/bin/env bash
# Builds the library's documentation with the DocC of the toolchain, into .build/documentation. A warning is an error.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

graphs=.build/symbol-graphs
rm -rf $graphs .build/documentation
mkdir -p $graphs
quietly "symbol graphs" swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members
cp "$(find .build/ -path '*symbolgraph*' -name 'Turnout.symbols.json' | head -n 1)" $graphs/
docc=$(command -v docc || echo "$(dirname "$(readlink -f "$(command -v swift)")")/docc")
"$docc" convert Sources/Turnout/Turnout.docc --additional-symbol-graph-dir $graphs --warnings-as-errors \
    --fallback-display-name Turnout --fallback-bundle-identifier turnout --output-path .build/documentation
