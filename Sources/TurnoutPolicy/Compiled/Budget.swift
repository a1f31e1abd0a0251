public import TurnoutCore

/// What may be spent in a period.
public struct Budget: Sendable {
    public var name: RuleName
    /// What has a pot for each of its values; one pot for all when empty.
    public var per: [BudgetScope]
    public var period: BudgetPeriod
    /// The IANA time zone whose midnight starts a period.
    public var zone: String
    public var limit: Money
    /// Whether a call is refused that its pot cannot pay.
    public var enforcement = BudgetEnforcement.hard
    /// From where on the budget is soft, in percent.
    public var softAt: Int
    /// Where alerts are sent, in percent, rising.
    public var alertAt: [Int]
    package var condition: CompiledCondition
    /// The targets that are denied while the budget is soft; none under a soft enforcement.
    public var deniedWhenSoft: BitSet
    /// The targets that are denied when it is used up; none under a soft enforcement.
    public var deniedWhenHard: BitSet
    /// The targets that are tried first while the budget is soft; `nil` where the route's order stays.
    public var preferredWhenSoft: BitSet?
    /// The targets that are tried first when it is used up; `nil` where the route's order stays.
    public var preferredWhenHard: BitSet?

    /// Whether the pot depends on the target that answers.
    public var isPerTarget: Bool { per.contains(where: \.isOfTarget) }

    /// The targets that are tried first while the budget is in a state; `nil` where the route's order stays.
    public func preferred(in state: BudgetState) -> BitSet? {
        switch state {
        case .ok: nil
        case .soft: preferredWhenSoft
        case .hard: preferredWhenHard
        }
    }
}

/// Whether a budget holds its limit.
public enum BudgetEnforcement: String, Sendable, CaseIterable {
    /// A call whose worst case the pot cannot pay is not made.
    case hard
    /// Everything is counted and nothing is refused: the budget has a state, and sends alerts.
    case soft
}

/// What a budget has a pot for each value of.
public enum BudgetScope: Hashable, Sendable {
    case provider, model, target
    /// Each tag of a request: one with several tags is charged to several pots.
    case tag
    /// Each group of the user: one in several groups is charged to several pots.
    case group
    /// An attribute of requests, by its name.
    case attribute(String)

    /// Whether it is known only with the target.
    public var isOfTarget: Bool {
        switch self {
        case .provider, .model, .target: true
        case .tag, .group, .attribute: false
        }
    }

    /// The word in the policy.
    public var name: String {
        switch self {
        case .provider: "provider"
        case .model: "model"
        case .target: "target"
        case .tag: "tag"
        case .group: "group"
        case .attribute(let name): name
        }
    }
}
