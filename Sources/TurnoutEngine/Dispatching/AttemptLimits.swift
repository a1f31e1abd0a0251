public import TurnoutCore
public import TurnoutPolicy

/// How long one attempt may be silent, and when everything has to be over.
public struct AttemptLimits: Hashable, Sendable {
    /// From the start until the first content.
    public var firstContent: Duration
    /// Between two signs of life after that.
    public var idle: Duration
    /// When the time for the whole request is over.
    public var deadline: Instant
    /// Whether the caller set that deadline; otherwise the policy did.
    public var isCallersDeadline: Bool
    /// The silence from which on a call counts as slow.
    public var slowCall: Duration

    /// Creates limits.
    public init(
        firstContent: Duration,
        idle: Duration,
        deadline: Instant,
        isCallersDeadline: Bool = false,
        slowCall: Duration
    ) {
        self.firstContent = firstContent
        self.idle = idle
        self.deadline = deadline
        self.isCallersDeadline = isCallersDeadline
        self.slowCall = slowCall
    }

    /// How long the first content of one attempt may take.
    ///
    /// A streamed answer has the policy's time until the first token. A plain answer comes in one piece when all of it
    /// is written, and from outside a long one looks like a provider that hangs: it has half of the time that is left
    /// while there is another target to fall back to, though never less than the time until a first token, and all of
    /// it on the last.
    ///
    /// - Parameter usual: the 95th percentile of the target's times to the first token; `nil` while it is not known.
    public static func firstContent(
        of target: Target,
        timeouts: TimeoutSettings,
        isStreamed: Bool,
        isLast: Bool,
        left: Duration,
        usual: Duration? = nil
    ) -> Duration {
        let firstToken = timeouts.firstToken(of: target, usual: usual)
        if isStreamed { return firstToken }
        return isLast ? left : max(firstToken, left / 2)
    }
}

extension TimeoutSettings {
    /// The shortest and longest time that a target is given from what it usually takes.
    private static let adaptiveRange = Duration.seconds(10)...Duration.seconds(60)

    /// How long a target may take until the first token: what the policy says, else four times what it usually takes.
    ///
    /// Ollama may have to load the model between two calls, whatever the calls before took.
    func firstToken(of target: Target, usual: Duration?) -> Duration {
        guard !isFirstTokenFixed, target.kind != .ollama, let usual else { return firstToken(of: target.kind) }
        return min(max(usual * 4, Self.adaptiveRange.lowerBound), Self.adaptiveRange.upperBound)
    }

    /// How long an answer that has begun may be silent.
    public func idle(of target: Target) -> Duration {
        target.capabilities.contains(Capabilities(.reasoning)) ? max(idle, idleReasoning) : idle
    }
}
