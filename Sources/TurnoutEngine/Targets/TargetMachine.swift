public import TurnoutCore
import TurnoutPolicy

/// All that is known of one target's condition: its breaker, limits, allowance for retries, speed and load.
///
/// A pure state machine: the live router keeps one behind a lock for each target, the simulation keeps the same ones.
/// What belongs to a provider or a credential as a whole is elsewhere: ``LimitSet``, ``CredentialMachine``.
public struct TargetMachine: Sendable {
    /// How long a target is left alone whose service has no such model.
    static let missingModelPause = Duration.seconds(300)
    /// The longest that a target is left alone on its provider's word: whoever says a day may have meant a minute.
    static let longestPause = Duration.seconds(3600)

    private var breaker: BreakerMachine
    /// Counts unusable answers in a window of their own, so that neither hides the other.
    private var answers: BreakerMachine
    private var retries: RetryBudget
    private var throttle = AdaptiveLimit()
    private var limits: LimitSet
    private var pace = TargetPace()
    /// The provider's own word on when to come back.
    private var notBefore: Instant?
    private var isDown = false
    private var inFlight = 0
    /// When a call last began or ended.
    private var lastTraffic: Instant?
    private var tally = TargetTally()
    private var settings: TargetSettings

    /// Creates a machine for a target that nothing is known of.
    public init(settings: TargetSettings) {
        self.settings = settings
        breaker = BreakerMachine(settings: settings.breaker)
        answers = BreakerMachine(settings: settings.breaker)
        retries = RetryBudget(settings.retries)
        limits = LimitSet(settings.limits)
    }

    // MARK: Looking

    /// What a decision sees of the target.
    public func state(at now: Instant) -> TargetState {
        TargetState(
            breaker: standing(at: now), isDown: isDown, limitedFor: wait(at: now), inFlight: inFlight)
    }

    /// The stricter of the two breakers.
    public func standing(at now: Instant) -> BreakerStanding {
        let calls = breaker.standing(at: now)
        let usable = answers.standing(at: now)
        switch (calls, usable) {
        case (.closed, let other), (let other, .closed): return other
        case (.open(let first), .open(let second)): return .open(retryIn: max(first, second))
        case (.open, _): return calls
        case (_, .open): return usable
        case (.halfOpen(let first), .halfOpen(let second)): return .halfOpen(freeProbes: min(first, second))
        }
    }

    private func wait(at now: Instant) -> Duration? {
        let told = notBefore.flatMap { $0 > now ? now.duration(to: $0) : nil }
        guard case .after(let limited)? = limits.refusal(tokens: 0, at: now)?.retry else { return told }
        return max(limited, told ?? .zero)
    }

    // MARK: Calls

    /// Asks for a call to pass.
    ///
    /// - Parameters:
    ///   - tokens: what the request takes of limits on tokens, the answer included.
    ///   - ignoresBreaker: whether it is made whatever the breaker says; its outcome is then not counted.
    public mutating func admit(tokens: Int, ignoresBreaker: Bool = false, at now: Instant) -> CallAdmission {
        if let notBefore, notBefore > now { return .refused(.limited(retryIn: now.duration(to: notBefore))) }
        guard throttle.mayEnter(inFlight: inFlight) else { return .refused(.saturated) }
        if !ignoresBreaker {
            switch standing(at: now) {
            case .open(let wait): return .refused(.breakerOpen(retryIn: wait))
            case .halfOpen(let free) where free <= 0: return .refused(.breakerProbing)
            case .closed, .halfOpen: break
            }
        }
        let reserved: LimitTicket?
        switch limits.reserve(tokens: tokens, at: now) {
        case .reserved(let ticket): reserved = ticket
        case .refused(let refusal): return .refused(CallRefusal(refusal))
        }
        inFlight += 1
        lastTraffic = now
        guard !ignoresBreaker else { return .admitted(CallTicket(breaker: nil, answers: nil, limits: reserved)) }
        // Both were asked above, in the same breath.
        guard case .admitted(let first) = breaker.admit(at: now), case .admitted(let second) = answers.admit(at: now)
        else {
            inFlight -= 1
            if let reserved { limits.release(reserved, at: now) }
            return .refused(.breakerProbing)
        }
        return .admitted(CallTicket(breaker: first, answers: second, limits: reserved))
    }

    /// Takes the end of an admitted call. Every ticket must be settled once.
    public mutating func settle(
        _ ticket: CallTicket, _ outcome: CallOutcome, at now: Instant, using generator: inout some RandomNumberGenerator
    ) -> CallSettlement {
        inFlight -= 1
        lastTraffic = now
        if let reserved = ticket.limits {
            if outcome.wasNotSent {
                limits.release(reserved, at: now)
            } else {
                limits.settle(reserved, tokens: outcome.tokens, at: now)
            }
        }
        learn(from: outcome, at: now)
        let transitions = judge(ticket, outcome, at: now, using: &generator)
        return CallSettlement(
            transitions: transitions, mayRetry: retries.allowsRetry,
            typicalWait: pace.median ?? .zero)
    }

