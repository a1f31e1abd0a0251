import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// `turnout budget show`, which is also `turnout budget` alone.
struct BudgetShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what budgets have spent, held and left, the fullest first.",
        discussion: """
            With a policy, limits, soft lines and time zones are the policy's, and budgets that nothing was taken \
            from are shown too; without one, limits are those that last held, and times are in UTC.

              turnout budget -p policy.yaml

            Exit codes: 0 shown, 2 usage or a ledger that cannot be read, 3 the policy has errors.
            """)

    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The policy.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @OptionGroup var root: RootOption
    @OptionGroup var ledger: LedgerOptions

    @Flag(help: "Show the pots of UsageTracker too, which count requests, tokens and money.")
    var all = false

    @Option(help: "The form of the report.")
    var format: Format = .table

    func run(in context: CommandContext) async throws -> ExitStatus {
        var loaded: Policy?
        if let policy {
            let result = try root.load(policy, in: context)
            guard let found = result.policy else {
                try PolicyReport.printErrors(of: result, path: policy, in: context)
                return .policyInvalid
            }
            loaded = found
        }
        let now = context.now()
        let report = try await ledger.using(.reading, in: context) { ledger in
            let known = try await loaded.known(to: ledger)
            return BudgetReport(
                pots: try await ledger.pots(at: now), policy: known, clock: .utc, at: now, includesCounters: all)
        }
        switch format {
        case .json: try context.output.print(report.json().prettyText() + "\n")
        case .table:
            try context.output.print(
                report.text(
                    bar: ShareBar(for: context), style: context.outputStyle, columns: context.output.columns))
        }
        return .holds
    }
}

extension Policy? {
    /// The policy with what a report on its budgets needs; `nil` without one.
    func known(
        to ledger: any Ledger
    ) async throws -> (policy: Policy, standings: LedgerStandings, clocks: [LocalClock])? {
        guard let policy = self else { return nil }
        let standings: LedgerStandings
        do throws(LedgerStandings.Problem) { standings = try await LedgerStandings(ledger, policy: policy) } catch {
            throw UsageError(nil, error.description)
        }
        var clocks: [LocalClock] = []
        for budget in policy.budgets { clocks.append(try LocalClock(budget.zone, flag: budget.name.qualified)) }
        return (policy, standings, clocks)
    }
}
