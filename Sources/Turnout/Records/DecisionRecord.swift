public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy

/// The one account of a request: what was decided, what was tried, who answered, and how long it took.
///
/// Everything that reports on a request is rendered from it. It holds no content.
public struct DecisionRecord: Sendable {
    /// The record's identifier.
    public let id: RequestID
    /// When the request came, in civil time.
    public let time: Timestamp
    /// Whether the answer was wanted piece by piece.
    public let isStreamed: Bool
    /// What was decided, with what it was made from.
    public internal(set) var routed: RoutedDecision
    /// The targets that were tried or left out, in order.
    public internal(set) var attempts: [AttemptRecord] = []
    /// The target whose answer the caller got or is getting, if only a part of it; `nil` while there is none.
    public internal(set) var served: TargetName?
    /// How far down the allowed part of the chain that target stands, 0 for the first choice.
    public internal(set) var fallbackIndex: Int?
    /// From the start of the request to the answer's first content.
    public internal(set) var timeToFirstToken: Duration?
    /// From the start of the request to its end; `nil` while it goes on.
    public internal(set) var duration: Duration?

    init(id: RequestID, time: Timestamp, isStreamed: Bool, routed: RoutedDecision) {
        self.id = id
        self.time = time
        self.isStreamed = isStreamed
        self.routed = routed
    }

    /// The name of the policy that decided.
    public var policyName: String { routed.decision.policy.name }

    /// The digest of the policy that decided.
    public var policyDigest: String { routed.decision.policy.digest }

    /// The tokens of the attempt that answered; `nil` when the provider did not count.
    public var usage: Usage? {
        attempts.last { if case .served = $0.outcome { true } else { false } }?.usage
    }

    /// The tokens of all attempts together, as far as providers counted them.
    public var totalUsage: Usage {
        attempts.reduce(into: Usage()) { sum, attempt in
            guard let usage = attempt.usage else { return }
            sum.promptTokens &+= usage.promptTokens
            sum.completionTokens &+= usage.completionTokens
            sum.cachedTokens &+= usage.cachedTokens
            sum.cacheWriteTokens &+= usage.cacheWriteTokens
            sum.reasoningTokens &+= usage.reasoningTokens
        }
    }

    /// What the attempt that answered cost; `nil` when that cannot be said.
    public var cost: Money? {
        attempts.last { if case .served = $0.outcome { true } else { false } }?.cost
    }

    /// The most that the attempt which answered could have cost, worked out before it was made; `nil` when that cannot be
    /// said.
    public var estimate: Money? {
        attempts.last { if case .served = $0.outcome { true } else { false } }?.bound
    }

    /// What all attempts cost together; `nil` when one of them cannot be said.
    public var totalCost: Money? {
        attempts.filter(\.wasSent).reduce(Money?.some(.zero)) { sum, attempt in
            guard let sum, let cost = attempt.cost else { return nil }
            return sum.adding(cost)
        }
    }

    /// What the policy wants the caller to know of, as sentences; none as a rule.
    public var warnings: [String] {
        attempts.filter { if case .served = $0.outcome { true } else { false } }.flatMap(\.warnings)
    }

    /// The decision in words.
    public func explanation() -> Explanation { routed.explanation() }
}
