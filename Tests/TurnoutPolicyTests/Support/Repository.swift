import Foundation
import Testing

/// The repository's folder, found from this file.
enum Repository {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file; `nil` when there is none.
    static func text(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a file; `nil` when there is none.
    static func bytes(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: root.appending(path: path))).map { Array($0) }
    }

    /// The names of the files in a folder, sorted.
    static func files(in folder: String, ending: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted()
    }
}

/// Files that the sources make: compared in every run, rewritten when `TURNOUT_UPDATE_GOLDENS=1` is set.
enum Generated {
    static let isUpdating = ProcessInfo.processInfo.environment["TURNOUT_UPDATE_GOLDENS"] == "1"

    /// Compares a text with a file of the repository, or writes it there.
    static func check(_ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if isUpdating { try update(path, text) }
        guard let stored = Repository.text(path) else {
            Issue.record(
                "\(path) is missing; set TURNOUT_UPDATE_GOLDENS=1 to write it", sourceLocation: sourceLocation)
            return
        }
        guard stored != text else { return }
        let difference = zip(
            text.split(separator: "\n", omittingEmptySubsequences: false),
            stored.split(separator: "\n", omittingEmptySubsequences: false)
        ).enumerated().first { $1.0 != $1.1 }
        Issue.record(
            """
            \(path) is out of date; set TURNOUT_UPDATE_GOLDENS=1 to rewrite it.
            \(difference.map { "line \($0.offset + 1): now \($0.element.0), stored \($0.element.1)" } ?? "other length")
            """,
            sourceLocation: sourceLocation)
    }

    /// Writes a file, and removes nothing.
    static func update(_ path: String, _ text: String) throws {
        let url = Repository.root.appending(path: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        if Repository.text(path) != text { try Data(text.utf8).write(to: url) }
    }

    /// Checks that a folder has no file beside the given ones; removes what is left over when updating.
    static func checkOnly(_ names: some Sequence<String>, in folder: String, ending: String) throws {
        let extra = Set(Repository.files(in: folder, ending: ending)).subtracting(names)
        if isUpdating {
            for name in extra {
                try FileManager.default.removeItem(at: Repository.root.appending(path: "\(folder)/\(name)"))
            }
        } else {
            #expect(extra.sorted() == [], "\(folder) has files that nothing makes")
        }
    }
}
