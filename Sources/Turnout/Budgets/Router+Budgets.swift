import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

extension Router {
    /// How a request's pots stand, asking the ledger for those not heard of lately.
    func standings(for facts: Facts, under inForce: PolicyInForce, at now: Timestamp) async -> [BudgetStanding] {
        // Whoever keeps accounts needs the ledger's key, budgets or not.
        guard inForce.book != nil, let names = await treasury.names(hashingAll: inForce.policy.hashesIdentities),
            let book = inForce.budgets
        else { return [] }
        let question = BudgetQuestion(facts, names: names, book: book, at: now)
        return question.standings(from: await treasury.balances(of: question.pots))
    }

    /// How a request's pots stood when last heard of.
    func knownStandings(for facts: Facts, under inForce: PolicyInForce, at now: Timestamp) -> [BudgetStanding] {
        guard let book = inForce.budgets,
            let names = treasury.knownNames(hashingAll: inForce.policy.hashesIdentities)
        else { return [] }
        let question = BudgetQuestion(facts, names: names, book: book, at: now)
        return question.standings(from: treasury.known(question.pots))
    }
}

/// Which pots a request would be paid from, and what their balances mean for each budget.
struct BudgetQuestion {
    /// One budget's pots: their places in ``pots``, of the request or of each target.
    private struct Places {
        var shared: Range<Int>
        var byTarget: [Range<Int>]
    }

    private let book: BudgetBook
    private var places: [Places] = []
    private(set) var pots: [(key: PotKey, period: PotPeriod)] = []

    init(_ facts: Facts, names: NameKeeper, book: BudgetBook, at now: Timestamp) {
        self.book = book
        let policy = book.policy
        let (counting, task) = policy.counting(facts, RoutingState(now: now))
        for (number, budget) in policy.budgets.enumerated() {
            let start = pots.count
            guard counting.contains(number) else {
                places.append(Places(shared: start..<start, byTarget: []))
                continue
            }
            let period = book.period(of: number, at: now)
            var byTarget: [Range<Int>] = []
            for target in budget.isPerTarget ? policy.targets.map(Optional.some) : [nil] {
                let first = pots.count
                let keys = book.pots(of: number, for: facts.context, task: task, target: target, names: names)
                pots += keys.map { ($0, period) }
                if target != nil { byTarget.append(first..<pots.count) }
            }
            places.append(Places(shared: start..<pots.count, byTarget: byTarget))
        }
    }

    /// - Parameter balances: of ``pots``, in their order; `nil` for one that nobody knows.
    func standings(from balances: [PotBalance?]) -> [BudgetStanding] {
        zip(book.policy.budgets, places).map { budget, places in
            func state(_ range: Range<Int>) -> BudgetState {
                range.map { balances[$0]?.state(limit: budget.limit, softAt: budget.softAt) ?? .ok }.max() ?? .ok
            }
            func left(_ range: Range<Int>) -> Money? {
                range.compactMap { balances[$0]?.left(of: budget.limit) }.min()
            }
            return BudgetStanding(
                state(places.shared), byTarget: places.byTarget.map(state), left: left(places.shared),
                leftByTarget: places.byTarget.map(left))
        }
    }
}
