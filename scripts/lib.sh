# shellcheck shell=bash
# Shared by the scripts of this folder: where things are, how to speak, which Python to take. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=$root/.cache
mkdir -p "$cache"

say() { printf '%s\n' "$*" >&2; }

# die CODE MESSAGE: one line on stderr, then the exit code.
die() {
    local code=$1
    shift
    say "${0##*/}: $*"
    exit "$code"
}

# The first Python on the path that is new enough for the model's package and can make virtual environments.
find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python3.10 /usr/bin/python3; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# make_venv FOLDER LOG PACKAGE…: a virtual environment with these packages. Does nothing when an earlier run finished
# the same list; an unfinished one is made anew. Returns 1 when Python is missing, 3 when the packages cannot be had.
make_venv() {
    local folder=$1 log=$2 python
    shift 2
    [ "$(cat "$folder/packages.done" 2>/dev/null)" = "$*" ] && return 0
    python=$(find_python) || return 1
    rm -rf "$folder"
    "$python" -m venv "$folder" >"$log" 2>&1 || return 1
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --retries 2 "$@" >>"$log" 2>&1 || return 3
    printf '%s' "$*" >"$folder/packages.done"
}

# free_port: a TCP port of the loopback interface that nobody listens on now.
free_port() {
    "$1" -c 'import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])'
}

# quietly LABEL COMMAND…: one line when it goes well; else all that the command printed, and its exit code.
quietly() {
    local label=$1 log code=0 begun=$SECONDS
    shift
    log=$(mktemp "$cache/log.XXXXXX")
    "$@" >"$log" 2>&1 || code=$?
    if [ "$code" -eq 0 ]; then
        say "$label: $((SECONDS - begun)) s"
    else
        cat "$log" >&2
        say "$label failed"
    fi
    rm -f "$log"
    return "$code"
}

# run_tests ARGUMENT…: builds and runs tests; on success prints only how the run ended, as the last line.
# A run that finds no test at all has failed: a filter that no longer matches must not pass for a green run.
run_tests() {
    quietly "build of the tests" swift build --build-tests || return
    local log code=0
    log=$(mktemp "$cache/log.XXXXXX")
    swift test --skip-build --quiet --disable-xctest "$@" >"$log" 2>&1 || code=$?
    if [ "$code" -eq 0 ] && grep -q 'Test run with 0 tests' "$log"; then
        say "no test was run"
        code=1
    fi
    cat "$log"
    rm -f "$log"
    return "$code"
}
