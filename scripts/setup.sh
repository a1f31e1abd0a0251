#!/usr/bin/env bash
# Checks that this machine can build the project, and installs the Debian packages that are missing.
# Says nothing when nothing is missing. Exit code 1: something is missing and could not be installed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

minimum_major=6
minimum_minor=2
where="Swift $minimum_major.$minimum_minor or later is needed, see https://www.swift.org/install"

check_swift() {
    local version
    command -v swift >/dev/null 2>&1 ||
        die 1 "no swift on the PATH: $where"
    version=$(swift --version 2>&1) || die 1 "\`swift --version\` fails: ${version##*$'\n'}"
    version=$(sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' <<<"$version" | head -n 1)
    [ -n "$version" ] || die 1 "\`swift --version\` tells no version; is the toolchain complete?"
    if [ "${version%.*}" -lt $minimum_major ] ||
        { [ "${version%.*}" -eq $minimum_major ] && [ "${version#*.}" -lt $minimum_minor ]; }; then
        die 1 "Swift $version is too old: $where"
    fi
}

has_command() { command -v "$1" >/dev/null 2>&1; }
has_header() { compgen -G "/usr/include/$1" >/dev/null || compgen -G "/usr/include/*-linux-gnu*/$1" >/dev/null; }

# The libraries that the Swift toolchain itself lacks here: its archives come without them.
missing_for_swift() {
    local tools library
    tools=$(dirname "$(readlink -f "$(command -v swift)")") || return 0
    for library in $(ldd "$tools"/{swift-frontend,swift-package,swift-format,clang} 2>/dev/null |
        sed -n "s/ => not found//p" | sort -u); do
        case $library in
        libncurses.so.6 | libtinfo.so.6 | libpanel.so.6 | libform.so.6) echo libncurses6 ;;
        libxml2.so.2) echo libxml2 ;;
        libcurl.so.4) echo libcurl4 ;;
        libsqlite3.so.0) echo libsqlite3-0 ;;
        libedit.so.2) echo libedit2 ;;
        libz3.so.4) echo libz3-4 ;;
        esac
    done | sort -u
}

# What the build needs, asked for by what it is good for and not by package name, so that a tool from elsewhere counts.
missing_on_debian() {
    has_command pkg-config || echo pkg-config
    { has_command pkg-config && pkg-config --exists yaml-0.1; } || echo libyaml-dev
    has_command git || echo git
    has_command curl || echo curl
    has_command make || echo make
    has_header stdlib.h || echo libc6-dev
    has_header zlib.h || echo zlib1g-dev
    has_header sqlite3.h || echo libsqlite3-dev
    has_header 'c++/*/vector' || echo g++
    [ -s /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
    [ -e /usr/share/zoneinfo/Europe/Berlin ] || echo tzdata
    find_python >/dev/null || echo python3-venv
    ! has_command swift || missing_for_swift
}

install_on_debian() {
    local log=$cache/apt.log
    local -a packages=("$@") as_root=()
    local command="apt-get install -y --no-install-recommends ${packages[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        if ! has_command sudo || ! sudo -n true 2>/dev/null; then
            die 1 "Debian packages are missing; run: sudo $command"
        fi
        as_root=(sudo -n)
    fi
    say "installing ${packages[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # Package lists may be absent or stale, on a fresh image they are: refresh them first, and let the install tell.
    "${as_root[@]}" apt-get update -qq >"$log" 2>&1 || true
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        die 1 "apt-get could not install them (log: $log); run: $command"
    }
}

on_debian() {
    local -a missing
    mapfile -t missing < <(missing_on_debian)
    [ ${#missing[@]} -eq 0 ] && return
    install_on_debian "${missing[@]}"
    mapfile -t missing < <(missing_on_debian)
    [ ${#missing[@]} -eq 0 ] || die 1 "installed, and yet not found: ${missing[*]}"
}

elsewhere() {
    if ! has_command pkg-config || ! pkg-config --exists yaml-0.1; then
        die 1 "pkg-config or libyaml is missing; on macOS: brew install pkgconf libyaml"
    fi
}

if has_command apt-get; then on_debian; else elsewhere; fi
check_swift
