public import TurnoutCore
public import TurnoutPrivacy

/// A rule's name and place, for explanations.
public struct RuleName: Hashable, Sendable {
    /// The section that the rule stands in: `guards`, `classify.task`, `routes`.
    public var section: String
    /// The rule's identifier.
    public var id: String
    /// Where it stands; `nil` for a rule that is built in.
    public var position: SourcePosition?

    /// Creates a name.
    public init(section: String, id: String, position: SourcePosition?) {
        self.section = section
        self.id = id
        self.position = position
    }

    /// `guards.stay-home`.
    public var qualified: String { "\(section).\(id)" }

    /// `policy.yaml:37:5`, or `built-in`.
    public var place: String { position?.description ?? "built-in" }
}

/// A rule that sets the task.
package struct TaskRule: Sendable {
    package var name: RuleName
    package var condition: CompiledCondition
    /// The task's index; `nil` takes the caller's own.
    package var task: Int?
}

/// A rule that raises the sensitivity.
package struct SensitivityRule: Sendable {
    package var name: RuleName
    package var condition: CompiledCondition
    /// The level's index.
    package var level: Int
}

/// A rule that denies targets.
public struct GuardRule: Sendable {
    public var name: RuleName
    package var condition: CompiledCondition
    /// The targets that are denied, by index.
    public var denied: BitSet
}

/// A guard that replaces parts of the content before some targets see it.
public struct RewriteRule: Sendable {
    public var name: RuleName
    package var condition: CompiledCondition
    /// What is put in the place of a finding.
    public var method: RedactionMethod
    /// The labels of the findings that are replaced; one stands for all below it.
    public var labels: [String]
    /// The targets that see only the replacement, by index.
    public var targets: BitSet

    /// Whether the rule is about findings with a label.
    public func covers(_ label: String) -> Bool { labels.contains { label == $0 || label.isBelow($0) } }
}

/// A rule on what models must not say.
public struct SanitiseRule: Sendable {
    /// What is done about a finding in an answer.
    public enum Action: Hashable, Sendable {
        case replace(RedactionMethod)
        /// The answer ends with an error before the finding is shown.
        case refuse
    }

    public var name: RuleName
    package var condition: CompiledCondition
    public var action: Action
    /// The labels of the findings that are meant; one stands for all below it.
    public var labels: [String]
    /// The targets whose answers are read, by index.
    public var targets: BitSet

    /// Whether the rule is about findings with a label.
    public func covers(_ label: String) -> Bool { labels.contains { label == $0 || label.isBelow($0) } }
}

/// A rule that names the targets which answer.
public struct Route: Sendable {
    public var name: RuleName
    package var condition: CompiledCondition
    /// The steps of the chain in order.
    public var steps: [RouteStep]
    public var otherwise: Otherwise
    /// When a second target is asked although the first has not failed; `nil` for never.
    public var hedge: HedgeSettings?
    /// Whether another target is asked after one refused the content.
    public var fallsBackOnContentPolicy = false
    /// How a long conversation is shortened before it is sent; `nil` for not at all.
    public var trim: TrimSettings?

    /// How many targets the steps name.
    package var longestChain: Int {
        steps.reduce(0) { sum, step in
            if case .balance(_, let members) = step { sum + members.count } else { sum + 1 }
        }
    }
}

/// A step of a chain.
public enum RouteStep: Hashable, Sendable {
    /// One target, by index.
    case target(Int)
    /// Several that share the work, by index and weight.
    case balance(BalanceStrategy, [BalanceMember])
}

/// A target in a balanced step.
public struct BalanceMember: Hashable, Sendable {
    /// The target's index.
    public var target: Int
    /// Its share of the work, at least 1.
    public var weight: Int
}

/// Leave for some callers to choose by themselves.
package struct OverrideRule: Sendable {
    package var name: RuleName
    package var condition: CompiledCondition
    package var powers: Set<OverridePower>
    package var expires: Timestamp?
}

/// A promise about the whole policy.
package struct Invariant: Sendable {
    package var name: RuleName
    package var condition: CompiledCondition
    package var claim: Claim
    /// The targets that may be assumed to be up.
    package var assumedUp: BitSet

    package enum Claim: Sendable {
        /// None of these targets is ever reached.
        case neverDispatch(BitSet)
        /// At least so many targets may be used.
        case alwaysEligible(Int)
    }
}
