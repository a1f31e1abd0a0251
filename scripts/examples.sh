#!/usr/bin/env bash
# Builds every package in Examples/. They share the main build folder, so that what they have in common with the
# project and with each other is compiled once. Those that switch Turnout's traits off have a folder of their own: to
# show that they get by without an HTTP stack, not even fetched.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

found=0
for manifest in Examples/Package.swift Examples/*/Package.swift; do
    [ -e "$manifest" ] || continue
    example=$(dirname "$manifest")
    found=$((found + 1))
    if grep -Eq 'path: *"[./]*" *, *traits: *\[ *\]' "$manifest"; then
        folder=$root/.build-decisions
        quietly "$example" swift build --package-path "$example" --scratch-path "$folder"
        for heavy in swift-nio async-http-client; do
            [ ! -e "$folder/checkouts/$heavy" ] || die 1 "$example fetches $heavy, which decisions do not need"
        done
    else
        quietly "$example" swift build --package-path "$example" --scratch-path "$root/.build"
    fi
done
[ $found -gt 0 ] || die 1 "no package in Examples/"
