// swift-tools-version: 6.2
import PackageDescription

// Five programs that embed Turnout. DecisionsOnly is a package of its own, to show how little it builds.
func example(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "Turnout", package: "turnout"),
            .product(name: "TurnoutCore", package: "turnout"),
            .product(name: "TurnoutEngine", package: "turnout"),
            .product(name: "TurnoutPolicy", package: "turnout"),
        ] + dependencies,
        path: name
    )
}

let package = Package(
    name: "turnout-examples",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "turnout", path: ".."),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
    ],
    targets: [
        example("EmbedInTool", [.product(name: "TurnoutHTTP", package: "turnout")]),
        example("CustomProvider", [.product(name: "TurnoutProviders", package: "turnout")]),
        example(
            "CustomService",
            [
                .product(name: "TurnoutHTTP", package: "turnout"),
                .product(name: "TurnoutProviders", package: "turnout"),
            ]
        ),
        example("CustomDetector", [.product(name: "TurnoutPrivacy", package: "turnout")]),
        example(
            "WebHandler",
            [
                .product(name: "TurnoutHTTP", package: "turnout"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ]
        ),
    ],
    swiftLanguageModes: [.v6]
)
