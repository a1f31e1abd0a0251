public import TurnoutCore
public import TurnoutEngine

/// A target's condition at one moment, for people and dashboards.
public struct TargetStatus: Hashable, Sendable {
    /// The target.
    public var name: TargetName
    /// What is known of the target itself.
    public var condition: TargetSnapshot
    /// How long its credential or account is left alone; `nil` when it is in order.
    public var quarantinedFor: Duration?

    /// Its circuit breaker.
    public var breaker: BreakerSnapshot { condition.breaker }
    /// The calls under way.
    public var inFlight: Int { condition.inFlight }
}
