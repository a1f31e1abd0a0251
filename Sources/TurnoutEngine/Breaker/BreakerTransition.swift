/// The state that a breaker is in.
///
/// An open breaker whose time is over stays ``open`` until the next call asks; ``BreakerStanding`` already says
/// half-open then.
public enum BreakerPhase: String, Sendable, CaseIterable {
    /// Calls pass and are counted.
    case closed
    /// Calls are refused until a deadline.
    case open
    /// A few calls pass as probes.
    case halfOpen = "half_open"
    /// An operator lets no call pass.
    case forcedOpen = "forced_open"
    /// An operator lets every call pass; none is counted.
    case forcedClosed = "forced_closed"
}

/// What an operator may hold a breaker to.
public enum BreakerOverride: String, Sendable, CaseIterable {
    /// No call passes, whatever the target does.
    case open
    /// Every call passes, whatever the target does.
    case closed
}

/// A breaker's change from one phase to another: what a log, a metric or an alert is made of.
public struct BreakerTransition: Hashable, Sendable {
    /// What brought the change about.
    public enum Cause: String, Sendable, CaseIterable {
        case failureRate = "failure_rate"
        case slowRate = "slow_rate"
        case consecutiveFailures = "consecutive_failures"
        case probesFailed = "probes_failed"
        case probesSucceeded = "probes_succeeded"
        /// Someone who knows better said so: the provider, or the same target's breaker in another replica.
        case told
        case `operator`
    }

    /// The phase before.
    public var from: BreakerPhase
    /// The phase after.
    public var to: BreakerPhase
    /// What brought the change about.
    public var cause: Cause
    /// For how long the breaker opened; `nil` when it did not, or when an operator opened it.
    public var openFor: Duration?
    /// Whether it is the breaker that counts unusable answers, and not the one that counts failed and slow calls.
    public var isOfAnswers = false

    init(from: BreakerPhase, to: BreakerPhase, cause: Cause, openFor: Duration? = nil) {
        self.from = from
        self.to = to
        self.cause = cause
        self.openFor = openFor
    }
}
