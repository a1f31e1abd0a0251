/// The proof that a breaker admitted a call. Whoever holds it owes the breaker one outcome.
public struct BreakerTicket: Hashable, Sendable {
    /// The breaker's epoch at the time of admission; an outcome counts only while that epoch lasts.
    let epoch: UInt64
    /// The number of the probe's lease; `nil` for a call through a closed breaker.
    let lease: UInt64?

    /// Whether the call is one of the few that find out whether the target has recovered.
    public var isProbe: Bool { lease != nil }
}

/// A breaker's answer to a call that wants to pass.
public enum BreakerAdmission: Hashable, Sendable {
    /// The call may be made, and ``BreakerMachine/settle(_:_:at:using:)`` must be told how it ended.
    case admitted(BreakerTicket)
    /// The call must not be made.
    case refused(BreakerRefusal)
}

/// Why a breaker refused a call.
public enum BreakerRefusal: Hashable, Sendable {
    /// It is open for that long; ``BreakerStanding/indefinitely`` when an operator holds it open.
    case open(retryIn: Duration)
    /// It is half-open, and all permits for probes are in use.
    case probing
}

/// How an admitted call ended, in the terms that a breaker counts.
public enum BreakerOutcome: Hashable, Sendable {
    /// The target answered; the time to its first token tells a slow answer from a fast one, `nil` counts as fast.
    case success(timeToFirstToken: Duration?)
    /// The target failed in a way that says that it is unwell.
    case failure
    /// The call was given up before the target could show how it is: cancelled, lost a hedge, never sent.
    case released
    /// The target answered with an error that says nothing about its health, such as a refused credential.
    case ignored
}
