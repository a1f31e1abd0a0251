import TurnoutCore
import TurnoutPolicy

extension CheckReport {
    /// The report in the Static Analysis Results Interchange Format, OASIS SARIF 2.1.0.
    func sarif() -> JSONValue {
        let codes = Set(diagnostics.map(\.code)).sorted { $0.rawValue < $1.rawValue }
        let numbers = Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                [
                    "tool": [
                        "driver": [
                            "name": "turnout",
                            "version": .string(TurnoutVersion.current),
                            "semanticVersion": .string(TurnoutVersion.current),
                            "rules": .array(codes.map(Self.rule)),
                        ]
                    ],
                    // Our columns count Unicode scalars.
                    "columnKind": "unicodeCodePoints",
                    "results": .array(diagnostics.map { Self.result($0, rule: numbers[$0.code] ?? 0) }),
                ]
            ],
        ]
    }

    private static func rule(_ code: DiagnosticCode) -> JSONValue {
        let page = code.page
        return [
            "id": .string(code.rawValue),
            "shortDescription": ["text": .string(page.summary)],
            "fullDescription": ["text": .string(page.discussion)],
            "help": ["text": .string(page.text), "markdown": .string(page.markdown)],
            "defaultConfiguration": ["level": .string((page.severities.first ?? .error).rawValue)],
        ]
    }

    private static func result(_ diagnostic: Diagnostic, rule: Int) -> JSONValue {
        let message = diagnostic.message + (diagnostic.help.map { "\n\($0)" } ?? "")
        var members: [JSONMember] = [
            JSONMember("ruleId", .string(diagnostic.code.rawValue)),
            JSONMember("ruleIndex", .int(rule)),
            JSONMember("level", .string(diagnostic.severity.rawValue)),
            JSONMember("message", ["text": .string(message)]),
        ]
        if let span = diagnostic.span { members.append(JSONMember("locations", [location(span)])) }
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.enumerated().map { number, related -> JSONValue in
                var members = [JSONMember("id", .int(number))]
                members += location(related.span).object ?? []
                members.append(JSONMember("message", ["text": .string(related.message)]))
                return .object(members)
            }
            members.append(JSONMember("relatedLocations", .array(related)))
        }
        if let span = diagnostic.span, let text = diagnostic.replacement {
            members.append(JSONMember("fixes", [fix(span, text, diagnostic.help ?? diagnostic.message)]))
        }
        return .object(members)
    }

    private static func location(_ span: SourceSpan) -> JSONValue {
        ["physicalLocation": ["artifactLocation": artifact(span.start.file), "region": region(span)]]
    }

    private static func region(_ span: SourceSpan) -> JSONValue {
        [
            "startLine": .int(span.start.line), "startColumn": .int(span.start.column),
            "endLine": .int(span.endLine), "endColumn": .int(span.endColumn),
        ]
    }

    private static func fix(_ span: SourceSpan, _ text: String, _ description: String) -> JSONValue {
        [
            "description": ["text": .string(description)],
            "artifactChanges": [
                [
                    "artifactLocation": artifact(span.start.file),
                    "replacements": [["deletedRegion": region(span), "insertedContent": ["text": .string(text)]]],
                ]
            ],
        ]
    }

    /// A file as a URI: relative as it was given, or of the `file` scheme (RFC 8089) when it is absolute.
    private static func artifact(_ path: String) -> JSONValue {
        var uri = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                uri += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
            }
        }
        return ["uri": .string(uri)]
    }
}
