import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A state of the world that is put together from names and words.
struct AssumedState {
    let policy: Policy
    /// The moment of the decision.
    var now: Timestamp
    /// Whether no external target is used.
    var isOffline = false
    private var targets: [TargetState]
    private var budgets: [BudgetStanding]
    /// The budgets whose state was said, by number.
    private var saidBudgets: Set<Int> = []

    /// Creates a state in which all is up and nothing is spent.
    init(policy: Policy, now: Timestamp) {
        self.policy = policy
        self.now = now
        targets = Array(repeating: TargetState(), count: policy.targets.count)
        budgets = Array(repeating: BudgetStanding(), count: policy.budgets.count)
    }

    /// What the engine decides by.
    ///
    /// - Parameter standings: how the pots really stand, by the policy's numbers; what was said of a budget goes before.
    func routing(over standings: [BudgetStanding] = []) -> RoutingState {
        let known = budgets.indices.map { index in
            saidBudgets.contains(index) || index >= standings.count ? budgets[index] : standings[index]
        }
        return RoutingState(now: now, targets: targets, budgets: known, isOffline: isOffline)
    }

    mutating func setBreaker(of name: String, to word: String) throws(ValueProblem) {
        let target = try target(name)
        targets[target].breaker = policy.standing(try choice(word, "breaker state"), of: target)
    }

    /// Puts down a target, or all targets of a provider.
    mutating func setDown(_ name: String, _ isDown: Bool = true) throws(ValueProblem) {
        let ofProvider = policy.targets.indices.filter { policy.targets[$0].name.provider == name }
        for target in ofProvider.isEmpty ? [try target(name)] : ofProvider { targets[target].isDown = isDown }
    }

    /// Says by a word whether a target or a provider is up.
    mutating func setHealth(of name: String, to word: String) throws(ValueProblem) {
        let health: HealthWord = try choice(word, "health")
        try setDown(name, health == .down)
    }

    mutating func setBudget(_ id: String, to word: String) throws(ValueProblem) {
        guard let budget = policy.budgetIndex(id) else {
            let known = policy.budgets.map(\.name.id)
            throw .unknown("budget", id, known: known, nearest: closestMatch(to: id, among: known))
        }
        budgets[budget] = BudgetStanding(try choice(word, "budget state"))
        saidBudgets.insert(budget)
    }

    mutating func setMoment(_ text: String) throws(ValueProblem) {
        guard let moment = Timestamp(rfc3339: text) else {
            throw ValueProblem("`\(text)` is no moment", help: "write it like `2026-01-31T12:00:00Z` or `2026-01-31`")
        }
        now = moment
    }

    private func target(_ text: String) throws(ValueProblem) -> Int {
        if let name = TargetName(text), let target = policy.targetIndex(name) { return target }
        let known = policy.targets.map(\.name.description)
        throw .unknown("target", text, known: known, nearest: closestMatch(to: text, among: known))
    }

    private func choice<Word>(_ text: String, _ what: String) throws(ValueProblem) -> Word
    where Word: RawRepresentable<String> & CaseIterable {
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        throw .unknown(what, text, known: known, nearest: closestMatch(to: text, among: known))
    }
}
