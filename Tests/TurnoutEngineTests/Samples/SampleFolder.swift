import Foundation
import TurnoutCore
import TurnoutPolicy

/// The sample policies and route tables at the top of the repository.
enum SampleFolder {
    /// The environment in which samples are read when a test asks for nothing else: every variable is missing.
    static let bareEnvironment: @Sendable (String) -> String? = { _ in nil }

    /// Before every date in the samples, so that no override has expired.
    static let now = Timestamp(rfc3339: "2026-01-01")

    /// The sample policies, in the order of their names.
    static let policies = files(in: "policies")

    /// The route tables that they include.
    static let routes = files(in: "routes")

    static func load(
        _ name: String, environment: @escaping @Sendable (String) -> String? = bareEnvironment
    ) -> PolicyLoadResult {
        let path = root.appendingPathComponent("policies/\(name)").path
        return Policy.load(path, options: PolicyLoadOptions(environment: environment, now: now))
    }

    /// A page of the documentation.
    static func page(_ name: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent("docs/\(name)"), encoding: .utf8)
    }

    /// The top of the repository, three folders above the one that this file is in.
    private static var root: URL {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder
    }

    private static func files(in folder: String) -> [String] {
        let path = root.appendingPathComponent(folder).path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }
}
