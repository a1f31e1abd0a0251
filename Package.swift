// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// One module of the house: its name and the floors below it that it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one module, in a folder that mirrors it.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "turnout",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "turnout", targets: ["TurnoutMain"]),
        .library(name: "Turnout", targets: ["Turnout"]),
        .library(name: "TurnoutHTTP", targets: ["TurnoutHTTP"]),
        .library(name: "TurnoutEngine", targets: ["TurnoutEngine"]),
        .library(name: "TurnoutPolicy", targets: ["TurnoutPolicy"]),
        .library(name: "TurnoutPrivacy", targets: ["TurnoutPrivacy"]),
        .library(name: "TurnoutProviders", targets: ["TurnoutProviders"]),
        .library(name: "TurnoutLedger", targets: ["TurnoutLedger"]),
        .library(name: "TurnoutSQLite", targets: ["TurnoutSQLite"]),
        .library(name: "TurnoutTesting", targets: ["TurnoutTesting"]),
        .library(name: "TurnoutCore", targets: ["TurnoutCore"]),
    ],
    traits: [
        .trait(name: "Server", description: "The HTTP transport and all that stands on it; off for decisions alone."),
        .trait(name: "SQLite", description: "The ledger on disk; off for those who keep accounts elsewhere."),
        .default(enabledTraits: ["Server", "SQLite"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-nio-http2.git", from: "1.46.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.0.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
        ),

        // The pure floors: no network, no database, no clock of the machine, no randomness of its own.
        .target(
            name: "TurnoutCore",
            swiftSettings: settings,
            // Optimised code rounds with the C library's mathematics, which programs without Foundation do not link.
            linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
        ),
        module("TurnoutYAML", ["CLibYAML", "TurnoutCore"]),
        .target(
            name: "TurnoutPolicy",
            dependencies: ["TurnoutYAML", "TurnoutPrivacy", "TurnoutCore"],
            // The catalogue's data goes into the program as source text: see scripts/catalogue.
            exclude: ["Catalogue/models.json"],
            swiftSettings: settings
        ),
        module("TurnoutPrivacy", ["TurnoutCore"]),
        module("TurnoutEngine", ["TurnoutPolicy", "TurnoutPrivacy", "TurnoutCore"]),
        module("TurnoutProviders", ["TurnoutEngine", "TurnoutPolicy", "TurnoutCore"]),
        module("TurnoutLedger", ["TurnoutCore"]),

        // The façade, and what tests of other people's code may use.
        module(
            "Turnout",
            [
                "TurnoutProviders", "TurnoutLedger", "TurnoutPrivacy", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore",
            ]
        ),
        module(
            "TurnoutTesting",
            [
                "Turnout", "TurnoutProviders", "TurnoutLedger", "TurnoutPrivacy", "TurnoutEngine", "TurnoutPolicy",
                "TurnoutCore",
            ]
        ),

        // The edge.
        module(
            "TurnoutSQLite",
            [
                "TurnoutLedger", "TurnoutCore",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ]
        ),
        module(
            "TurnoutHTTP",
            [
                "TurnoutProviders", "TurnoutCore",
                .product(name: "AsyncHTTPClient", package: "async-http-client", condition: .when(traits: ["Server"])),
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["Server"])),
            ]
        ),
        module(
            "TurnoutCommands",
            [
                "Turnout", "TurnoutHTTP", "TurnoutSQLite", "TurnoutProviders", "TurnoutLedger", "TurnoutPrivacy",
                "TurnoutEngine", "TurnoutPolicy", "TurnoutYAML", "TurnoutCore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(name: "TurnoutMain", dependencies: ["TurnoutCommands"], swiftSettings: settings),

        tests("TurnoutCoreTests", ["TurnoutCore"]),
        tests("TurnoutYAMLTests", ["TurnoutYAML", "TurnoutCore"]),
        tests("TurnoutPolicyTests", ["TurnoutPolicy", "TurnoutYAML", "TurnoutCore"]),
        tests("TurnoutPrivacyTests", ["TurnoutPrivacy", "TurnoutCore"]),
        tests("TurnoutEngineTests", ["TurnoutEngine", "TurnoutPolicy", "TurnoutPrivacy", "TurnoutCore"]),
        tests("TurnoutProvidersTests", ["TurnoutProviders", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore"]),
        tests("TurnoutLedgerTests", ["TurnoutTesting", "TurnoutLedger", "TurnoutCore"]),
        tests(
            "TurnoutSQLiteTests",
            [
                "TurnoutSQLite", "TurnoutTesting", "TurnoutLedger", "TurnoutCore", "ledger-crash",
                .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["SQLite"])),
            ]
        ),
        tests(
            "TurnoutHTTPTests",
            [
                "Turnout", "TurnoutHTTP", "TurnoutProviders", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore",
                .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOTLS", package: "swift-nio", condition: .when(traits: ["Server"])),
                .product(name: "NIOSSL", package: "swift-nio-ssl", condition: .when(traits: ["Server"])),
                .product(name: "NIOHTTP2", package: "swift-nio-http2", condition: .when(traits: ["Server"])),
            ]
        ),
        tests(
            "TurnoutTests",
            [
                "Turnout", "TurnoutTesting", "TurnoutProviders", "TurnoutLedger", "TurnoutPrivacy", "TurnoutEngine",
                "TurnoutPolicy", "TurnoutCore",
            ]
        ),
        // The simulation of the dispatcher: what it is made of, its tests, and a program that runs many seeds.
        .target(
            name: "SimulationKit",
            dependencies: [
                "Turnout", "TurnoutProviders", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore",
            ],
            path: "Tests/SimulationKit",
            exclude: ["mutants"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "simulate-dispatch",
            dependencies: ["SimulationKit", "Turnout", "TurnoutPolicy", "TurnoutCore"],
            path: "Tests/SimulationRunner",
            swiftSettings: settings
        ),
        tests("SimulationTests", ["SimulationKit", "Turnout", "TurnoutEngine", "TurnoutPolicy", "TurnoutCore"]),
        // The process that the ledger's tests kill.
        .executableTarget(
            name: "ledger-crash",
            dependencies: ["TurnoutSQLite", "TurnoutLedger", "TurnoutCore"],
            path: "Tests/LedgerCrash",
            swiftSettings: settings
        ),
        tests(
            "TurnoutCommandsTests", ["TurnoutCommands", "Turnout", "TurnoutProviders", "TurnoutPolicy", "TurnoutCore"]),
    ],
    swiftLanguageModes: [.v6]
)
