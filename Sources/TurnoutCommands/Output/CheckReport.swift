import TurnoutCore
import TurnoutPolicy

/// What `check` found in all the files that it was given.
struct CheckReport {
    /// A policy that was checked.
    struct CheckedFile {
        var path: String
        var isValid: Bool
    }

    private(set) var files: [CheckedFile] = []
    /// All findings, each once, although several policies may include the file that it stands in.
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var sources: [SourceFile] = []
    private var seen: Set<Diagnostic> = []

    /// Adds what reading one policy gave.
    mutating func add(_ path: String, _ result: PolicyLoadResult) {
        files.append(CheckedFile(path: path, isValid: result.policy != nil))
        for diagnostic in result.diagnostics where seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
        let known = Set(sources.map(\.name))
        sources += result.sources.filter { !known.contains($0.name) }
    }

    /// How many findings are that bad.
    func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }

    /// The exit code that follows.
    ///
    /// - Parameter isStrict: whether a warning is a finding.
    func status(isStrict: Bool) -> ExitStatus {
        if !files.allSatisfy(\.isValid) { return .policyInvalid }
        return isStrict && count(.warning) > 0 ? .finding : .holds
    }

    /// `checked 2 files: 1 error, 2 warnings`.
    var summary: String {
        let counts = Diagnostic.Severity.allCases.compactMap { severity in
            let number = count(severity)
            return number == 0 ? nil : TextWrap.count(number, severity.rawValue)
        }
        let found = counts.isEmpty ? "no problems" : counts.joined(separator: ", ")
        return "checked \(TextWrap.count(files.count, "file")): \(found)"
    }

    /// The report for a terminal.
    func text(style: Style, columns: Int) -> String {
        DiagnosticText(sources: sources, style: style, columns: columns).text(diagnostics) + summary + "\n"
    }
}
