import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// `turnout explain`: what a code means.
struct ExplainCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a code means, and what to do; without a code, list them all.",
        discussion: """
            Codes stand in findings, as in error[unknown_key], and in decisions, as in REJECT no_eligible_target.

            Example:

              turnout explain unknown_key
            """)

    @Argument(
        help: "The code.",
        completion: .list(CodePages.codes))
    var code: String?

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let code else {
            try context.output.print(CodePages.list(columns: context.output.columns))
            return .holds
        }
        let pages = CodePages.pages(for: code)
        guard !pages.isEmpty else {
            let near = closestMatch(to: code, among: CodePages.codes)
            throw UsageError(
                nil, "unknown code `\(code)`",
                help: near.map { "did you mean `\($0)`?" } ?? "`turnout explain` lists all codes")
        }
        try context.output.print(pages.map(\.text).joined(separator: "\n"))
        return .holds
    }
}
