import TurnoutCore
import TurnoutPolicy

extension CheckReport {
    /// The version of the JSON report's form.
    static let formatVersion = 1

    /// The report for programs.
    func json() -> JSONValue {
        [
            "format_version": .int(Self.formatVersion),
            "files": .array(files.map { ["file": .string($0.path), "valid": .bool($0.isValid)] }),
            "diagnostics": .array(diagnostics.map(Self.json)),
            "summary": [
                "errors": .int(count(.error)), "warnings": .int(count(.warning)), "notes": .int(count(.note)),
            ],
        ]
    }

    private static func json(_ diagnostic: Diagnostic) -> JSONValue {
        [
            "code": .string(diagnostic.code.rawValue),
            "severity": .string(diagnostic.severity.rawValue),
            "message": .string(diagnostic.message),
            "span": diagnostic.span.map(json) ?? .null,
            "help": diagnostic.help.map { .string($0) } ?? .null,
            "replacement": diagnostic.replacement.map { .string($0) } ?? .null,
            "related": .array(
                diagnostic.related.map { ["message": .string($0.message), "span": json($0.span)] }),
        ]
    }

    private static func json(_ span: SourceSpan) -> JSONValue {
        [
            "file": .string(span.start.file), "line": .int(span.start.line), "column": .int(span.start.column),
            "end_line": .int(span.endLine), "end_column": .int(span.endColumn),
        ]
    }
}
