// swift-tools-version: 6.2
import PackageDescription

// Decisions without dispatch: `traits: []` leaves out the HTTP stack, and the products named here need no other package.
let package = Package(
    name: "decisions-only",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "turnout", path: "../..", traits: [])],
    targets: [
        .executableTarget(
            name: "decisions-only",
            dependencies: [
                .product(name: "TurnoutEngine", package: "turnout"),
                .product(name: "TurnoutPolicy", package: "turnout"),
                .product(name: "TurnoutCore", package: "turnout"),
            ],
            path: "Sources"
        )
    ],
    swiftLanguageModes: [.v6]
)
