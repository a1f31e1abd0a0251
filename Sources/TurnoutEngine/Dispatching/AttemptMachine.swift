public import TurnoutCore

/// Follows one call to a provider: when its silence is too long, what of it is handed on, and how it ended.
///
/// A pure state machine. The shell tells it each event and the time, asks it when to look again, and obeys. There is
/// exactly one ending: whatever comes after it is dropped.
///
/// The time until the first content runs from the start, whatever signs of life come in between. After that every
/// event starts the time for silence anew. While an event waits for a slow reader no silence is counted: the
/// provider is being held up, it is not slow. The deadline of the whole request holds all the time.
public struct AttemptMachine: Sendable {
    /// What is to be done with an event.
    public enum Handling: Hashable, Sendable {
        /// Nothing: the attempt is over.
        case drop
        /// Nothing yet: there is no content to go with it.
        case hold
        /// Hand it on; it is the answer's first content.
        case begin
        /// Hand it on.
        case pass
    }

    private let limits: AttemptLimits
    /// When the attempt began.
    public let started: Instant
    private var firstContent: Instant?
    /// When the silence is too long.
    private var patience: Instant
    private var isPassing = false
    /// How the attempt ended; `nil` while it has not.
    public private(set) var ending: AttemptEnding?
    /// When it ended.
    private var ended: Instant?
    /// The last count of tokens.
    public private(set) var usage: Usage?
    /// Whether anything of an answer has come, be it only a sign of life: then the service is at work.
    public private(set) var hasHeard = false

    /// Creates a machine for an attempt that starts now.
    public init(limits: AttemptLimits, at now: Instant) {
        self.limits = limits
        started = now
        patience = now.advanced(by: limits.firstContent)
    }

    /// Whether content has come.
    public var hasBegun: Bool { firstContent != nil }

    /// From the start to the first content.
    public var timeToFirstContent: Duration? { firstContent.map { started.duration(to: $0) } }

    /// From the start to the end.
    public var duration: Duration? { ended.map { started.duration(to: $0) } }

    /// Takes an event of the provider. After `begin` and `pass`, ``passed(at:)`` has to follow.
    public mutating func handle(_ event: AnswerEvent, at now: Instant) -> Handling {
        guard ending == nil else { return .drop }
        hasHeard = true
        if case .usage(let count) = event { usage = count }
        let isFirst = firstContent == nil
        if isFirst {
            guard event.isSemantic else { return .hold }
            firstContent = now
        }
        if case .finished(let reason) = event { end(.finished(reason), at: now) }
        isPassing = true
        return isFirst ? .begin : .pass
    }

    /// The event has been handed on; the reader is ready for more.
    public mutating func passed(at now: Instant) {
        isPassing = false
        patience = now.advanced(by: limits.idle)
    }

    /// The latest moment at which ``expire(at:)`` has to be asked again.
    ///
    /// Events only ever move the limit to a time that is at least the time for silence away, so a look at these moments
    /// finds every timeout when it happens, and no timer has to be set for each event.
    public func nextLook(at now: Instant) -> Instant {
        min(limits.deadline, isPassing ? .endOfTime : patience, now.advanced(by: max(limits.idle, .milliseconds(1))))
    }

    /// Ends the attempt if a limit is reached, and says whether the provider's call has to end now.
    ///
    /// After a complete answer a call has as long as any silence may be to end by itself, so that its connection can be
    /// used again.
    public mutating func expire(at now: Instant) -> Bool {
        guard !isPassing || now >= limits.deadline else { return false }
        if now >= limits.deadline {
            end(.timedOut(.total), at: now)
        } else if now >= patience {
            end(.timedOut(hasBegun ? .idle(limits.idle) : .firstContent(limits.firstContent)), at: now)
        } else {
            return false
        }
        return true
    }

    /// The provider's call is over: it returned, or it failed.
    ///
    /// - Parameters:
    ///   - failure: what it threw; `nil` when it returned, which without a complete answer is an answer that broke off.
    ///   - isCancelled: whether the caller has gone away.
    /// - Returns: how the attempt ended, which may have been clear before.
    @discardableResult
    public mutating func close(_ failure: ProviderFailure?, isCancelled: Bool, at now: Instant) -> AttemptEnding {
        if let ending { return ending }
        let result: AttemptEnding
        if isCancelled {
            result = .cancelled
        } else if var failure {
            if failure.code == .cancelled || failure.code == .rejectedByPolicy {
                // Not for a provider to say: nobody cancelled it, and the policy let the request through.
                failure.code = .provider
            }
            result = .failed(failure)
        } else {
            result = .failed(ProviderFailure(.network, "the answer broke off: it ended without being complete"))
        }
        end(result, at: now)
        return result
    }

    /// Ends the attempt from this side.
    public mutating func abort(_ result: AttemptEnding, at now: Instant) { end(result, at: now) }

    private mutating func end(_ result: AttemptEnding, at now: Instant) {
        guard ending == nil else { return }
        ending = result
        ended = now
    }

    /// What the target's breaker is to be told.
    ///
    /// A deadline says nothing about the target when the caller set it, or when it cut an answer short that was coming.
    /// A target that was silent until the policy's own deadline is unwell, if it was silent for as long as makes a call
    /// slow.
    ///
    /// - Parameter isStreamed: whether the time to the first content is that of a first token; the time of a whole
    ///   answer tells nothing about speed.
    public func breakerOutcome(isStreamed: Bool) -> BreakerOutcome {
        switch ending {
        case .finished: .success(timeToFirstToken: isStreamed ? timeToFirstContent : nil)
        case .failed(let failure): failure.code.countsAsFailure ? .failure : .ignored
        case .timedOut(.firstContent), .timedOut(.idle): .failure
        case .timedOut(.total):
            !limits.isCallersDeadline && !hasBegun && (duration ?? .zero) >= limits.slowCall ? .failure : .ignored
        case .cancelled, nil: .released
        }
    }
}

extension Instant {
    /// Later than anything that happens.
    fileprivate static let endOfTime = Instant(nanoseconds: .max)
}
