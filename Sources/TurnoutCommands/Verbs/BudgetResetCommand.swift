import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// `turnout budget reset`: begins a budget's period anew.
struct BudgetResetCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Begin a budget anew: nothing spent, nothing held.",
        discussion: """
            The pots of the period that has not ended begin from nothing; without --scope, all of the budget's. Calls \
            in progress stay charged to what was before. What calls cost stays in `turnout usage`.

              turnout budget reset user-day --scope user=ada -p policy.yaml

            It asks on a terminal; elsewhere it wants --yes.

            Exit codes: 0 done, or nothing was taken; 1 the answer was no; 2 usage; 3 the policy has errors.
            """)

    private enum Answer: String, CaseIterable { case yes, no }

    @Argument(help: ArgumentHelp("The budget's name in the policy.", valueName: "budget"))
    var name: String

    @Option(help: ArgumentHelp("The pot, as `turnout budget` shows it.", valueName: "user=ada"))
    var scope: String?

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var ledger: LedgerOptions

    @Flag(help: "Ask nothing.")
    var yes = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let policy = try policy.load(in: context) else { return .policyInvalid }
        guard let number = policy.budgetIndex(name) else {
            let known = policy.budgets.map(\.name.id)
            throw UsageError(
                nil, .unknown("budget", name, known: known, nearest: closestMatch(to: name, among: known)))
        }
        let asks = !yes && context.input.isTerminal && context.errors.isTerminal
        guard yes || asks else {
            throw UsageError(nil, "this takes money off the books", help: "say `--yes` where nobody can be asked")
        }
        let clock = try LocalClock(policy.budgets[number].zone, flag: policy.budgets[number].name.qualified)
        let now = context.now()
        // A ledger that is not there yet has nothing to forget, and is not made for that.
        try await ledger.using(.reading, in: context) { _ in }
        return try await ledger.using(.writing, in: context) { ledger in
            let known = try await Optional(policy).known(to: ledger)
            let pots = try await chosen(from: ledger, known?.standings, at: now)
            let taken = pots.filter { $0.balance.taken > .zero }
            guard !taken.isEmpty else {
                try context.output.print(TextWrap.wrap("nothing was taken from \(subject)", columns: 80) + "\n")
                return .holds
            }
            if asks {
                let sum = taken.reduce(Money.zero) { $0.adding($1.balance.taken) ?? $0 }
                var questions = Questions(context)
                let what = TerminalText.safe(taken.count == 1 ? Self.title(taken[0]) : "\(taken.count) pots of \(name)")
                let answer = try questions.choice("Forget \(sum) taken from \(what)", default: Answer.no)
                guard answer == .yes else { return .finding }
            }
            for pot in taken {
                let period = PotPeriod(start: pot.id.start, end: pot.end)
                _ = try await ledger.perform(.reset(pot.id.key, period), at: now)
                try context.output.print(line(pot, policy.budgets[number].limit, clock, context))
            }
            return .holds
        }
    }

    private var subject: String { scope.map { "\(name) of \($0)" } ?? name }

    /// The pots that are meant, whose period has not ended.
    private func chosen(
        from ledger: any Ledger, _ standings: LedgerStandings?, at now: Timestamp
    ) async throws -> [PotStatus] {
        let pots = try await ledger.pots(at: now).filter { $0.id.key.budget == name && $0.id.start <= now }
        guard let scope else { return pots }
        // As it is shown, or as a person writes it.
        let written = standings?.scope(scope)
        let found = pots.filter { $0.id.key.scope == scope || $0.id.key.scope == written }
        guard found.isEmpty, !pots.isEmpty else { return found }
        let known = pots.map(\.id.key.scope)
        throw UsageError(
            "--scope",
            .unknown(
                "pot", scope, known: Array(known.prefix(5)) + (known.count > 5 ? ["…"] : []),
                nearest: closestMatch(to: scope, among: known)))
    }

    private static func title(_ pot: PotStatus) -> String {
        pot.id.key.scope.isEmpty ? pot.id.key.budget : "\(pot.id.key.budget) of \(pot.id.key.scope)"
    }

    private func line(
        _ pot: PotStatus, _ limit: Money, _ clock: LocalClock, _ context: CommandContext
    ) -> String {
        let end = pot.end >= PotPeriod.always.end ? "" : " until \(clock.text(pot.end)) \(clock.name)"
        var gone = "\(pot.balance.settled) spent"
        if pot.balance.held > .zero { gone += " and \(pot.balance.held) held" }
        let text = "reset \(Self.title(pot)): it had \(gone), and has \(limit) to spend\(end)"
        return TextWrap.wrap(text, columns: context.output.columns, rest: 2) + "\n"
    }
}
