import ArgumentParser
import TurnoutCore
import TurnoutPolicy

/// `turnout models list`, which is also `turnout models` alone.
struct ModelsListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List models, or show some side by side.",
        discussion: """
            Without a policy, the models of the catalogue; with one, its targets with the values that hold for them.

              turnout models --provider openai
              turnout models -p policy.yaml --compare openai/gpt-5 ollama/llama3.2
              turnout models -p policy.yaml --metrics metrics.json
            """)

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("List the targets of this policy.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @OptionGroup var root: RootOption

    @Option(help: ArgumentHelp("Only models of this service, such as openai.", valueName: "kind"))
    var provider: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Show these models side by side, two or more.", valueName: "model"))
    var compare: [String] = []

    @Option(
        help: ArgumentHelp(
            "Show beside it what `turnout run --metrics` measured of a policy's targets.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var metrics: String?

    @Option(help: "The form of the list.")
    var format: ModelsCommand.Format = .text

    func validate() throws {
        if compare.count == 1 { throw ValidationError("--compare: name two models or more") }
        if metrics != nil, policy == nil { throw ValidationError("--metrics: name the policy with -p") }
        if compare.count > 32 { throw ValidationError("--compare: at most 32 models") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let kind = try provider.map(Self.kind)
        let catalogue = try UserCatalogue.inForce(in: context)
        let now = context.now()
        var rows = catalogue.entries.map { ModelRow($0, now: now) }
        if let path = policy {
            let result = try root.load(path, in: context)
            guard let policy = result.policy else {
                try PolicyReport.printErrors(of: result, path: path, in: context)
                return .policyInvalid
            }
            rows = policy.targets.filter { kind == nil || $0.kind == kind }.map { ModelRow($0, now: now) }
        } else if let kind {
            rows = rows.filter { $0.entry?.kind == kind }
        }
        if !compare.isEmpty {
            var chosen: [ModelRow] = []
            for name in compare { chosen.append(try ModelRow.find(name, in: rows)) }
            rows = chosen
        }
        var measured: MeasuredModels?
        if let metrics { measured = try MeasuredModels(metrics, in: context) }
        switch format {
        case .json: try context.output.print(json(rows, catalogue, measured).prettyText() + "\n")
        case .text: try context.output.print(text(rows, catalogue, measured, context))
        }
        return .holds
    }

    private func text(
        _ rows: [ModelRow], _ catalogue: ModelCatalogue, _ measured: MeasuredModels?, _ context: CommandContext
    ) -> String {
        let (style, columns) = (context.outputStyle, context.output.columns)
        if !compare.isEmpty {
            var comparison = ModelComparison(rows: rows, style: style, columns: columns)
            comparison.aspects += measured?.aspects ?? []
            return comparison.text
        }
        var table = ModelTable(rows: rows, style: style, columns: columns)
        table.shown += measured?.columns ?? []
        var text = table.text
        for source in catalogue.sources {
            text += TextWrap.wrap("from \(source.line)", columns: columns, rest: 5) + "\n"
        }
        return text
    }

    private func json(_ rows: [ModelRow], _ catalogue: ModelCatalogue, _ measured: MeasuredModels?) -> JSONValue {
        let models = rows.map { row -> JSONValue in
            let facts = row.json(isTarget: policy != nil)
            guard let measured, case .object(let members) = facts else { return facts }
            return .object(members + [JSONMember("measured", measured.json(of: row))])
        }
        return [
            "format_version": 1, "sources": .array(catalogue.sources.map(\.json)), "models": .array(models),
        ]
    }

    private static func kind(_ word: String) throws(UsageError) -> ProviderKind {
        if let kind = ProviderKind(rawValue: word) { return kind }
        let known = ProviderKind.allCases.map(\.rawValue)
        throw UsageError(
            "--provider", .unknown("service", word, known: known, nearest: closestMatch(to: word, among: known)))
    }
}
