#!/bin/sh
# Runs libFuzzer over the policy loader and the decisions of the policies that load.
#
#   scripts/fuzz.sh [SECONDS] [further options of libFuzzer]
#
# Needs the Linux toolchain's libFuzzer (swiftc -sanitize=fuzzer). It builds a package of its own below .cache from the
# pure modules, so nothing is fetched. New inputs go to .cache/fuzz/corpus, crashes to .cache/fuzz/crash-*. An input
# worth keeping belongs into Tests/Corpus/fuzz, where the test suite runs it every time.
set -eu

seconds=${1:-60}
[ $# -gt 0 ] && shift
root=$(cd "$(dirname "$0")/.." && pwd)
work="$root/.cache/fuzz"
mkdir -p "$work/Sources/LoaderFuzzer" "$work/corpus" "$work/seeds"

for module in TurnoutCore CLibYAML TurnoutYAML TurnoutPolicy TurnoutPrivacy TurnoutEngine; do
    ln -sfn "$root/Sources/$module" "$work/Sources/$module"
done
for file in Fuzz/LoaderProperties.swift Fuzz/FuzzSeeds.swift Support/SeededGenerator.swift; do
    ln -sf "$root/Tests/TurnoutEngineTests/$file" "$work/Sources/LoaderFuzzer/"
done

cat >"$work/Sources/LoaderFuzzer/LoaderFuzzer.swift" <<'SWIFT'
/// The bytes are a policy; their sum seeds the requests that a policy which loads has to decide.
private func check(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    var random = SeededGenerator(seed: bytes.reduce(0) { $0 &* 31 &+ UInt64($1) })
    if let fault = LoaderProperties.fault(of: bytes, &random, whenLoaded: {}) { fatalError(fault) }
    return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func run(
    _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer,
    _ check: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// SwiftPM gives the executable an entry point, so it starts libFuzzer itself.
@main
enum LoaderFuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        _ = withUnsafeMutablePointer(to: &arguments) { run(&count, $0) { check($0, $1) } }
    }
}
SWIFT

cat >"$work/Package.swift" <<'SWIFT'
// swift-tools-version: 6.2
import PackageDescription
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"), .unsafeFlags(["-sanitize=fuzzer"]),
]
let package = Package(
    name: "fuzz", platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
        .target(name: "TurnoutCore", swiftSettings: settings),
        .target(name: "TurnoutYAML", dependencies: ["CLibYAML", "TurnoutCore"], swiftSettings: settings),
        .target(name: "TurnoutPolicy", dependencies: ["TurnoutYAML", "TurnoutCore"], swiftSettings: settings),
        .target(name: "TurnoutPrivacy", dependencies: ["TurnoutCore"], swiftSettings: settings),
        .target(
            name: "TurnoutEngine", dependencies: ["TurnoutPolicy", "TurnoutPrivacy", "TurnoutCore"],
            swiftSettings: settings),
        .executableTarget(
            name: "LoaderFuzzer", dependencies: ["TurnoutEngine", "TurnoutPolicy", "TurnoutCore"],
            swiftSettings: settings, linkerSettings: [.unsafeFlags(["LIBFUZZER"]), .linkedLibrary("stdc++")]),
    ],
    swiftLanguageModes: [.v6]
)
SWIFT

# The form of libFuzzer without an entry point of its own; `-sanitize=fuzzer` would link the other.
toolchain=$(cd "$(dirname "$(readlink -f "$(command -v swiftc)")")/.." && pwd)
library=$(find "$toolchain/lib" -name "libclang_rt.fuzzer_no_main*$(uname -m)*.a" 2>/dev/null | head -n 1)
[ -n "$library" ] || { echo "fuzz: this toolchain has no libFuzzer; the seeded fuzzer of the tests needs none" >&2; exit 77; }
sed -i "s|LIBFUZZER|$library|" "$work/Package.swift"

# The words of the language, so that the fuzzer need not guess them letter by letter.
python3 - "$root/docs/schema/policy.v1.schema.json" >"$work/words.dict" <<'PYTHON'
import json, sys
words = set()
def visit(value):
    if isinstance(value, dict):
        words.update(value.get("properties", {}))
        words.update(word for word in value.get("enum", []) if isinstance(word, str))
        words.update(word for word in value.get("examples", []) if isinstance(word, str))
        for part in value.values(): visit(part)
    elif isinstance(value, list):
        for part in value: visit(part)
visit(json.load(open(sys.argv[1])))
for word in sorted(words): print('"%s"' % word.replace("\\", "\\\\").replace('"', '\\"'))
PYTHON

rm -f "$work"/seeds/*
for folder in policies routes policies/broken Tests/Corpus/policies Tests/Corpus/fuzz; do
    for file in "$root/$folder"/*.yaml; do
        [ -e "$file" ] && cp "$file" "$work/seeds/$(echo "$folder" | tr / -)-$(basename "$file")"
    done
done

swift build --package-path "$work" -c release --product LoaderFuzzer
cd "$work"
exec "$(swift build --package-path "$work" -c release --show-bin-path)/LoaderFuzzer" \
    -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 -dict=words.dict -print_final_stats=1 \
    "$@" corpus seeds
