#!/usr/bin/env bash
# Measures the same decision in Turnout, Cedar and LiteLLM, and writes docs/benchmarks-peers.md. Takes the options of
# compare.py. Exit codes: those of compare.py, and 3 when the peers' packages could not be downloaded.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

# Fixed versions: the numbers of two runs are about the same programs.
packages=(cedarpy==4.12.2 litellm==1.106.2)
log=$cache/peers-install.log
[ -e "$cache/venv-peers/packages.done" ] || say "installing Cedar and LiteLLM (about 350 MB, once)"
code=0
make_venv "$cache/venv-peers" "$log" "${packages[@]}" || code=$?
case $code in
0) ;;
3) die 3 "Cedar and LiteLLM could not be downloaded (log: $log)" ;;
*) die 1 "no Python 3.10 or later with venv; run scripts/setup.sh" ;;
esac

swift build --quiet -c release --package-path "$root/Tests/Benchmarks" --product DecideLoop
exec "$cache/venv-peers/bin/python" "$root/scripts/peers/compare.py" \
    --loop "$root/Tests/Benchmarks/.build/release/DecideLoop" --output "$root/docs/benchmarks-peers.md" "$@"
