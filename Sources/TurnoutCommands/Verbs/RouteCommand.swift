import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// `turnout route`: the decision on a request that is not sent, with its explanation.
struct RouteCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "Decide a request without sending it, and explain the decision.",
        discussion: """
            The text is classified and decided as a live request would be. Without a text, the attributes that \
            are set decide alone.

            Examples:

              turnout route -p policy.yaml --task complex "Compare B-trees and LSM trees."
              turnout route -p policy.yaml --set tokens=9000 --label pii.email
              turnout route -p policy.yaml --set user=ada --ledger ledger.db "Hello."
              turnout route -p policy.yaml --jsonl < requests.jsonl

            Nothing is spent, unless --ledger names a ledger: then budgets are as it has them, but for those that \
            --budget speaks of.

            With --jsonl, every line is a request: `text` or `messages`, `tools`, `stream`, attributes by their \
            names, `given` (as in a policy's tests), and an `id` that comes back. Every answer is one line; a bad \
            line gets an `error` and the next line its turn.

            Exit codes: 0 allowed, 1 rejected, 2 usage, 3 the policy has errors. With --jsonl: 0 all lines were \
            decided (whatever the decisions), 2 a line was bad.
            """)

    /// The form of the decision.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup(title: "Policy") var policy: PolicyOptions
    @OptionGroup(title: "Request") var request: RequestOptions
    @OptionGroup(title: "State") var state: StateOptions

    @Option(
        help: ArgumentHelp("Take the states of budgets from this ledger, which is only read.", valueName: "file"),
        completion: .file(extensions: ["db"]))
    var ledger: String?

    @OptionGroup var content: ContentOptions

    @Flag(help: "Read one JSON request per line, answer with one JSON decision per line.")
    var jsonl = false

    @Flag(
        name: [.customShort("v"), .customLong("explain")],
        help: "Also show facts, findings and the routes that were passed over.")
    var isDetailed = false

    @Option(help: "The form of the decision.")
    var format: Format?

    func validate() throws {
        if jsonl, let text = content.text, text != "-" {
            throw ValidationError("--jsonl reads standard input or --file; leave the text out")
        }
        if jsonl, format == .text { throw ValidationError("--jsonl answers in JSON; leave --format text out") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let policy = try policy.load(in: context) else { return .policyInvalid }
        let attributes = try request.attributes()
        let state = try state.state(for: policy, now: context.now())
        guard let ledger else {
            return try await decide(DryRun(policy: policy), attributes, state, context)
        }
        return try await context.withLedger(ledger, .reading) { ledger in
            do {
                let standings = try await LedgerStandings(ledger, policy: policy)
                return try await decide(DryRun(policy: policy, standings: standings), attributes, state, context)
            } catch let problem as LedgerStandings.Problem {
                throw UsageError(nil, problem.description)
            }
        }
    }

    private func decide(
        _ dryRun: DryRun, _ attributes: [NamedAttribute], _ state: AssumedState, _ context: CommandContext
    ) async throws -> ExitStatus {
        if jsonl {
            let lines = RequestLines(
                dryRun: dryRun, attributes: attributes, isStreamed: request.stream, state: state)
            let isClean = try await content.reading(context) { try await lines.answer($0, to: context.output) }
            return isClean ? .holds : .usage
        }
        let model = try content.read(in: context).map { ModelRequest($0) }
        let explanation = try await dryRun.explain(
            model, attributes: attributes, isStreamed: request.stream, state: state)
        try show(explanation, context)
        return explanation.decision.isAllowed ? .holds : .finding
    }

    private func show(_ explanation: Explanation, _ context: CommandContext) throws {
        if format == .json { return try context.output.print(explanation.json().prettyText() + "\n") }
        let text = explanation.text(isDetailed: isDetailed, columns: context.output.columns)
        try context.output.print(ExplanationText.dress(text, explanation, context.outputStyle))
    }
}
