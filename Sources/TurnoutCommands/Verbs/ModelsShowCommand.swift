import ArgumentParser
import TurnoutCore
import TurnoutPolicy

/// `turnout models show`: all that is known of one model.
struct ModelsShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show all that is known of a model, and where it comes from.",
        discussion: """
            Examples:

              turnout models show gpt-4o
              turnout models show azure/gpt-4o --format json
            """)

    @Argument(help: ArgumentHelp("The model, alone or with its service in front.", valueName: "model"))
    var model: String

    @Option(help: "The form of the answer.")
    var format: ModelsCommand.Format = .text

    func run(in context: CommandContext) async throws -> ExitStatus {
        let catalogue = try UserCatalogue.inForce(in: context)
        let now = context.now()
        let row = try ModelRow.find(model, in: catalogue.entries.map { ModelRow($0, now: now) })
        guard let entry = row.entry, let source = catalogue.source(of: entry) else { return .internalError }
        if format == .json {
            let value: JSONValue = ["format_version": 1, "model": entry.json(), "source": source.json]
            try context.output.print(value.prettyText() + "\n")
            return .holds
        }
        var comparison = ModelComparison(
            rows: [row], style: context.outputStyle, columns: context.output.columns)
        comparison.aspects += [
            ModelAspect(title: "source") { _ in source.line }, ModelAspect(title: "licence") { _ in source.licence },
        ]
        try context.output.print(comparison.text)
        return .holds
    }
}
