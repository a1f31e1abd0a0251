public import TurnoutCore
public import TurnoutEngine

/// A target's condition at one moment, for people and dashboards.
public struct TargetStatus: Hashable, Sendable {
    /// The target.
    public var name: TargetName
    /// Its circuit breaker.
    public var breaker: BreakerSnapshot
    /// The calls in progress.
    public var inFlight: Int
}
