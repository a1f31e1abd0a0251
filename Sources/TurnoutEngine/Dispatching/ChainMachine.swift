public import TurnoutCore

/// Walks the chain of one decision: which target comes next, and when there is nothing more to try.
///
/// A pure state machine. The shell carries out each ``Step`` and answers with the ``Event`` that came of it; the same
/// machine runs under the live dispatcher and in simulation. It knows nothing of how an attempt is made.
///
/// Only a failure after which another target may help moves on (see ``ErrorCode/allowsFallback``). Once content has
/// been handed to the caller no other target may take over, for the caller would see two answers in one.
public struct ChainMachine: Sendable {
    /// A target of the chain.
    public struct Link: Hashable, Sendable {
        /// The target's number in the policy.
        public var target: Int
        /// The place among the targets that the decision allowed, from 0: how far down the chain one had to go.
        public var position: Int
        /// The target's context in tokens; `nil` when nobody said.
        public var context: Int?

        /// Creates a link.
        public init(target: Int, position: Int, context: Int?) {
            self.target = target
            self.position = position
            self.context = context
        }
    }

    /// What came of a step.
    public enum Event: Hashable, Sendable {
        /// The target was left out before anything was sent: no permit, or its breaker refused.
        case passedOver
        /// The first content of an answer is there.
        case began
        /// The answer is complete.
        case finished
        /// The attempt failed, or its answer broke off.
        case failed(ErrorCode)
    }

    /// What is to be done next.
    public enum Step: Hashable, Sendable {
        /// Call the target.
        case attempt(Link)
        /// Leave the target out, since its context is no larger than one that was too small.
        case passOver(Link)
        /// Hand the answer on as it comes.
        case deliver
        /// Nothing more.
        case stop(Ending)
    }

    /// How the walk ended.
    public enum Ending: Hashable, Sendable {
        case delivered
        /// The last attempt failed, and nothing was left that might do better.
        case failed(ErrorCode)
        /// The answer broke off after the caller had seen a part of it.
        case brokeOff(ErrorCode)
        /// The time for the whole request is over.
        case outOfTime
        /// Nothing was sent: every target was left out at the last moment.
        case noneLeft
    }

    /// The most calls for one request, fallbacks included.
    public static let maximumAttempts = 4

    private let chain: [Link]
    private let deadline: Instant
    /// Whether content goes to the caller as it comes, so that it cannot be taken back.
    private let commits: Bool
    private let attemptLimit: Int
    private var next = 0
    private var current: Link?
    private var failures = 0
    private var hasBegun = false
    private var lastFailure: ErrorCode?
    /// The largest context that was too small.
    private var tooSmall: Int?

    /// Creates a machine at the start of a chain.
    ///
    /// - Parameters:
    ///   - deadline: when the time for the whole request is over.
    ///   - commits: whether content goes to the caller as it comes; otherwise a partial answer is thrown away and the
    ///     next target may take over.
    ///   - attemptLimit: the most calls, at least 1.
    public init(
        chain: [Link],
        deadline: Instant,
        commits: Bool,
        attemptLimit: Int = ChainMachine.maximumAttempts
    ) {
        self.chain = chain
        self.deadline = deadline
        self.commits = commits
        self.attemptLimit = max(1, attemptLimit)
    }

    /// Whether nothing is left to try after the present attempt.
    public var isLast: Bool { next >= chain.count || failures + 1 >= attemptLimit }

    /// The first step.
    public mutating func start(at now: Instant) -> Step { advance(at: now) }

    /// Takes what came of a step.
    public mutating func handle(_ event: Event, at now: Instant) -> Step {
        switch event {
        case .passedOver: return advance(at: now)
        case .began:
            hasBegun = true
            return .deliver
        case .finished: return .stop(.delivered)
        case .failed(let code):
            if hasBegun, commits { return .stop(.brokeOff(code)) }
            hasBegun = false
            failures += 1
            lastFailure = code
            guard code.allowsFallback else { return .stop(.failed(code)) }
            if code == .contextLength, let context = current?.context {
                tooSmall = max(tooSmall ?? 0, context)
            }
            return advance(at: now)
        }
    }

    private mutating func advance(at now: Instant) -> Step {
        guard now < deadline else { return .stop(.outOfTime) }
        guard next < chain.count, failures < attemptLimit else {
            return .stop(lastFailure.map { .failed($0) } ?? .noneLeft)
        }
        let link = chain[next]
        next += 1
        current = link
        if let tooSmall, let context = link.context, context <= tooSmall { return .passOver(link) }
        return .attempt(link)
    }
}
