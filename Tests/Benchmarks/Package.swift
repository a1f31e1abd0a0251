// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Turnout fetches a benchmark harness. Both dependencies have their
// traits off: Turnout's would pull in the HTTP stack, the harness's would pull in an allocator to count with, and
// CAllocationCounter does that here.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "turnout-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "turnout", path: "../..", traits: []),
        .package(url: "https://github.com/ordo-one/benchmark.git", exact: "1.38.1", traits: []),
    ],
    targets: [
        .target(name: "CAllocationCounter"),
        .target(
            name: "DecideScenario",
            dependencies: [
                .product(name: "TurnoutEngine", package: "turnout"),
                .product(name: "TurnoutPolicy", package: "turnout"),
                .product(name: "TurnoutCore", package: "turnout"),
            ],
            swiftSettings: settings
        ),
        // Prints the JSON that scripts/peers/compare.py reads.
        .executableTarget(
            name: "DecideLoop",
            dependencies: ["CAllocationCounter", "DecideScenario"],
            swiftSettings: settings
        ),
        // `swift package benchmark` takes only targets whose parent folder is named Benchmarks.
        .executableTarget(
            name: "DecideBenchmarks",
            dependencies: [
                "CAllocationCounter", "DecideScenario",
                .product(name: "TurnoutCore", package: "turnout"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/DecideBenchmarks",
            swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]
        ),
    ],
    swiftLanguageModes: [.v6]
)
