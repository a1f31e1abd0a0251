import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// How the pots of budgets stand, the fullest first.
struct BudgetReport: Sendable {
    /// One pot.
    struct Row: Sendable {
        var budget: String
        /// Whose pot it is, `user=ada`; empty for one that is for all.
        var scope: String
        var limit: Money
        var balance: PotBalance
        /// Where the policy is known, or the limit is reached.
        var state: BudgetState?
        var period: PotPeriod
        /// When it is full again, by the clocks of the budget's zone; `nil` when never.
        var resets: String?
        /// Whether the policy has the budget; `true` where none was named.
        var isOfPolicy = true

        var remaining: Money { balance.remaining(of: limit) }

        /// Whether it counts requests or tokens, not money.
        var isCount: Bool { BudgetReport.isCounter(budget) && !budget.hasSuffix(":money") }

        /// A part of the limit, from 0 to 1 and beyond.
        func share(_ amount: Money) -> Double {
            limit.nanoUSD > 0 ? Double(amount.nanoUSD) / Double(limit.nanoUSD) : amount > .zero ? 1 : 0
        }

        /// What is taken in percent of the limit, rounded down, so that 100 means used up.
        var percent: Int { Int(min(share(balance.taken) * 100 + 1e-9, 999_999)) }
    }

    var rows: [Row]

    /// The budgets whose pots are counts of ``UsageTracker``: requests and tokens too, not money alone.
    static func isCounter(_ budget: String) -> Bool { budget.hasPrefix("usage:") }

    /// Puts pots together with the budgets of a policy.
    ///
    /// - Parameters:
    ///   - policy: gives limits, soft lines and zones, and the budgets that nothing was taken from yet.
    ///   - clock: for pots of which no budget says a zone.
    ///   - includesCounters: whether pots of counters are shown.
    init(
        pots: [PotStatus], policy: (policy: Policy, standings: LedgerStandings, clocks: [LocalClock])?,
        clock: LocalClock, at now: Timestamp, includesCounters: Bool = false
    ) {
        var rows: [Row] = []
        for pot in pots where includesCounters || !Self.isCounter(pot.id.key.budget) {
            let number = policy?.policy.budgetIndex(pot.id.key.budget)
            let budget = number.flatMap { number in policy.map { $0.policy.budgets[number] } }
            let limit = budget?.limit ?? pot.limit
            let clock = number.flatMap { number in policy.map { $0.clocks[number] } } ?? clock
            var state = budget.map { pot.balance.standing(limit: limit, softAt: $0.softAt) }
            if state == nil, pot.balance.taken >= limit { state = .hard }
            rows.append(
                Row(
                    budget: pot.id.key.budget, scope: pot.id.key.scope, limit: limit, balance: pot.balance,
                    state: state, period: PotPeriod(start: pot.id.start, end: pot.end),
                    resets: Self.end(pot.end, clock), isOfPolicy: policy == nil || budget != nil))
        }
        if let (policy, standings, clocks) = policy {
            for (number, budget) in policy.budgets.enumerated()
            where !rows.contains(where: { $0.budget == budget.name.id }) {
                let period = standings.period(of: number, at: now)
                let scope = budget.per.isEmpty ? "" : "each \(budget.per.map(\.name).joined(separator: ","))"
                rows.append(
                    Row(
                        budget: budget.name.id, scope: scope, limit: budget.limit, balance: PotBalance(), state: .ok,
                        period: period, resets: Self.end(period.end, clocks[number])))
            }
        }
        self.rows = rows.sorted { left, right in
            let (a, b) = (left.share(left.balance.taken), right.share(right.balance.taken))
            return a != b ? a > b : (left.budget, left.scope) < (right.budget, right.scope)
        }
    }

    private static func end(_ moment: Timestamp, _ clock: LocalClock) -> String? {
        moment >= PotPeriod.always.end ? nil : "\(clock.text(moment)) \(clock.name)"
    }

    /// The report for programs; amounts in dollars as decimal text.
    func json() -> JSONValue {
        ["format_version": 1, "pots": .array(rows.map(\.json))]
    }

    /// The report for a terminal.
    ///
    /// - Parameter bar: how bars are drawn.
    func text(bar: ShareBar, style: Style, columns: Int) -> String {
        if rows.isEmpty { return "no budget has been used\n" }
        return rows.map { $0.text(bar: bar, style: style, columns: columns) }.joined(separator: "\n")
    }
}

extension BudgetReport.Row {
    fileprivate var json: JSONValue {
        [
            "budget": .string(budget), "scope": .string(scope), "unit": isCount ? "count" : "USD",
            "limit": .string(text(limit)), "spent": .string(text(balance.settled)),
            "held": .string(text(balance.held)), "remaining": .string(text(remaining)),
            "overrun": .string(text(balance.overrun)), "percent_taken": .int(percent),
            "state": state.map { .string($0.rawValue) } ?? .null,
            "period_start": .string(period.start.description),
            "resets_at": resets == nil ? .null : .string(period.end.description),
            "resets": resets.map { .string($0) } ?? .null, "in_policy": .bool(isOfPolicy),
        ]
    }

    fileprivate func text(bar: ShareBar, style: Style, columns: Int) -> String {
        var title = style.strong(TerminalText.safe(budget))
        if !scope.isEmpty { title += "  " + TerminalText.safe(scope) }
        if !isOfPolicy { title += "  (not in the policy)" }
        var numbers = "\(text(balance.settled)) spent"
        if balance.held > .zero { numbers += ", \(text(balance.held)) held" }
        if isCount, limit.nanoUSD == .max {
            numbers += ", without limit"
        } else {
            numbers += ", \(text(remaining)) left of \(text(limit))\(isCount ? "" : " USD")"
        }
        if balance.overrun > .zero { numbers += "; \(text(balance.overrun)) more than was set aside" }
        let percent = "\(self.percent)%"
        let padded = String(repeating: " ", count: max(0, 5 - percent.count)) + percent
        var second = "\(bar.text(spent: share(balance.settled), taken: share(balance.taken)))\(padded)"
        if let state { second += "  " + dressed(state, style) }
        second += resets.map { "  full again \($0)" } ?? "  never full again"
        return "\(title)\n  \(second)\n  \(TextWrap.wrap(numbers, columns: columns, first: 2, rest: 2))\n"
    }

    /// An amount without its unit, to the last digit that is not nothing: `1.204`; `12` where something else is counted.
    private func text(_ amount: Money) -> String { isCount ? String(amount.nanoUSD) : amount.decimalText }

    private func dressed(_ state: BudgetState, _ style: Style) -> String {
        switch state {
        case .ok: style.good("ok")
        case .soft: style.warning("soft")
        case .hard: style.error("hard")
        }
    }
}
