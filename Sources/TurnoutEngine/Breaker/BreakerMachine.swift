public import TurnoutCore
public import TurnoutPolicy

/// A circuit breaker for one target: it stops calls to a target that fails or crawls, and finds out with a few probes
/// when the target is well again.
///
/// A pure state machine: time and randomness are given to it, and it is a value, so the live router, the simulator and
/// the tests run the same one. The shell keeps it behind a lock. Neither ``admit(at:)`` nor
/// ``settle(_:_:at:using:)`` allocates once the breaker has been half-open before.
///
/// - Closed: calls pass. It opens when enough calls were counted and the share of failed or slow ones reaches a
///   threshold, or after a row of failures.
/// - Open: calls are refused until a deadline with jitter. Each opening that follows a failed trial, or comes within
///   one window of the last recovery, doubles the pause up to a cap, so a flapping target is not probed in a storm.
/// - Half-open: a limited number of probes pass, each under a lease. Enough successes close the breaker; as soon as
///   enough is out of reach, it opens again. A slow success counts as a failure here.
///
/// Each change of phase starts an epoch, and the outcome of a call from an older epoch is ignored.
public struct BreakerMachine: Sendable {
    /// The phase as of the last event; ``standing(at:)`` also knows what time has done since.
    public internal(set) var phase = BreakerPhase.closed
    var rules: BreakerRules
    var epoch: UInt64 = 0
    /// When an open breaker may be probed.
    var deadline = Instant(nanoseconds: .min)
    /// How many openings came before the present one without a lasting recovery between them.
    var escalation = 0
    /// When the breaker last closed by itself.
    var recovered: Instant?
    var window = BreakerWindow()
    var failuresInARow = 0
    var trial = BreakerTrial()

    /// Creates a closed breaker. Settings out of range are taken at the nearest value in range.
    public init(settings: BreakerSettings) { rules = BreakerRules(settings) }

    /// Asks for a call to pass.
    ///
    /// - Returns: a ticket to give back with the call's outcome, or the reason for refusing.
    public mutating func admit(at now: Instant) -> BreakerAdmission {
        switch phase {
        case .closed, .forcedClosed:
            return .admitted(BreakerTicket(epoch: epoch, lease: nil))
        case .forcedOpen:
            return .refused(.open(retryIn: BreakerStanding.indefinitely))
        case .open:
            guard now >= deadline else { return .refused(.open(retryIn: now.duration(to: deadline))) }
            enter(.halfOpen)
        case .halfOpen:
            break
        }
        guard let lease = trial.take(of: rules.probes, lease: rules.probeLease, at: now) else {
            return .refused(.probing)
        }
        return .admitted(BreakerTicket(epoch: epoch, lease: lease))
    }

    /// Takes the outcome of an admitted call. Every ticket must be settled once.
    ///
    /// A ticket of an older epoch, and a probe's whose lease has ended, changes nothing.
    ///
    /// - Returns: the change of phase that the outcome caused, if any.
    @discardableResult
    public mutating func settle(
        _ ticket: BreakerTicket,
        _ outcome: BreakerOutcome,
        at now: Instant,
        using generator: inout some RandomNumberGenerator
    ) -> BreakerTransition? {
        guard ticket.epoch == epoch else { return nil }
        if phase == .halfOpen {
            guard let lease = ticket.lease, trial.end(lease, at: now) else { return nil }
        }
        let failed: Bool
        let slow: Bool
        switch outcome {
        case .success(let time): (failed, slow) = (false, time.map { $0 >= rules.slowCall } ?? false)
        case .failure: (failed, slow) = (true, false)
        case .released, .ignored: return nil
        }
        switch phase {
        case .closed: return count(failed: failed, slow: slow, at: now, using: &generator)
        case .halfOpen: return conclude(failed: failed || slow, at: now, using: &generator)
        case .open, .forcedOpen, .forcedClosed: return nil
        }
    }

    /// What the breaker would say to a call, without asking for one.
    public func standing(at now: Instant) -> BreakerStanding {
        switch phase {
        case .closed, .forcedClosed: .closed
        case .forcedOpen: .open(retryIn: BreakerStanding.indefinitely)
        case .open:
            now < deadline ? .open(retryIn: now.duration(to: deadline)) : .halfOpen(freeProbes: rules.probes)
        case .halfOpen: .halfOpen(freeProbes: trial.free(of: rules.probes, at: now))
        }
    }

    /// Counts a call through the closed breaker, and opens it when that is too much.
    private mutating func count(
        failed: Bool,
        slow: Bool,
        at now: Instant,
        using generator: inout some RandomNumberGenerator
    ) -> BreakerTransition? {
        window.record(failed: failed, slow: slow, at: now, width: rules.bucketWidth)
        failuresInARow = failed ? failuresInARow &+ 1 : 0
        let counts = window.counts(at: now, width: rules.bucketWidth)
        let cause: BreakerTransition.Cause
        if failuresInARow >= rules.consecutiveFailures {
            cause = .consecutiveFailures
        } else if counts.calls < rules.minimumCalls {
            return nil
        } else if counts.share(counts.failures, reaches: rules.failureRate) {
            cause = .failureRate
        } else if counts.share(counts.slow, reaches: rules.slowRate) {
            cause = .slowRate
        } else {
            return nil
        }
        return trip(cause, at: now, using: &generator)
    }

    /// Counts a probe, and ends the trial when its result is clear.
    private mutating func conclude(
        failed: Bool,
        at now: Instant,
        using generator: inout some RandomNumberGenerator
    ) -> BreakerTransition? {
        trial.count(failed: failed)
        if trial.successes >= rules.successes {
            recovered = now
            enter(.closed)
            return BreakerTransition(from: .halfOpen, to: .closed, cause: .probesSucceeded)
        }
        guard trial.failures > rules.probes - rules.successes else { return nil }
        return trip(.probesFailed, at: now, using: &generator)
    }

    private mutating func trip(
        _ cause: BreakerTransition.Cause,
        at now: Instant,
        using generator: inout some RandomNumberGenerator
    ) -> BreakerTransition {
        escalate(at: now)
        let duration = rules.openDuration(escalation: escalation, using: &generator)
        return open(until: now.advanced(by: duration), cause: cause, at: now)
    }

    /// Reckons whether this opening continues the last outage or begins one.
    mutating func escalate(at now: Instant) {
        let continues =
            phase == .halfOpen || (recovered.map { $0.duration(to: now) < .nanoseconds(rules.window) } ?? false)
        escalation = continues ? min(escalation + 1, 62) : 0
    }

    /// Opens, or stays open, until the later of the deadline that stands and the one given.
    mutating func open(until end: Instant, cause: BreakerTransition.Cause, at now: Instant) -> BreakerTransition {
        let from = phase
        enter(.open)
        deadline = max(deadline, end)
        return BreakerTransition(from: from, to: .open, cause: cause, openFor: now.duration(to: deadline))
    }

    /// Changes the phase: a new epoch, and nothing left of the counts of the one before.
    mutating func enter(_ next: BreakerPhase) {
        phase = next
        epoch &+= 1
        failuresInARow = 0
        window.clear()
        trial.begin()
    }
}
