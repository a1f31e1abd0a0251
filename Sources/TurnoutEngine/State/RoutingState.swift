public import TurnoutCore

/// A snapshot of everything outside the request that a decision depends on.
///
/// The shell takes it from its breakers, limits and budgets; a dry run or a test makes one by hand.
public struct RoutingState: Sendable, Hashable {
    /// The moment of the decision.
    public var now: Timestamp
    /// The state of each target by its index; empty when all are available.
    public var targets: [TargetState]
    /// The state of each budget by its index; empty when none has been touched.
    public var budgets: [BudgetStanding]
    /// Whether the router is to use no external target.
    public var isOffline: Bool
    /// A number that balancing draws from; the shell gives each decision another one. `nil` takes balanced targets in the
    /// order written where nothing else tells them apart, for tests and dry runs.
    public var draw: UInt64?

    /// Creates a snapshot.
    public init(
        now: Timestamp, targets: [TargetState] = [], budgets: [BudgetStanding] = [], isOffline: Bool = false,
        draw: UInt64? = nil
    ) {
        self.now = now
        self.targets = targets
        self.budgets = budgets
        self.isOffline = isOffline
        self.draw = draw
    }
}

/// What is known of a target's condition.
public struct TargetState: Sendable, Hashable {
    /// What the circuit breaker would say.
    public var breaker: BreakerStanding
    /// Whether the target is known to be down.
    public var isDown: Bool
    /// How long a limit or the provider's own word keeps requests away; `nil` when none does.
    public var limitedFor: Duration?
    /// How long its credential or account is left alone; `nil` when it is in order.
    public var quarantinedFor: Duration?
    /// The calls in progress.
    public var inFlight: Int

    /// Creates a state; by default the target is available.
    public init(
        breaker: BreakerStanding = .closed, isDown: Bool = false, limitedFor: Duration? = nil,
        quarantinedFor: Duration? = nil, inFlight: Int = 0
    ) {
        self.breaker = breaker
        self.isDown = isDown
        self.limitedFor = limitedFor
        self.quarantinedFor = quarantinedFor
        self.inFlight = inFlight
    }
}
