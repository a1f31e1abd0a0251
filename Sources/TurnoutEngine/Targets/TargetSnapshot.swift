import TurnoutCore

/// All that people may want to know of a target at one moment.
public struct TargetSnapshot: Hashable, Sendable {
    /// The breaker that counts failures and slow calls.
    public var breaker: BreakerSnapshot
    /// What the target's breakers would say to a call: the stricter of the one that counts failures and the one that
    /// counts unusable answers.
    public var standing: BreakerStanding
    /// Whether an active probe found it down.
    public var isDown: Bool
    /// How long limits or the provider's own word keep calls away.
    public var limitedFor: Duration?
    /// What is left of its limits.
    public var quota: [QuotaLine]
    /// The calls under way.
    public var inFlight: Int
    /// The calls at a time that the provider's refusals have taught; `nil` while there were none.
    public var callLimit: Int?
    /// The median time to the first token of streamed answers; `nil` while too little is known.
    public var medianFirstToken: Duration?
    /// The 95th percentile of it.
    public var slowFirstToken: Duration?
    /// What was counted since the process began.
    public var tally: TargetTally
}

/// What a target did since the process began.
public struct TargetTally: Hashable, Sendable {
    /// Calls that ended, cancelled ones included.
    public private(set) var calls = 0
    /// Calls that were answered in whole.
    public private(set) var answered = 0
    /// Calls that failed; those that were cancelled or not sent are neither answered nor failed.
    public private(set) var failed = 0
    /// The time that answered calls took together.
    public private(set) var answeringTime = Duration.zero
    /// The tokens that were counted.
    public private(set) var tokens = 0

    /// The share of failures among the calls that were answered or failed, from 0 to 1; `nil` before the first.
    public var errorRate: Double? {
        let judged = answered + failed
        return judged == 0 ? nil : Double(failed) / Double(judged)
    }

    /// What an answer takes on average; `nil` before the first.
    public var meanLatency: Duration? { answered == 0 ? nil : answeringTime / answered }

    mutating func count(_ outcome: CallOutcome) {
        guard !outcome.wasNotSent else { return }
        calls += 1
        let (sum, overflow) = tokens.addingReportingOverflow(max(0, outcome.tokens ?? 0))
        tokens = overflow ? .max : sum
        switch outcome.code {
        case nil:
            answered += 1
            answeringTime += outcome.duration
        case .cancelled: break
        default: failed += 1
        }
    }
}
