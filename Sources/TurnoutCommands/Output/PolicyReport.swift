import TurnoutPolicy

/// What commands say that wanted to use a policy and cannot.
enum PolicyReport {
    /// Prints the errors of a policy on the error stream.
    static func printErrors(of result: PolicyLoadResult, path: String, in context: CommandContext) throws(OutputError) {
        let errors = result.diagnostics.filter { $0.severity == .error }
        let text = DiagnosticText(
            sources: result.sources, style: context.errorStyle, columns: context.errors.columns)
        let summary = "\(path) cannot be used: \(TextWrap.count(errors.count, "error"))"
        try context.errors.print(text.text(errors) + TerminalText.safe(summary) + "\n")
    }
}
