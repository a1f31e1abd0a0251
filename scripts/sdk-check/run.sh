#!/usr/bin/env bash
# Shows the wire fixtures and the encoded requests to the services' own client libraries for Python, over loopback.
# Exit codes: 0 they agree, 1 they do not or the build failed, 3 the libraries could not be downloaded.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
cd "$root"

venv=$cache/venv-sdk
exchange=$cache/sdk-exchange
# Fixed versions, so that a check that passed passes again. Anthropic's is the last that speaks the version of its
# interface that the adapter asks for, 2023-06-01; from 2.0 on it speaks 2026-10-21, which has no `temperature`.
packages=(openai==3.52.0 anthropic==0.125.0 google-genai==3.4.0 ollama==0.6.3)

code=0
make_venv "$venv" "$cache/sdk-install.log" "${packages[@]}" || code=$?
case $code in
0) ;;
3) die 3 "the client libraries could not be downloaded (log: $cache/sdk-install.log)" ;;
*) die 1 "no Python 3.10 or later with venv; run scripts/setup.sh (log: $cache/sdk-install.log)" ;;
esac
rm -rf "$exchange"
mkdir -p "$exchange"
TURNOUT_EXCHANGE=$exchange run_tests --filter ExchangeTests >&2
# No proxy may stand between the libraries and loopback, and no key of the person's own may be read.
env -u http_proxy -u https_proxy -u all_proxy -u HTTP_PROXY -u HTTPS_PROXY -u ALL_PROXY \
    -u GEMINI_API_KEY -u GOOGLE_API_KEY -u ANTHROPIC_AUTH_TOKEN -u OPENAI_ORG_ID -u OPENAI_PROJECT_ID \
    PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" scripts/sdk-check/check.py "$exchange"
