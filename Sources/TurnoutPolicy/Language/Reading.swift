import TurnoutCore
import TurnoutYAML

/// What reading a file collects and may look up: the findings, and the environment for `${NAME}`.
package struct Reading {
    /// Nobody reads the suggestions of more findings than this, and each takes time.
    private static let maximumSuggestions = 500

    /// The file's index among the policy's files.
    let file: Int
    /// The file's name as messages show it.
    let fileName: String
    /// Looks up an environment variable.
    let environment: @Sendable (String) -> String?
    /// The findings so far.
    var diagnostics: [Diagnostic] = []
    /// The values that the environment put into the file, which belong to the policy's digest.
    var interpolated: [String] = []
    /// Where credentials stand that must not stand there: nobody is shown these places.
    var secrets: [YAMLSpan] = []

    init(file: Int, fileName: String, environment: @escaping @Sendable (String) -> String?) {
        self.file = file
        self.fileName = fileName
        self.environment = environment
    }

    func place(_ span: YAMLSpan) -> Place { Place(file: file, span: span) }

    mutating func report(
        _ code: DiagnosticCode,
        severity: Diagnostic.Severity = .error,
        _ message: String,
        at span: YAMLSpan,
        help: String? = nil,
        replacement: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                code,
                severity: severity,
                message,
                at: span.sourceSpan(in: fileName),
                help: help,
                replacement: replacement
            )
        )
    }

    /// Notes everything in a part of the file that looks like a credential, so that no line shown holds one.
    mutating func hideCredentials(in node: YAMLNode) {
        switch node.content {
        case .scalar(let scalar): if scalar.text.looksLikeCredential { secrets.append(node.span) }
        case .sequence(let items): for item in items { hideCredentials(in: item) }
        case .mapping(let entries):
            for entry in entries {
                hideCredentials(in: entry.key)
                hideCredentials(in: entry.value)
            }
        }
    }

    /// Reports a credential that stands in the policy; its place is hidden wherever the source is shown.
    mutating func literalSecret(_ message: String, at span: YAMLSpan, help: String? = nil) {
        secrets.append(span)
        report(
            .literalSecret, message, at: span,
            help: help
                ?? "put it into an environment variable and write `credentials: {env: NAME}`, or into a file and write "
                + "`credentials: {file: PATH}`")
    }

    mutating func wrongType(_ node: YAMLNode, expected: String, help: String = "write one value here") {
        let found =
            switch node.content {
            case .scalar(let scalar) where scalar.isPlainNull: "nothing"
            case .scalar(let scalar): "the text `\(scalar.text.shortened)`"
            case .sequence: "a list"
            case .mapping: "a mapping"
            }
        report(.wrongType, "expected \(expected), found \(found)", at: node.span, help: help)
    }

    /// The text of a scalar that is not empty.
    mutating func text(_ node: YAMLNode, expected: String) -> String? {
        guard let scalar = node.scalar, !scalar.isPlainNull else {
            wrongType(node, expected: expected)
            return nil
        }
        return scalar.text
    }

    mutating func missingKey(_ field: FieldDescription, of section: String, at span: YAMLSpan) {
        let sentence = field.summary.prefix { $0 != "." }
        report(
            .missingKey, "\(section) needs the key `\(field.name)`", at: span,
            help: "add `\(field.name)`: \(sentence.prefix(1).lowercased())\(sentence.dropFirst())")
    }

    mutating func unknownKey(_ entry: YAMLEntry, in section: String, known: [String]) {
        let key = entry.name
        if entry.isMergeKey { return }
        if key.isSecretKey, let scalar = entry.value.scalar, !scalar.isPlainNull {
            literalSecret(
                "a credential must not stand in a policy, and \(section) has no key `\(key)`", at: entry.value.span)
        } else if diagnostics.count < Self.maximumSuggestions, let near = closestMatch(to: key, among: known),
            // A key that another section does have is rather misplaced than mistyped in two letters.
            LanguageIndex.shared.sections(withKey: key) == nil || editDistance(key, near) < 2
        {
            report(
                .unknownKey,
                "\(section) has no key `\(key.shortened)`",
                at: entry.key.span,
                help: "did you mean `\(near)`?",
                replacement: near
            )
        } else if let homes = LanguageIndex.shared.sections(withKey: key) {
            report(
                .unknownKey,
                "\(section) has no key `\(key.shortened)`",
                at: entry.key.span,
                help: "`\(key)` belongs into \(homes); here stand \(known.quotedList)"
            )
        } else {
            report(
                .unknownKey,
                "\(section) has no key `\(key.shortened)`",
                at: entry.key.span,
                help: "known keys: \(known.quotedList)"
            )
        }
    }

    mutating func unknownName(
        _ code: DiagnosticCode,
        _ kind: String,
        _ name: String,
        among known: [String],
        at span: YAMLSpan
    ) {
        let isSuggested = diagnostics.count < Self.maximumSuggestions
        let (help, replacement) = isSuggested ? suggestion(for: name, among: known) : (nil, nil)
        report(code, "unknown \(kind) `\(name.shortened)`", at: span, help: help, replacement: replacement)
    }

    /// Checks a name's characters.
    mutating func identifier(_ text: String, at span: YAMLSpan) -> Bool {
        guard text.isIdentifier else {
            report(
                .invalidIdentifier,
                "`\(text.shortened)` is not an identifier",
                at: span,
                help: "use letters, digits, `_`, and behind the first also `- . : / @ +`; at most 128 bytes"
            )
            return false
        }
        return true
    }
}

/// The help for a name that is not known: the nearest one, or all of them where they are few.
func suggestion(for name: String, among known: [String]) -> (help: String?, replacement: String?) {
    if let near = closestMatch(to: name, among: known) { return ("did you mean `\(near)`?", near) }
    if known.isEmpty { return ("the policy has none", nil) }
    if known.count > 12 { return ("known are \(Array(known.prefix(12)).quotedList) and \(known.count - 12) more", nil) }
    return ("known: \(known.quotedList)", nil)
}

extension [String] {
    /// "`a`, `b`, `c`": a plain list in backticks.
    var quotedList: String { map { "`\($0)`" }.joined(separator: ", ") }

    /// "`a`, `b` or `c`": a list in backticks with a word before the last.
    func quotedList(with word: String) -> String {
        guard count > 1, let last else { return quotedList }
        return "\(Array(dropLast()).quotedList) \(word) `\(last)`"
    }
}

extension YAMLEntry {
    /// Whether the key is `<<` without quotes, which reading YAML has reported.
    var isMergeKey: Bool { name == "<<" && key.scalar?.isQuoted == false }
}

extension String {
    /// Whether the text may name something that other parts refer to.
    var isIdentifier: Bool {
        !isEmpty && utf8.count <= 128
            && utf8.enumerated().allSatisfy { index, byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
                case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"),
                    UInt8(ascii: "+"):
                    index > 0
                default: byte >= 0x80
                }
            }
    }
}
