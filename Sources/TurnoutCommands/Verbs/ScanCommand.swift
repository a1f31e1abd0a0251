import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy

/// `turnout scan`: what a text carries, found as the router finds it.
struct ScanCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Find personal data and secrets in a text, as the router does.",
        usage: "turnout scan [<options>] [<file>]",
        discussion: """
            Shows the type, place, label, score and detector of each finding, never its value unless asked. \
            With a policy, its own labels and thresholds hold as well.

            Examples:

              turnout scan letter.txt
              git diff | turnout scan
              turnout scan --redact < letter.txt
              turnout scan --jsonl < records.jsonl

            With --jsonl, every line has an `id` and a `text`, and every answer the `id` and `spans` with `start` and \
            `end` in Unicode code points, `type` and `score`.

            Exit codes: 0 nothing found, 1 something found, 2 usage, 3 the policy has errors. With --jsonl, or when \
            the text is printed replaced: 0, or 2 when a line was bad.
            """)

    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(
        help: ArgumentHelp("The file; `-`, or nothing, reads standard input.", valueName: "file"), completion: .file())
    var file: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A policy whose labels and thresholds hold.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @OptionGroup var root: RootOption

    @Flag(help: "Read one JSON record per line, answer with one per line.")
    var jsonl = false

    @Flag(help: "Print the text with each finding replaced by its type.")
    var redact = false

    @Flag(help: "Print the text with each finding replaced by a placeholder, the same for the same value.")
    var pseudonymise = false

    @Flag(help: "Also show what was found. Mind who reads along.")
    var showValues = false

    @Option(help: "The form of the report.")
    var format: Format?

    func validate() throws {
        if redact, pseudonymise { throw ValidationError("--redact and --pseudonymise were both given; leave one out") }
        if jsonl, format == .text { throw ValidationError("--jsonl answers in JSON; leave --format text out") }
        if redact || pseudonymise, jsonl || format != nil || showValues {
            throw ValidationError("--redact and --pseudonymise print the text; leave the flags of the report out")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        var scanner = Scanner.standard
        if let policy {
            let result = try root.load(policy, in: context)
            guard let loaded = result.policy else {
                try PolicyReport.printErrors(of: result, path: policy, in: context)
                return .policyInvalid
            }
            scanner = loaded.scanner
        }
        if jsonl {
            let lines = ScanLines(scanner: scanner, showsValues: showValues)
            return try withSource(context) { try lines.answer($0, to: context.output) } ? .holds : .usage
        }
        let text = try withSource(context) { try TextInput.readAll($0, name: name) }
        let result = scanner.scan(text)
        if redact || pseudonymise { return try replace(result, in: text, context) }
        let report = ScanReport(result, of: text, showsValues: showValues)
        switch format ?? .text {
        case .text: try context.output.print(report.text(columns: context.output.columns))
        case .json: try context.output.print(report.json().prettyText() + "\n")
        }
        return report.rows.isEmpty && report.failures.isEmpty ? .holds : .finding
    }

    /// Prints the text with what was found replaced; nothing of it when that cannot be done whole.
    private func replace(_ result: ScanResult, in text: String, _ context: CommandContext) throws -> ExitStatus {
        guard result.failures.isEmpty else {
            let reasons = result.failures.map(\.description).joined(separator: ", ")
            throw InputError("\(name) could not be scanned whole, so nothing of it is printed: \(reasons)")
        }
        var generator = SystemRandomNumberGenerator()
        do {
            let map = try ConversationPseudonyms().map(for: [text], using: &generator)
            let method: RedactionMethod = redact ? .redact : .pseudonymise
            let rewritten = try TextRewriter().rewrite(text, result.stretches { _ in 0 }, map: map) { _ in method }
            try context.output.print(rewritten.text)
            return .holds
        } catch let error as RewriteError {
            throw InputError("\(name) cannot be replaced: \(error.description)")
        } catch let error as PseudonymError {
            throw InputError("\(name) cannot be replaced: \(error.description)")
        }
    }

    private var name: String { file.flatMap { $0 == "-" ? nil : "`\($0)`" } ?? "standard input" }

    private func withSource<Result>(
        _ context: CommandContext, _ body: (any InputSource) throws -> Result
    ) throws -> Result {
        if let file, file != "-" { return try DescriptorInput.withFile(file, body) }
        return try body(context.input)
    }
}
