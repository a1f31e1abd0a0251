public import TurnoutCore
public import TurnoutEngine
public import TurnoutPolicy

/// What came of one target of a chain: a call, or the reason why it was left out at the last moment.
public struct AttemptRecord: Hashable, Sendable {
    /// How it ended.
    public enum Outcome: Hashable, Sendable {
        /// The target answered completely.
        case served(FinishReason)
        /// The call failed, or its answer broke off.
        case failed(ErrorCode)
        /// Nothing was sent: a guard, a budget, the breaker or an earlier failure stood in the way.
        case passedOver(ReasonCode)
    }

    /// The target.
    public var target: TargetName
    /// Its place among the targets that the decision allowed, from 0.
    public var position: Int
    /// When it began, from the start of the request.
    public var started: Duration
    /// How long it took.
    public var duration: Duration
    /// From its beginning to the first content; `nil` when none came.
    public var timeToFirstToken: Duration?
    /// How it ended.
    public var outcome: Outcome
    /// A sentence for people on what went wrong, free of content.
    public var message: String?
    /// The tokens that the provider counted, those of a call that failed included.
    public var usage: Usage?
    /// What the call cost by those, or nothing where nobody charges; `nil` when it cannot be said.
    public var cost: Money?
    /// The most that it could have cost, worked out before it was made; `nil` when that cannot be said.
    public var bound: Money?
    /// Whether the call was a probe of a half-open breaker.
    public var isProbe: Bool
    /// Whether the call was made beside another one that was slow.
    public var isHedge = false
    /// What of the request was left out by the policy's leave, since the target's service cannot say it.
    public var dropped: RequestFeatures = []
    /// Whether the policy wants to be warned of what was left out.
    public var warnsOfDropped = false
    /// The provider's own account of a failure.
    public var failure: ProviderFailure?
    /// How many findings of which type were replaced in the request before the target saw it.
    public var replaced = ReplacementCounts()
    /// How many were kept out of the answer.
    public var withheld = ReplacementCounts()

    /// What went wrong; `nil` when nothing did or nothing was sent.
    public var code: ErrorCode? { if case .failed(let code) = outcome { code } else { nil } }

    /// What the policy wants the caller to know of, as sentences; none as a rule.
    public var warnings: [String] {
        guard warnsOfDropped else { return [] }
        return dropped.members.map { "\(target) was asked without `\($0.rawValue)`: its service cannot take it" }
    }

    /// Whether the target was called.
    public var wasSent: Bool { if case .passedOver = outcome { false } else { true } }
}
