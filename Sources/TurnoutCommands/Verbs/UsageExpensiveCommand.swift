import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutLedger

/// `turnout usage expensive`: the costliest kinds of request, and what they would cost elsewhere.
struct UsageExpensiveCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "expensive",
        abstract: "List the costliest kinds of request, and what each would cost elsewhere.",
        discussion: """
            A kind is a target, a task and a feature. For each, the cheapest other target of the policy that may and \
            can answer such requests, at its prices for the same tokens; and what forbids a cheaper one still.

            Amounts are estimates: models cut text into tokens differently. The ledger holds no content, so guards \
            on what single requests contain are not asked.

              turnout usage expensive -p policy.yaml --since month

            Exit codes: 0 shown, 2 usage or a ledger that cannot be read, 3 the policy has errors.
            """)

    /// The form of the list.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: ArgumentHelp("How many kinds.", valueName: "number"))
    var limit = 10

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var span: SpanOptions
    @OptionGroup var ledger: LedgerOptions

    @Option(help: "The form of the list.")
    var format: Format = .text

    func validate() throws {
        if !(1...1_000).contains(limit) { throw ValidationError("--limit: from 1 to 1000") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let policy = try policy.load(in: context) else { return .policyInvalid }
        let now = context.now()
        let clock = try span.clock()
        let query = try span.query(clock, now: now)
        let (kinds, whole) = try await ledger.using(.reading, in: context) { ledger in
            (
                try await ledger.costliest(query, limit: limit, at: now),
                try await UsageReport(ledger, query, at: now, clock: clock)
            )
        }
        let advice = kinds.filter { $0.row.cost > .zero }.map { CostAdvice($0, policy: policy, at: now) }
        let list = AdviceList(advice: advice, whole: whole)
        switch format {
        case .json: try context.output.print(list.json().prettyText() + "\n")
        case .text: try context.output.print(list.text(style: context.outputStyle, columns: context.output.columns))
        }
        return .holds
    }
}
