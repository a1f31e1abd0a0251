import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// `turnout tokens`: how many tokens a text has, by estimate and by bound.
struct TokensCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Count the tokens of a text, for a model or a policy's target.",
        usage: "turnout tokens [<options>] [<file>]",
        discussion: """
            Shows an estimate for the model's family, how far the truth usually lies from it, and a number that the \
            tokens certainly do not exceed. Nothing is sent, nothing downloaded.

            Examples:

              turnout tokens --model gpt-4o letter.txt
              git diff | turnout tokens -p policy.yaml --target local/gemma --max 8000
              turnout tokens --jsonl < texts.jsonl

            With --jsonl, every line has an `id` and a `text`, and every answer the `id` and the counts; `model` in a \
            line names another model for it.

            Exit codes: 0 counted, and with --max it fits, certainly or probably; 1 it does not fit; 2 usage; 3 the \
            policy has errors. With --jsonl: 0, or 2 when a line was bad.
            """)

    /// The form of the answer.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(
        help: ArgumentHelp("The file; `-`, or nothing, reads standard input.", valueName: "file"), completion: .file())
    var file: String?

    @Option(help: ArgumentHelp("The model's name, such as gpt-4o.", valueName: "name"))
    var model: String?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The policy of the target.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @OptionGroup var root: RootOption

    @Option(help: ArgumentHelp("A target of the policy, as provider/model.", valueName: "target"))
    var target: String?

    @Option(help: ArgumentHelp("Also tell whether the text fits into so many tokens.", valueName: "tokens"))
    var max: Int?

    @Flag(help: "Read one JSON record per line, answer with one per line.")
    var jsonl = false

    @Option(help: "The form of the answer.")
    var format: Format?

    func validate() throws {
        if model != nil, target != nil { throw ValidationError("--model and --target were both given; leave one out") }
        if (policy == nil) != (target == nil) { throw ValidationError("--policy and --target go together") }
        if let max, max < 0 { throw ValidationError("--max takes a number of tokens, 0 or more") }
        if jsonl, format == .text { throw ValidationError("--jsonl answers in JSON; leave --format text out") }
        if jsonl, max != nil { throw ValidationError("--jsonl answers with counts; leave --max out") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        var family = TokenFamily(kind: nil, modelID: model ?? "")
        if let policy, let target {
            let result = try root.load(policy, in: context)
            guard let loaded = result.policy else {
                try PolicyReport.printErrors(of: result, path: policy, in: context)
                return .policyInvalid
            }
            family = TokenFamily(of: try Self.find(target, in: loaded))
        }
        if jsonl {
            let lines = TokenLines(family: family)
            return try withSource(context) { try lines.answer($0, to: context.output) } ? .holds : .usage
        }
        let text = try withSource(context) { try TextInput.readAll($0, name: name) }
        let report = TokenReport(TokenCounter(family: family).count(text), limit: max)
        switch format ?? .text {
        case .text: try context.output.print(report.text)
        case .json: try context.output.print(report.json().prettyText() + "\n")
        }
        return report.validation?.isLikelyToFit == false ? .finding : .holds
    }

    private static func find(_ name: String, in policy: Policy) throws(UsageError) -> Target {
        if let target = policy.targets.first(where: { $0.name.description == name }) { return target }
        let known = policy.targets.map { "`\($0.name)`" }.joined(separator: ", ")
        throw UsageError("--target", "the policy has no target `\(name)`", help: "it has \(known)")
    }

    private var name: String { file.flatMap { $0 == "-" ? nil : "`\($0)`" } ?? "standard input" }

    private func withSource<Result>(
        _ context: CommandContext, _ body: (any InputSource) throws -> Result
    ) throws -> Result {
        if let file, file != "-" { return try DescriptorInput.withFile(file, body) }
        return try body(context.input)
    }
}
