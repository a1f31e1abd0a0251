import TurnoutCore
import TurnoutPolicy

extension CheckReport {
    /// The findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.
    func github() -> String {
        diagnostics.map(Self.command).joined() + summary + "\n"
    }

    private static func command(_ diagnostic: Diagnostic) -> String {
        let word =
            switch diagnostic.severity {
            case .error: "error"
            case .warning: "warning"
            case .note: "notice"
            }
        var properties: [String] = []
        if let span = diagnostic.span {
            properties = [
                "file=\(property(span.start.file))", "line=\(span.start.line)", "endLine=\(span.endLine)",
                "col=\(span.start.column)", "endColumn=\(span.endColumn)",
            ]
        }
        properties.append("title=\(diagnostic.code.rawValue)")
        let message = diagnostic.message + (diagnostic.help.map { "\nhelp: \($0)" } ?? "")
        return "::\(word) \(properties.joined(separator: ","))::\(data(TerminalText.safe(message)))\n"
    }

    /// A message: per cent signs and line ends are written as codes.
    private static func data(_ text: String) -> String { escape(text, "%\r\n") }

    /// A property's value, in which colons and commas are codes too.
    private static func property(_ text: String) -> String { escape(text, "%\r\n:,") }

    private static func escape(_ text: String, _ special: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if special.unicodeScalars.contains(scalar) {
                let hex = String(scalar.value, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
