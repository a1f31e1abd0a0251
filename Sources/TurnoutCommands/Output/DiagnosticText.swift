import TurnoutCore
import TurnoutPolicy

/// Findings for a terminal: each with its place, the line it stands in, and what to do.
struct DiagnosticText {
    let style: Style
    let columns: Int
    private let sources: [String: SourceFile]

    /// Creates a printer.
    ///
    /// - Parameter sources: the files that findings point into.
    init(sources: [SourceFile], style: Style, columns: Int) {
        self.style = style
        self.columns = columns
        self.sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All findings, with an empty line behind each.
    func text(_ diagnostics: [Diagnostic]) -> String { diagnostics.map { text($0) + "\n" }.joined() }

    /// One finding.
    func text(_ diagnostic: Diagnostic) -> String {
        let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
        let message = TextWrap.wrap(
            diagnostic.message, columns: columns, first: TerminalText.width(label) + 2, rest: 2)
        var text = "\(colored(label, diagnostic.severity)): \(style.strong(message))\n"
        // Line numbers of all places of a finding are set as wide as the widest of them.
        let lines = ([diagnostic.span].compactMap { $0 } + diagnostic.related.map(\.span)).map(\.start.line)
        let gutter = String(lines.max() ?? 0).utf8.count
        if let span = diagnostic.span {
            text += excerpt(span, mark: "^", gutter: gutter) { colored($0, diagnostic.severity) }
        }
        if let help = diagnostic.help {
            let edge = String(repeating: " ", count: gutter + 1)
            let wrapped = TextWrap.wrap(help, columns: columns, first: gutter + 9, rest: gutter + 9)
            text += "\(edge)\(style.faint("=")) \(style.note("help")): \(wrapped)\n"
        }
        for related in diagnostic.related {
            text +=
                style.note("note") + ": " + TextWrap.wrap(related.message, columns: columns, first: 6, rest: 6) + "\n"
            text += excerpt(related.span, mark: "-", gutter: gutter) { style.note($0) }
        }
        return text
    }

    private func colored(_ text: String, _ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: style.error(text)
        case .warning: style.warning(text)
        case .note: style.note(text)
        }
    }

    private func excerpt(_ span: SourceSpan, mark: String, gutter: Int, _ dress: (String) -> String) -> String {
        let edge = String(repeating: " ", count: gutter)
        var text = "\(edge)\(style.faint("-->")) \(TerminalText.safe(span.start.description))\n"
        guard let line = sources[span.start.file]?.line(span.start.line) else { return text }
        // A part of several lines is marked to the end of its first.
        let end =
            span.endLine > span.start.line ? max(span.start.column + 1, line.unicodeScalars.count + 1) : span.endColumn
        let start = max(0, span.start.column - 1)
        let excerpt = SourceExcerpt(line, marked: start..<max(start, end - 1), columns: columns - gutter - 3)
        let number = String(span.start.line)
        let padded = String(repeating: " ", count: max(0, gutter - number.utf8.count)) + number
        text += "\(edge) \(style.faint("|"))\n"
        text += "\(style.faint("\(padded) |")) \(excerpt.line)\n"
        text += "\(edge) \(style.faint("|")) \(String(repeating: " ", count: excerpt.indent))"
        return text + dress(String(repeating: mark, count: excerpt.length)) + "\n"
    }
}
