public import TurnoutCore
public import TurnoutPolicy

/// What is left of a budget's pot for the request at hand.
public struct BudgetStanding: Sendable, Hashable {
    /// The state of the request's pot; for a budget with a pot for each target, the worst of them.
    public var state: BudgetState
    /// The states of the targets' pots by target index, for a budget with a pot for each target; empty otherwise.
    public var byTarget: [BudgetState]
    /// What the request's pot has left, what is set aside counted as spent; `nil` when nobody said.
    public var left: Money?
    /// The same of each target's pot by target index, for a budget with a pot for each target; empty otherwise.
    public var leftByTarget: [Money?]

    /// Creates a standing.
    public init(
        _ state: BudgetState = .ok, byTarget: [BudgetState] = [], left: Money? = nil, leftByTarget: [Money?] = []
    ) {
        self.state = state
        self.byTarget = byTarget
        self.left = left
        self.leftByTarget = leftByTarget
    }

    /// The state of the pot that a target would be paid from.
    public func state(for target: Int) -> BudgetState {
        byTarget.indices.contains(target) ? byTarget[target] : state
    }

    /// What the pot has left that a target would be paid from.
    public func left(for target: Int) -> Money? {
        leftByTarget.indices.contains(target) ? leftByTarget[target] : left
    }
}
