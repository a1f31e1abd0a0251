public import TurnoutCore

/// Leaves a credential alone that its service refuses, and an account that has nothing left to spend.
///
/// A pure state machine for one credential, whichever targets use it; targets with another go on. One refusal may be an
/// infrastructure that stumbled, so it takes two in a row; a quota that is used up is said by someone who counts, and
/// once is enough. When the time is over one call finds out how things stand. Each quarantine that follows at once
/// lasts twice as long as the one before.
public struct CredentialMachine: Sendable {
    /// Refusals in a row that start a quarantine.
    static let refusals = 2
    /// How long the first quarantine of a refused credential lasts.
    static let firstRefusal = Duration.seconds(30)
    /// The longest quarantine of a refused credential.
    static let longestRefusal = Duration.seconds(600)
    /// How long the first quarantine of a used-up account lasts, where its service does not say.
    static let firstQuota = Duration.seconds(60)
    /// The longest quarantine of a used-up account, whatever its service says: somebody may pay in the meantime.
    static let longestQuota = Duration.seconds(3600)
    /// How long the call that finds out may take before another may.
    static let trialLease = Duration.seconds(60)

    private enum State: Hashable {
        case clear
        case held(until: Instant)
        case tried(lease: Instant)
    }

    private var state = State.clear
    private var inARow = 0
    private var escalation = 0
    private var epoch: UInt64 = 0

    /// Creates a machine for a credential that nothing is known of.
    public init() {}

    /// Leave to use the credential; it has to be settled once.
    public struct Ticket: Hashable, Sendable {
        fileprivate let epoch: UInt64
        fileprivate let isTrial: Bool
    }

    /// How long the credential is left alone; `nil` when it may be used.
    public func standing(at now: Instant) -> Duration? {
        switch state {
        case .clear: nil
        case .held(let until): until > now ? now.duration(to: until) : nil
        case .tried(let lease): lease > now ? now.duration(to: lease) : nil
        }
    }

    /// Asks to use the credential; `nil` while it is left alone.
    public mutating func admit(at now: Instant) -> Ticket? {
        guard standing(at: now) == nil else { return nil }
        if state == .clear { return Ticket(epoch: epoch, isTrial: false) }
        state = .tried(lease: now.advanced(by: Self.trialLease))
        epoch &+= 1
        return Ticket(epoch: epoch, isTrial: true)
    }

    /// Takes what came of a call with the credential.
    ///
    /// - Parameters:
    ///   - code: how the call failed; `nil` when it was answered.
    ///   - wasJudged: whether the service has seen the credential at all; a call that was cancelled or did not get
    ///     through says nothing.
    ///   - retryAfter: how long the service asks to wait.
    /// - Returns: how long the quarantine lasts that this starts; `nil` when it starts none.
    @discardableResult
    public mutating func settle(
        _ ticket: Ticket, _ code: ErrorCode?, wasJudged: Bool, retryAfter: Duration? = nil, at now: Instant
    ) -> Duration? {
        // What was sent before a quarantine, or before its trial, is old news.
        guard ticket.epoch == epoch else { return nil }
        if case .held = state { return nil }
        switch code {
        case .authentication:
            inARow += 1
            guard ticket.isTrial || inARow >= Self.refusals else { return nil }
            return hold(Self.firstRefusal, atMost: Self.longestRefusal, at: now)
        case .quotaExceeded:
            if let retryAfter {
                return hold(for: min(max(retryAfter, .seconds(1)), Self.longestQuota), at: now)
            }
            return hold(Self.firstQuota, atMost: Self.longestQuota, at: now)
        default:
            if wasJudged {
                clear()
            } else if ticket.isTrial {
                // The next may try in its place.
                state = .held(until: now)
            }
            return nil
        }
    }

    /// Forgets what was known, as after the credential has been replaced.
    public mutating func clear() {
        if state != .clear { epoch &+= 1 }
        state = .clear
        inARow = 0
        escalation = 0
    }

    private mutating func hold(_ first: Duration, atMost longest: Duration, at now: Instant) -> Duration {
        let length = min(first * (1 << min(escalation, 10)), longest)
        escalation = min(escalation + 1, 10)
        return hold(for: length, at: now)
    }

    private mutating func hold(for length: Duration, at now: Instant) -> Duration {
        state = .held(until: now.advanced(by: length))
        inARow = 0
        epoch &+= 1
        return length
    }
}
