#!/usr/bin/env bash
# From a clean machine to routed requests: sets up, builds, starts a real local model, shows four decisions and then
# sends one request. Writes only into .build and .cache, and stops the model that it started.
# Exit codes: 0 shown, 1 something of it failed. Without a model the decisions are shown alone, and that is said.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$root"

policy=policies/hybrid.yaml
turnout=.build/release/turnout
has_model=no

# The names that policies/hybrid.yaml gives: its targets, and what it reads from the environment. The external
# providers get an address that can never resolve (RFC 2606) and keys that are none: nothing leaves this machine,
# whatever keys the caller has.
external_target=anthropic/claude-sonnet
confidential_targets=(local/chat ollama/llama3.2)
point_policy_at() {
    export TURNOUT_LOCAL_URL=$1 TURNOUT_LOCAL_MODEL=$2
    export TURNOUT_ANTHROPIC_URL=https://anthropic.invalid TURNOUT_OPENAI_URL=https://openai.invalid/v1
    export TURNOUT_OPENROUTER_URL=https://openrouter.invalid/v1
    export ANTHROPIC_API_KEY=none OPENAI_API_KEY=none OPENROUTER_API_KEY=none
}

step=0
heading() {
    step=$((step + 1))
    printf '\n== %d. %s\n' $step "$1"
    shift
    [ $# -eq 0 ] || printf '   %s\n' "$@"
    printf '\n'
}

# shown ALLOWED COMMAND…: prints the command and runs it. Exit codes up to ALLOWED are answers (1 is a rejection),
# anything above is a failure of the demo.
shown() {
    local allowed=$1 code=0
    shift
    local word line='$ turnout'
    for word in "$@"; do
        case $word in *[!a-zA-Z0-9_./=-]*) word="\"$word\"" ;; esac
        # The text stands last; where it would pass the 80th column it gets a line of its own.
        if [ $((${#line} + ${#word})) -gt 78 ]; then
            printf '%s \\\n' "$line"
            line="   "
        fi
        line+=" $word"
    done
    printf '%s\n' "$line"
    "$turnout" "$@" 2>&1 || code=$?
    printf '\n'
    [ $code -le "$allowed" ] || die 1 "turnout ended with exit code $code"
}

# The model that a running Ollama would answer with: the first it lists. Fails when there is no Ollama or no model.
ollama_model() {
    curl --noproxy '*' -sf -m 2 http://127.0.0.1:11434/api/version >/dev/null &&
        curl --noproxy '*' -sf -m 5 http://127.0.0.1:11434/api/tags | "$(find_python)" -c 'import json, sys
models = [m for m in json.load(sys.stdin)["models"] if "cloud" not in m["name"].lower()]
print(models[0]["name"]) if models else sys.exit(1)' 2>/dev/null
}

find_model() {
    local name code=0 environment
    if name=$(ollama_model); then
        echo "Ollama runs on this machine: taking its model $name."
        point_policy_at http://127.0.0.1:11434/v1 "$name"
        has_model=yes
        return
    fi
    echo "No Ollama with a model on this machine: taking llama.cpp with Gemma 3 270M."
    if scripts/model.sh status >/dev/null; then
        echo "It runs already."
    else
        scripts/model.sh start || code=$?
        [ $code -eq 0 ] && trap 'scripts/model.sh stop' EXIT
    fi
    if [ $code -eq 0 ]; then
        environment=$(scripts/model.sh env)
        eval "$environment"
        point_policy_at "$TURNOUT_LOCAL_URL" "$TURNOUT_LOCAL_MODEL"
        has_model=yes
        echo "It answers at $TURNOUT_LOCAL_URL."
    else
        # The policy still needs an address: the decisions are the same whether anyone listens there or not.
        point_policy_at http://127.0.0.1:18190/v1 gemma3-270m
        echo "No model to be had here: the decisions are shown, nothing is sent."
    fi
}

heading "Set-up" "Debian packages that are missing, then an optimised build."
scripts/setup.sh
[ -x $turnout ] || echo "The first build compiles everything below too: about ten minutes on two cores."
quietly "build" swift build -c release --product turnout

heading "A local model"
find_model

heading "Four requests, decided but not sent" "The same policy, $policy, takes each another way, and says why."
shown 1 route -p $policy --task simple "What is the capital of Portugal?"
shown 1 route -p $policy --task complex "Compare three ways to shard a table of 2 TB, step by step."
shown 1 route -p $policy --task sensitive "Summarise the diagnosis of jane.doe@example.org."
shown 1 route -p $policy --task creative "Write a short poem about railway points."

if [ $has_model = yes ]; then
    heading "The complex request, sent" \
        "The external providers cannot be reached: the chain falls back to the" \
        "local model, which streams. It is a small base model: expect babble."
    shown 0 run -p $policy --task complex --max-tokens 60 "Compare three ways to shard a table."

    heading "The same six times over" "After five failures in a row the breaker of openai/gpt-5 opens: the sixth" \
        "request skips it without waiting. (What matters of the output.)"
    printf '%s\n' "$ turnout run -p $policy --task complex --repeat 6 --max-tokens 8 \\" "    \"Compare two designs.\""
    "$turnout" run -p $policy --task complex --repeat 6 --max-tokens 8 "Compare two designs." 2>&1 |
        grep -E '^(-- |  2  |breaker|answered)' || die 1 "the requests did not get through"

    heading "The sensitive request, sent" "Only local models may see it."
    shown 0 run -p $policy --task sensitive --max-tokens 40 "Summarise the diagnosis of jane.doe@example.org."
fi

heading "With breakers open" "Targets that keep failing are skipped; a sensitive request is not sent out" \
    "even when all its local targets are down."
shown 1 route -p $policy --task complex --breaker $external_target=open "Compare three ways to shard a table."
breakers=()
for target in "${confidential_targets[@]}"; do breakers+=(--breaker "$target=open"); done
shown 1 route -p $policy --task sensitive "${breakers[@]}" "Summarise the diagnosis."

heading "Next" "turnout init       a policy of your own" "turnout check      its mistakes, all at once" \
    "README.md          the language, and how to embed the router"
