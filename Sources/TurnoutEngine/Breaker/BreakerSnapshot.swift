public import TurnoutCore

/// All that people may want to know of a breaker at one moment.
public struct BreakerSnapshot: Hashable, Sendable {
    /// What the breaker would say to a call.
    public var standing: BreakerStanding
    /// What an operator holds it to, if anything.
    public var override: BreakerOverride?
    /// What was counted in the window; nothing unless the breaker is closed.
    public var counts: BreakerCounts
    /// Failures since the last success; 0 unless the breaker is closed.
    public var failuresInARow: Int
    /// How often the pause was doubled.
    public var escalation: Int
    /// Probes under way, succeeded and failed; 0 unless the breaker is half-open.
    public var probes: Probes

    /// A half-open breaker's probes.
    public struct Probes: Hashable, Sendable {
        /// Those that hold a lease.
        public var outstanding: Int
        /// Those that succeeded.
        public var succeeded: Int
        /// Those that failed or were slow.
        public var failed: Int
    }
}

extension BreakerMachine {
    /// Everything about the breaker, for people to look at.
    public func snapshot(at now: Instant) -> BreakerSnapshot {
        BreakerSnapshot(
            standing: standing(at: now),
            override: override,
            counts: window.counts(at: now, width: rules.bucketWidth),
            failuresInARow: failuresInARow,
            escalation: escalation,
            probes: BreakerSnapshot.Probes(
                outstanding: trial.outstanding(at: now),
                succeeded: trial.successes,
                failed: trial.failures
            )
        )
    }
}
