import Foundation
import Testing
import TurnoutCore
import TurnoutPolicy

/// A broken policy for each code of a finding.
struct BrokenSample: Sendable, CustomTestStringConvertible {
    let code: DiagnosticCode
    /// The policy's bytes; `nil` for one that does not exist.
    let bytes: [UInt8]?
    /// Whether it is kept in `policies/broken`; what has special bytes or is long is made here.
    let isFile: Bool

    var testDescription: String { code.rawValue }
    var name: String { "\(code.rawValue).yaml" }
    var path: String { "policies/broken/\(name)" }
    var snapshot: String { "Tests/Corpus/broken/\(code.rawValue).txt" }

    /// What nothing can provoke from outside.
    static let unprovoked: Set<DiagnosticCode> = [.outOfMemory, .syntax]

    static let all = DiagnosticCode.allCases.compactMap(BrokenSample.init)

    init?(_ code: DiagnosticCode) {
        guard !Self.unprovoked.contains(code) else { return nil }
        self.code = code
        if let special = Self.special(code) {
            bytes = special
            isFile = false
        } else if let wrong = Self.wrong(code) {
            let policy = Parts.complete(wrong.replacing("policy.yaml", with: "\(code.rawValue).yaml"))
            // A directive must come before everything but comments; all else may follow the comment as it is.
            bytes = Array("# Broken on purpose: \(code.page.summary)\n\(policy)".utf8)
            isFile = true
        } else {
            bytes = nil
            isFile = false
        }
    }

    private static func wrong(_ code: DiagnosticCode) -> String? {
        if code == .tooDeep { return "tests: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70) }
        return code.page.wrong
    }

    private static func special(_ code: DiagnosticCode) -> [UInt8]? {
        let policy = Parts.complete("name: acme")
        func with(_ text: String) -> [UInt8] { Array("\(policy)description: our\(text) policy\n".utf8) }
        return switch code {
        case .includeTooMany:
            Array(Parts.complete("include: [\((0..<70).map { "many/\($0).yaml" }.joined(separator: ", "))]").utf8)
        case .tooLarge: Array(policy.utf8) + [UInt8](repeating: UInt8(ascii: "#"), count: 1 << 20)
        case .tooManyEvents: Array("\(policy)tests: [\(String(repeating: "a,", count: 200_001))]\n".utf8)
        case .tooManyProblems: Array((policy + String(repeating: "name: acme\n", count: 400)).utf8)
        case .tooManyWarnings: with(String(repeating: "\u{200B}", count: 400))
        case .unsupportedEncoding: [0xFF, 0xFE] + policy.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .invalidUTF8: Array("\(policy)description: caf".utf8) + [0xE9] + Array(" policy\n".utf8)
        case .controlCharacter: with("\u{7}")
        case .ambiguousLineBreak: with("\u{2028}")
        case .bidirectionalCharacter: with("\u{202E}")
        case .invisibleCharacter: with("\u{200B}")
        default: nil
        }
    }

    /// The files beside the policy.
    static let others: [String: [UInt8]] = {
        var files = ["policies/broken/hybrid.yaml": "routes:\n  - {task: simple, use: [ollama/llama3.2]}\n"]
        files["shared/routes.yaml"] = files["policies/broken/hybrid.yaml"]
        for number in 0..<70 { files["policies/broken/many/\(number).yaml"] = "description: part \(number)\n" }
        return files.mapValues { Array($0.utf8) }
    }()

    /// Loads the policy: the file in the repository where there is one.
    func load() -> PolicyLoadResult {
        var files = Self.others
        files[path] = isFile ? Repository.bytes(path) : bytes
        return Policy.load(path, options: PolicyLoadOptions(now: Parts.now), files: MemoryFiles(bytes: files))
    }
}

extension Diagnostic {
    /// The finding in lines, as snapshots keep it.
    var lines: String {
        var lines = ["\(severity.rawValue) \(code.rawValue) \(span?.short ?? "(no file)")", "  \(message)"]
        if let help { lines.append("  help: \(help)") }
        if let replacement { lines.append("  instead: \(replacement)") }
        for one in related { lines.append("  \(one.span.start): \(one.message)") }
        return lines.joined(separator: "\n")
    }
}

extension SourceSpan {
    var short: String { "\(start)-\(endLine):\(endColumn)" }
}
