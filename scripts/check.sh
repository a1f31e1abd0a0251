#!/usr/bin/env bash
# The checks that need no build: the format of Swift files, the links of the documentation. With --fix it rewrites the
# Swift files instead. Silent when all is well.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

# Named one by one: a recursive walk would enter the build folders of nested packages.
mapfile -d '' -t files < <(find Package.swift Sources Tests Examples -name '.build*' -prune -o -name '*.swift' -print0)

if [ "${1:-}" = --fix ]; then
    swift format format --in-place --parallel "${files[@]}"
else
    swift format lint --strict --parallel "${files[@]}" || die 1 "the format differs; make format"
    "$(find_python)" scripts/check-links.py
fi