    private mutating func learn(from outcome: CallOutcome, at now: Instant) {
        tally.count(outcome)
        if let time = outcome.timeToFirstToken { pace.record(time, at: now) }
        if outcome.code == .rateLimited || outcome.isOverload {
            _ = throttle.overloaded(inFlight: inFlight + 1, firstToken: pace.median, at: now)
        } else if outcome.code == nil {
            throttle.succeeded(inFlight: inFlight + 1)
            isDown = false
        }
        if let wait = outcome.retryAfter, outcome.code == .rateLimited || outcome.isOverload {
            let end = now.advanced(by: min(wait, Self.longestPause))
            notBefore = max(notBefore ?? end, end)
        }
        switch outcome.breaker {
        case .success: retries.succeeded()
        case .failure: retries.failed()
        case .released, .ignored: if outcome.code == .rateLimited { retries.failed() }
        }
    }

    private mutating func judge(
        _ ticket: CallTicket, _ outcome: CallOutcome, at now: Instant,
        using generator: inout some RandomNumberGenerator
    ) -> [BreakerTransition] {
        let isUnusable = outcome.code == .model
        var transitions: [BreakerTransition] = []
        if let ticket = ticket.breaker {
            let judged: BreakerOutcome = isUnusable ? .ignored : patient(outcome.breaker)
            if let change = breaker.settle(ticket, judged, at: now, using: &generator) { transitions.append(change) }
        }
        if let ticket = ticket.answers {
            let judged: BreakerOutcome
            switch outcome.breaker {
            case .success: judged = .success(timeToFirstToken: nil)
            case .failure where isUnusable: judged = .failure
            case .failure, .ignored: judged = .ignored
            case .released: judged = .released
            }
            if var change = answers.settle(ticket, judged, at: now, using: &generator) {
                change.isOfAnswers = true
                transitions.append(change)
            }
        }
        if outcome.code == .modelNotFound,
            let told = breaker.open(until: now.advanced(by: Self.missingModelPause), at: now)
        {
            transitions.append(told)
        }
        return transitions
    }

    /// Slow is what takes long for anyone and for this target too: a model that always thinks for a while is not unwell.
    private func patient(_ outcome: BreakerOutcome) -> BreakerOutcome {
        guard case .success(let time?) = outcome, let usual = pace.slow, time < usual * 4 else {
            return outcome
        }
        return .success(timeToFirstToken: nil)
    }

    /// Whether nobody has called the target for that long, so that only a probe can tell how it is.
    public func isQuiet(for length: Duration, at now: Instant) -> Bool {
        guard inFlight == 0 else { return false }
        return lastTraffic.map { $0.duration(to: now) >= length } ?? true
    }

    // MARK: Control

    /// What an active probe or an operator says of the target.
    public mutating func note(isDown: Bool) { self.isDown = isDown }

    /// Holds the breaker open or closed, or with `nil` lets it judge by itself again.
    public mutating func force(_ override: BreakerOverride?, at now: Instant) -> BreakerTransition? {
        _ = answers.force(override == .closed ? .closed : nil, at: now)
        return breaker.force(override, at: now)
    }

    /// Forgets how long the provider asked to wait, as when somebody loads the policy anew.
    public mutating func forgive() { notBefore = nil }

    /// Takes new settings, as a reloaded policy has them.
    public mutating func adopt(_ next: TargetSettings, at now: Instant) {
        guard next != settings else { return }
        breaker.adopt(next.breaker)
        answers.adopt(next.breaker)
        if next.retries != settings.retries { retries.adopt(next.retries) }
        if next.limits != settings.limits { limits.adopt(next.limits, at: now) }
        settings = next
    }

    /// Everything about the target, for people to look at.
    public func snapshot(at now: Instant) -> TargetSnapshot {
        TargetSnapshot(
            breaker: breaker.snapshot(at: now), standing: standing(at: now), isDown: isDown,
            limitedFor: wait(at: now), quota: limits.quota(at: now), inFlight: inFlight,
            callLimit: throttle.limit, medianFirstToken: pace.median, slowFirstToken: pace.slow, tally: tally)
    }

    /// The time to the first token that 95 of 100 calls stay below; `nil` while too little is known.
    public var slowFirstToken: Duration? { pace.slow }

    /// The median time to the first token; `nil` while too little is known.
    public var medianFirstToken: Duration? { pace.median }
}
