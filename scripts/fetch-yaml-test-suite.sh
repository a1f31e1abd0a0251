#!/usr/bin/env bash
# Fetches the data of the yaml-test-suite (data-2022-01-17) into .cache/yaml-test-suite, for TurnoutYAMLTests.
#
# The suite is no package of its own, but the source package of py-yaml12 on PyPI carries its data, under the suite's
# MIT licence. It is fetched with pip, checked against a digest, and only the data is unpacked; nothing of it is run.
# Run it again as often as you like: it does nothing when the data is there.
#
# Usage: scripts/fetch-yaml-test-suite.sh
set -euo pipefail

package=py-yaml12==0.2.0
digest=sha256:b8326c144e26a4ae7e03d13175667d85c580a9f0512fd7b809e5c92b5569f74e
cases_expected=402

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/.cache/yaml-test-suite

fail() {
    echo "fetch-yaml-test-suite: $1" >&2
    echo "fetch-yaml-test-suite: without the data, the test of the yaml-test-suite is skipped; all others run" >&2
    exit 1
}

count_cases() { find "$1" -name in.yaml -type f | wc -l | tr -d ' '; }

if [[ -d $target && $(count_cases "$target") -eq $cases_expected ]]; then
    echo "yaml-test-suite: $cases_expected cases are in .cache/yaml-test-suite already"
    exit 0
fi

python=$(command -v python3) || fail "python3 is needed, with pip"
"$python" -m pip --version >/dev/null 2>&1 || fail "pip is needed: python3 -m pip does not run"

mkdir -p "$root/.cache"
work=$(mktemp -d "$root/.cache/yaml-test-suite.XXXXXX")
trap 'rm -rf "$work"' EXIT

# pip asks a source package for its metadata, for which it would install the package's build tools. Only the files are
# wanted here, so this stands in for the build tool and answers with the name and the version.
mkdir -p "$work/stub" "$work/download" "$work/unpacked" "$work/data"
cat >"$work/stub/maturin.py" <<'PYTHON'
import os


def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = "py_yaml12-0.2.0.dist-info"
    os.makedirs(os.path.join(metadata_directory, folder))
    with open(os.path.join(metadata_directory, folder, "METADATA"), "w") as file:
        file.write("Metadata-Version: 2.1\nName: py-yaml12\nVersion: 0.2.0\n")
    return folder
PYTHON
echo "$package --hash=$digest" >"$work/requirements.txt"

if ! PYTHONPATH=$work/stub "$python" -m pip download --quiet --disable-pip-version-check --no-input \
    --no-deps --no-binary :all: --no-build-isolation --require-hashes \
    --dest "$work/download" --requirement "$work/requirements.txt" >"$work/pip.log" 2>&1; then
    tail -n 5 "$work/pip.log" >&2
    fail "pip could not download the source of $package"
fi

archive=$(find "$work/download" -name '*.tar.gz' -type f | head -n 1)
[[ -n $archive ]] || fail "pip gave no source archive of $package"
tar -xzf "$archive" -C "$work/unpacked"
data=$(find "$work/unpacked" -type d -path '*/tests/yaml-test-suite/data' | head -n 1)
[[ -n $data ]] || fail "the source of $package has no tests/yaml-test-suite/data"
found=$(count_cases "$data")
[[ $found -eq $cases_expected ]] || fail "expected $cases_expected cases, found $found"

cp -R "$data/." "$work/data/"
cp "$(dirname "$data")/License" "$work/data/License"
rm -rf "$target"
mv "$work/data" "$target"
echo "yaml-test-suite: $found cases are in .cache/yaml-test-suite"
