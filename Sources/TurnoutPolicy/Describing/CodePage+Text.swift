extension CodePage {
    /// The page for a terminal of 80 columns, with a line break at its end.
    public var text: String {
        var lines = [heading, ""]
        lines += Self.wrapped(summary, width: 80)
        for paragraph in paragraphs { lines += [""] + Self.wrapped(paragraph, width: 80) }
        if let wrong { lines += ["", "Wrong:", ""] + Self.indented(wrong) }
        if let right { lines += ["", "Right:", ""] + Self.indented(right) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The page in Markdown, with a line break at its end.
    public var markdown: String {
        var parts = ["# \(code)", "*\(kindText)*", summary] + paragraphs
        if let wrong { parts.append("Wrong:\n\n```yaml\n\(wrong)\n```") }
        if let right { parts.append("Right:\n\n```yaml\n\(right)\n```") }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var heading: String { "\(code) (\(kindText))" }

    private var kindText: String {
        switch kind {
        case .diagnostic: "finding in a policy: \(severities.map(\.rawValue).joined(separator: " or "))"
        case .reason: "reason in a decision"
        }
    }

    private var paragraphs: [String] {
        var result: [String] = []
        var current: [Substring] = []
        for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
            if !line.isEmpty {
                current.append(line)
            } else if !current.isEmpty {
                result.append(current.joined(separator: " "))
                current = []
            }
        }
        if !current.isEmpty { result.append(current.joined(separator: " ")) }
        return result
    }

    private static func indented(_ example: String) -> [String] {
        example.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
    }

    /// Breaks a text into lines; a word longer than a line stands alone.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return lines + (line.isEmpty ? [] : [line])
    }
}

extension CodePage {
    /// The list of all codes in Markdown, for `docs/codes/README.md`.
    public static func indexMarkdown() -> String {
        func row(_ page: CodePage, _ path: String) -> String {
            let severities = page.severities.map(\.rawValue).joined(separator: ", ")
            return "| [`\(page.code)`](\(path)) | \(page.kind == .reason ? "" : "\(severities) | ")\(page.summary) |"
        }
        let findings = DiagnosticCode.allCases.map { row($0.page, "\($0.rawValue).md") }
        let reasons = ReasonCode.allCases.map { row($0.page, "reasons/\($0.rawValue).md") }
        return """
            # Codes

            Every finding about a policy and every reason in a decision has a code. Codes are permanent: scripts may rely
            on them. `turnout explain CODE` prints a page. All pages are made from the sources; do not edit them here.

            ## Findings in a policy

            | Code | Severity | What it says |
            | --- | --- | --- |
            \(findings.joined(separator: "\n"))

            ## Reasons in a decision

            | Code | What it says |
            | --- | --- |
            \(reasons.joined(separator: "\n"))

            """
    }
}
