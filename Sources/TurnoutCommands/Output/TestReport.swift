import TurnoutCore
import TurnoutEngine

/// What came of the tests of all the policies that were given.
struct TestReport {
    private(set) var files: [(path: String, results: [PolicyTestResult])] = []

    /// Adds the tests of one policy.
    mutating func add(_ path: String, _ results: [PolicyTestResult]) { files.append((path, results)) }

    /// Whether every policy has tests and all of them passed.
    var hasPassed: Bool {
        !files.isEmpty && files.allSatisfy { file in !file.results.isEmpty && file.results.allSatisfy(\.passed) }
    }

    /// The report for a terminal: a line a test, and for a failed one what differs and the decision.
    func text(style: Style, columns: Int) -> String {
        var text = ""
        for file in files {
            text += style.strong(TerminalText.safe(file.path)) + "\n"
            if file.results.isEmpty { text += "  \(style.error("FAIL"))  no tests found; write some under `tests:`\n" }
            for result in file.results { text += Self.text(result, style, columns) }
        }
        return text + summary + "\n"
    }

    private static func text(_ result: PolicyTestResult, _ style: Style, _ columns: Int) -> String {
        let name = TextWrap.wrap(result.name, columns: columns, first: 8, rest: 8)
        if result.passed { return "  \(style.good("ok"))    \(name)\n" }
        var text = "  \(style.error("FAIL"))  \(name)\n        \(TerminalText.safe(result.position.description))\n"
        for failure in result.failures {
            text += "        \(TextWrap.wrap(failure, columns: columns, first: 8, rest: 10))\n"
        }
        let explanation = result.explanation
        let dressed = ExplanationText.dress(explanation.text(columns: columns - 8), explanation, style)
        for line in dressed.split(separator: "\n") { text += "      | \(line)\n" }
        return text
    }

    private var summary: String {
        let all = files.flatMap(\.results)
        let failed = all.count { !$0.passed }
        return "\(TextWrap.count(all.count, "test")): \(all.count - failed) passed, \(failed) failed"
    }

    /// The report for programs.
    func json() -> JSONValue {
        let all = files.flatMap(\.results)
        return [
            "format_version": 1,
            "files": .array(
                files.map { ["file": .string($0.path), "tests": .array($0.results.map(Self.json))] }),
            "summary": [
                "tests": .int(all.count), "passed": .int(all.count { $0.passed }),
                "failed": .int(all.count { !$0.passed }),
            ],
        ]
    }

    private static func json(_ result: PolicyTestResult) -> JSONValue {
        [
            "name": .string(result.name), "passed": .bool(result.passed),
            "position": [
                "file": .string(result.position.file), "line": .int(result.position.line),
                "column": .int(result.position.column),
            ],
            "failures": .array(result.failures.map { .string($0) }),
            "decision": result.explanation.json(),
        ]
    }
}
