import Foundation

/// The texts that are changed, and the inputs that are kept.
enum FuzzSeeds {
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func bytes(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: root.appending(path: path))).map(Array.init)
    }

    private static func names(_ folder: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }

    /// The files that the samples include, by their paths.
    static let included = Dictionary(
        uniqueKeysWithValues: names("routes").map { ("routes/\($0)", bytes("routes/\($0)") ?? []) })

    static let kept = names("Tests/Corpus/fuzz")

    static let texts = ["policies", "routes", "policies/broken", "Tests/Corpus/policies", "Tests/Corpus/fuzz"].flatMap {
        folder in
        names(folder).compactMap { bytes("\(folder)/\($0)") }
    }
}
