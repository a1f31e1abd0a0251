#!/usr/bin/env bash
# Shows that the simulation's invariants have teeth: builds the router with one deliberate defect at a time and demands
# that the simulation fails and names the invariant. The defects are in Tests/SimulationKit/mutants/table.txt.
#
#   scripts/mutants.sh [WORD]   all defects, or those whose name holds WORD
#
# SOURCES names another copy of the sources, SEEDS another number of seeds for each defect (300).
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

sources=${SOURCES:-$root/Sources}
seeds=${SEEDS:-300}
word=${1:-}
table=$root/Tests/SimulationKit/mutants/table.txt
scratch=${SCRATCH:-$root/.build-mutants}
modules="CLibYAML TurnoutCore TurnoutYAML TurnoutPolicy TurnoutPrivacy TurnoutEngine TurnoutProviders"
modules="$modules TurnoutLedger Turnout"
python=$(find_python) || die 1 "Python 3.10 is needed"
mutate() { "$python" "$root/scripts/mutate.py" "$table" "$@"; }

# What the simulation needs of the package, without what needs a network: a defect is built in seconds.
mkdir -p "$scratch/pristine" "$scratch/Sources" "$scratch/Tests"
for module in $modules; do
    mkdir -p "$scratch/pristine/$module"
    mutate restore "$sources/$module" "$scratch/pristine/$module"
done
for folder in SimulationKit SimulationRunner; do ln -sfn "$root/Tests/$folder" "$scratch/Tests/$folder"; done
cat >"$scratch/Package.swift.new" <<'PACKAGE'
// swift-tools-version: 6.2
import PackageDescription

// Defects may leave warnings behind.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}
let package = Package(
    name: "mutants",
    platforms: [.macOS(.v15)],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1"),
        .target(
            name: "TurnoutCore", swiftSettings: settings,
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        module("TurnoutYAML", ["CLibYAML", "TurnoutCore"]),
        .target(
            name: "TurnoutPolicy", dependencies: ["TurnoutYAML", "TurnoutPrivacy", "TurnoutCore"],
            exclude: ["Catalogue/models.json"], swiftSettings: settings),
        module("TurnoutPrivacy", ["TurnoutCore"]),
        module("TurnoutEngine", ["TurnoutPolicy", "TurnoutPrivacy", "TurnoutCore"]),
        module("TurnoutProviders", ["TurnoutEngine", "TurnoutPolicy", "TurnoutCore"]),
        module("TurnoutLedger", ["TurnoutCore"]),
        module(
            "Turnout",
            [
                "TurnoutProviders", "TurnoutLedger", "TurnoutPrivacy", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore",
            ]),
        .target(
            name: "SimulationKit",
            dependencies: [
                "Turnout", "TurnoutProviders", "TurnoutLedger", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore",
            ],
            path: "Tests/SimulationKit", exclude: ["mutants"], swiftSettings: settings),
        .executableTarget(
            name: "simulate-dispatch", dependencies: ["SimulationKit"], path: "Tests/SimulationRunner",
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
PACKAGE
if cmp -s "$scratch/Package.swift.new" "$scratch/Package.swift"; then
    rm "$scratch/Package.swift.new"
else
    mv "$scratch/Package.swift.new" "$scratch/Package.swift"
fi

build() { swift build --package-path "$scratch" --product simulate-dispatch >"$scratch/build.log" 2>&1; }
simulate() { timeout 900 "$scratch/.build/debug/simulate-dispatch" "$@" >"$scratch/run.log" 2>&1; }

mutate check "$scratch/pristine" || die 1 "the table does not fit the sources: see above"
mutate restore "$scratch/pristine" "$scratch/Sources"
build || { grep -E 'error:' "$scratch/build.log" >&2 || true; die 1 "the sources do not build"; }
simulate --seeds "$seeds" || { cat "$scratch/run.log" >&2; die 1 "the simulation fails without a defect"; }
say "without a defect: $(tail -n 1 "$scratch/run.log")"

survivors=0
killed=0
printf '%-60s %-24s %-6s %s\n' defect invariant seed result
while IFS=$'\t' read -r number name kills run; do
    [[ "$name" == *"$word"* ]] || continue
    mutate restore "$scratch/pristine" "$scratch/Sources"
    mutate apply "$number" "$scratch/Sources"
    if ! build; then
        printf '%-60s %-24s %-6s %s\n' "$name" "$kills" - "DOES NOT BUILD"
        grep -E 'error:' "$scratch/build.log" | sort -u | head -n 3 >&2 || true
        survivors=$((survivors + 1))
        continue
    fi
    options=(--seeds "$seeds" --failures 5)
    # shellcheck disable=SC2206
    [ -z "$run" ] || options+=($run)
    code=0
    simulate "${options[@]}" || code=$?
    found=""
    for invariant in $kills; do
        if grep -q "^  $invariant at" "$scratch/run.log"; then found=$invariant; break; fi
    done
    first=$(sed -n 's/^seed \([0-9]*\) FAILED.*/\1/p' "$scratch/run.log" | head -n 1)
    if [ "$code" -eq 1 ] && [ -n "$found" ]; then
        killed=$((killed + 1))
        printf '%-60s %-24s %-6s %s\n' "$name" "$found" "${first:--}" killed
    else
        survivors=$((survivors + 1))
        others=$(sed -n 's/^  \([a-zA-Z]*\) at .*/\1/p' "$scratch/run.log" | sort -u | tr '\n' ' ')
        printf '%-60s %-24s %-6s %s\n' "$name" "$kills" "${first:--}" "SURVIVED (exit $code) $others"
    fi
done < <(mutate list)
say "$killed defects killed, $survivors not"
[ "$survivors" -eq 0 ]
