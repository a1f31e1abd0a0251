// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Turnout fetches a benchmark harness. The harness has its traits off:
// they would pull in an allocator to count with, and CAllocationCounter does that here. Turnout has its usual ones, since
// DispatchLoop needs the HTTP stack; what only decides is built without it all the same.

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
        .package(name: "turnout", path: "../.."),
        .package(url: "https://github.com/ordo-one/benchmark.git", exact: "1.38.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
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
        // Times scans of texts of many kinds.
        .executableTarget(
            name: "ScanLoop",
            dependencies: [
                "CAllocationCounter", .product(name: "TurnoutPrivacy", package: "turnout"),
            ],
            swiftSettings: settings
        ),
        // Times reservations on a ledger on disk.
        .executableTarget(
            name: "LedgerLoop",
            dependencies: [
                "CAllocationCounter",
                .product(name: "TurnoutSQLite", package: "turnout"),
                .product(name: "TurnoutLedger", package: "turnout"),
                .product(name: "TurnoutCore", package: "turnout"),
            ],
            swiftSettings: settings
        ),
        // Times requests through the router and around it, over loopback.
        .executableTarget(
            name: "DispatchLoop",
            dependencies: [
                "CAllocationCounter",
                .product(name: "Turnout", package: "turnout"),
                .product(name: "TurnoutHTTP", package: "turnout"),
                .product(name: "TurnoutProviders", package: "turnout"),
                .product(name: "TurnoutEngine", package: "turnout"),
                .product(name: "TurnoutPolicy", package: "turnout"),
                .product(name: "TurnoutCore", package: "turnout"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
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
