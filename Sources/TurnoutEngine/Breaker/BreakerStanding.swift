/// What a circuit breaker would say to a call at one moment: the part of its state that a decision looks at.
///
/// It is a copy, so a decision made from it is repeatable; the breaker itself may say otherwise by the time of the
/// call, and ``BreakerMachine/admit(at:)`` has the last word.
public enum BreakerStanding: Hashable, Sendable {
    /// Calls pass.
    case closed
    /// Calls are refused for that long; ``indefinitely`` when only an operator can end it.
    case open(retryIn: Duration)
    /// Calls pass as probes, while any of the permits for them is free.
    case halfOpen(freeProbes: Int)

    /// The wait of a breaker that an operator holds open: 292 years.
    public static let indefinitely = Duration.nanoseconds(Int64.max)

    /// Whether a call may pass.
    public var admits: Bool {
        switch self {
        case .closed: true
        case .open: false
        case .halfOpen(let freeProbes): freeProbes > 0
        }
    }
}
