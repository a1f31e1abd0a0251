public import TurnoutCore
public import TurnoutPolicy

extension BreakerMachine {
    /// What an operator holds the breaker to, if anything.
    public var override: BreakerOverride? {
        switch phase {
        case .forcedOpen: .open
        case .forcedClosed: .closed
        case .closed, .open, .halfOpen: nil
        }
    }

    /// Holds the breaker open or closed, or with `nil` lets it judge by itself again.
    ///
    /// Calls under way are no longer counted. A breaker let go from open returns to the deadline that it had, or to
    /// probing when there is none left; one let go from closed starts afresh.
    ///
    /// - Returns: the change of phase, `nil` when there is none.
    @discardableResult
    public mutating func force(_ override: BreakerOverride?, at now: Instant) -> BreakerTransition? {
        guard override != self.override else { return nil }
        let from = phase
        switch override {
        case .open:
            enter(.forcedOpen)
        case .closed:
            deadline = now
            escalation = 0
            recovered = nil
            enter(.forcedClosed)
        case nil where from == .forcedClosed:
            enter(.closed)
        case nil where deadline > now:
            return open(until: deadline, cause: .operator, at: now)
        case nil:
            enter(.halfOpen)
        }
        return BreakerTransition(from: from, to: phase, cause: .operator)
    }

    /// Opens the breaker on the word of someone who knows: the provider, or the same target's breaker elsewhere.
    ///
    /// The later of two deadlines holds, and none is further away than the longest opening that the settings allow. An
    /// operator's override stands; under a forced opening the deadline is kept for when it ends.
    ///
    /// - Returns: the change of phase, `nil` when there is none.
    @discardableResult
    public mutating func open(until end: Instant, at now: Instant) -> BreakerTransition? {
        let capped = min(end, now.advanced(by: .nanoseconds(rules.maximumOpen)))
        guard capped > now else { return nil }
        switch phase {
        case .forcedClosed:
            return nil
        case .open, .forcedOpen:
            deadline = max(deadline, capped)
            return nil
        case .closed, .halfOpen:
            escalate(at: now)
            return open(until: capped, cause: .told, at: now)
        }
    }

    /// Takes new settings, as a reloaded policy has them.
    ///
    /// The phase and an opening's deadline stay. Counts start afresh, and so does a trial that is under way.
    public mutating func adopt(_ settings: BreakerSettings) {
        let fresh = BreakerRules(settings)
        guard fresh != rules else { return }
        rules = fresh
        enter(phase)
    }
}
