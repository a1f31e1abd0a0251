import ArgumentParser
import TurnoutCore
import TurnoutPolicy

/// `turnout models update`: a newer catalogue for this user.
struct ModelsUpdateCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Check a catalogue and install it for this user.",
        discussion: """
            Takes a file in the format of docs/reference/models.md, or LiteLLM's model_prices_and_context_window.json. \
            Its models go before the built-in ones. Nothing is fetched from anywhere, and a file with an error leaves \
            all as it was.

              turnout models update model_prices.json --dry-run
              turnout models update model_prices.json

            Exit codes: 0 installed, 2 the file cannot be used.
            """)

    @Argument(help: ArgumentHelp("The catalogue; `-` reads standard input.", valueName: "file"), completion: .file())
    var file: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @Option(help: "The form of the report.")
    var format: ModelsCommand.Format = .text

    func run(in context: CommandContext) async throws -> ExitStatus {
        let catalogue = try read(in: context)
        guard let path = UserCatalogue.path(in: context) else {
            throw UsageError(
                nil, "there is no place for a catalogue: neither XDG_DATA_HOME nor HOME names a folder",
                help: "set XDG_DATA_HOME to a folder")
        }
        // A broken file is replaced, as its own error message says.
        var before = ModelCatalogue.builtin
        do throws(UsageError) { before = try UserCatalogue.inForce(in: context) } catch {
            let text = error.text(style: context.errorStyle, columns: context.errors.columns)
            try context.errors.print(text)
        }
        let difference = CatalogueDifference(from: before, to: ModelCatalogue.builtin.merging(catalogue))
        if !dryRun { try UserCatalogue.install(catalogue, at: path) }
        if format == .json {
            let head: [JSONMember] = [
                JSONMember("format_version", 1), JSONMember("installed", .bool(!dryRun)),
                JSONMember("path", .string(path)), JSONMember("models", .int(catalogue.entries.count)),
            ]
            try context.output.print(JSONValue.object(head + difference.json).prettyText() + "\n")
            return .holds
        }
        let count = TextWrap.count(catalogue.entries.count, "model")
        let done = dryRun ? "\(count), not installed" : "installed \(count) as \(TerminalText.safe(path))"
        try context.output.print(difference.text(columns: context.output.columns) + done + "\n")
        return .holds
    }

    private func read(in context: CommandContext) throws -> ModelCatalogue {
        let name = file == "-" ? "standard input" : "`\(file)`"
        let text =
            file == "-"
            ? try TextInput.readAll(context.input, name: name)
            : try DescriptorInput.withFile(file) { try TextInput.readAll($0, name: name) }
        do throws(CatalogueError) {
            let catalogue = try ModelCatalogue(json: Array(text.utf8))
            var source = catalogue.sources.first ?? CatalogueSource()
            if source.retrieved == nil { source.retrieved = String(context.now().description.prefix(10)) }
            return ModelCatalogue(catalogue.entries, source: source)
        } catch {
            throw UsageError(
                nil, "\(name) cannot be used: \(error)", help: "the catalogue is as it was")
        }
    }
}
