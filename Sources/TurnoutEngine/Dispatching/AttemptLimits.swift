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
    public static func firstContent(
        of target: Target,
        timeouts: TimeoutSettings,
        isStreamed: Bool,
        isLast: Bool,
        left: Duration
    ) -> Duration {
        let firstToken = timeouts.firstToken(of: target.kind)
        if isStreamed { return firstToken }
        return isLast ? left : max(firstToken, left / 2)
    }
}
