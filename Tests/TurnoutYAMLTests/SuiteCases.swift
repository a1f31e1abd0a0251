import Foundation

/// One case of the yaml-test-suite as its data files give it.
struct SuiteCase: Sendable {
    /// The case's id, with a number behind it where one id has several inputs: `229Q`, `2G84/00`.
    var id: String
    var input: [UInt8]
    /// The expected events without indentation.
    var events: [String]
    /// Whether the suite calls the input invalid.
    var isInvalid: Bool

    /// The folder of the suite's data: the one named by `TURNOUT_YAML_TEST_SUITE`, or `.cache/yaml-test-suite` in the
    /// repository; `nil` where there is none.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TURNOUT_YAML_TEST_SUITE"].map { URL(filePath: $0) }
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = named ?? repository.appending(path: ".cache/yaml-test-suite")
        return FileManager.default.fileExists(atPath: folder.appending(path: "229Q/in.yaml").path) ? folder : nil
    }()

    /// All cases below a folder, by id.
    static func load(_ folder: URL) throws -> [SuiteCase] {
        let root = folder.resolvingSymlinksInPath().path
        guard let paths = FileManager.default.enumerator(atPath: root) else { return [] }
        var cases: [SuiteCase] = []
        for case let path as String in paths where path.hasSuffix("/in.yaml") {
            let id = String(path.dropLast("/in.yaml".count))
            guard id.first?.isUppercase == true || id.first?.isNumber == true else { continue }
            let base = root + "/" + id
            let events = try String(decoding: Data(contentsOf: URL(filePath: base + "/test.event")), as: UTF8.self)
            cases.append(
                SuiteCase(
                    id: id,
                    input: Array(try Data(contentsOf: URL(filePath: base + "/in.yaml"))),
                    events: events.split(separator: "\n").map { String($0.drop { $0 == " " }) },
                    isInvalid: FileManager.default.fileExists(atPath: base + "/error")
                )
            )
        }
        return cases.sorted { $0.id < $1.id }
    }

    /// Whether the expected events stay within what a policy may use: one document that is not empty, no anchor, alias
    /// or tag, and in each mapping keys that are text, each once, and none the merge key.
    var isInProfile: Bool {
        guard events.count(where: { $0.hasPrefix("+DOC") }) == 1, !hasForeignDirective else { return false }
        /// The keys seen and whether a key comes next, for each open mapping; `nil` for a sequence.
        var open: [(keys: Set<String>, isAtKey: Bool)?] = []
        for event in events {
            let kind = event.prefix(4)
            let rest = event.dropFirst(4)
            switch kind {
            case "=ALI": return false
            case "-MAP", "-SEQ": open.removeLast()
            case "=VAL", "+MAP", "+SEQ":
                if Self.hasProperty(rest) { return false }
                if open.isEmpty, event == "=VAL :" { return false }
                if let frame = open.last, let mapping = frame {
                    if mapping.isAtKey {
                        guard kind == "=VAL", event != "=VAL :<<" else { return false }
                        let key = String(rest.dropFirst(2))
                        guard !mapping.keys.contains(key) else { return false }
                        open[open.count - 1]?.keys.insert(key)
                    }
                    open[open.count - 1]?.isAtKey.toggle()
                }
                if kind == "+MAP" { open.append((keys: [], isAtKey: true)) }
                if kind == "+SEQ" { open.append(nil) }
            default: break
            }
        }
        return true
    }

    /// Whether an event begins with an anchor or a tag, behind the mark of a flow style.
    private static func hasProperty(_ rest: Substring) -> Bool {
        var words = rest.split(separator: " ", maxSplits: 2)
        if words.first == "{}" || words.first == "[]" { words.removeFirst() }
        return words.first?.hasPrefix("&") == true || words.first?.hasPrefix("<") == true
    }

    private var hasForeignDirective: Bool {
        let lines = String(decoding: input, as: UTF8.self).split(separator: "\n")
        let directives = lines.prefix { $0.hasPrefix("%") || $0.hasPrefix("#") }.filter { $0.hasPrefix("%") }
        return directives.contains { !["1.1", "1.2"].contains($0.dropFirst("%YAML ".count).prefix(3)) }
    }
}
