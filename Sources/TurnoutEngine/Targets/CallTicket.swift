public import TurnoutCore
public import TurnoutPolicy

/// Leave to make one call to a target; it has to be settled once.
public struct CallTicket: Hashable, Sendable {
    /// The breaker's leave; `nil` for a call that is made whatever the breaker says.
    let breaker: BreakerTicket?
    /// The leave of the breaker that counts unusable answers.
    let answers: BreakerTicket?
    /// What was taken of the target's limits.
    let limits: LimitTicket?

    /// Whether the call is a trial of a half-open breaker.
    public var isProbe: Bool { breaker?.isProbe == true || answers?.isProbe == true }
}

/// What a target says to a call.
public enum CallAdmission: Hashable, Sendable {
    case admitted(CallTicket)
    case refused(CallRefusal)
}

/// Why a target takes no call now.
public enum CallRefusal: Error, Hashable, Sendable {
    /// The credential or its account is refused.
    case quarantined(retryIn: Duration)
    /// The breaker is open, for that long.
    case breakerOpen(retryIn: Duration)
    /// The breaker is half open and its trials are under way.
    case breakerProbing
    /// A limit is used up, or the provider asked to wait.
    case limited(retryIn: Duration)
    /// It has as many calls under way as it takes.
    case saturated
    /// The request is larger than a limit will ever allow.
    case tooLarge

    /// What a limit's refusal means for a call.
    public init(_ refusal: LimitRefusal) {
        switch refusal.retry {
        case .after(let wait): self = .limited(retryIn: wait)
        case .whenACallEnds: self = .saturated
        case .never: self = .tooLarge
        }
    }

    /// The code that records carry.
    public var code: ReasonCode {
        switch self {
        case .quarantined: .quarantined
        case .breakerOpen: .breakerOpen
        case .breakerProbing: .breakerProbing
        case .limited, .tooLarge: .rateLimited
        case .saturated: .saturated
        }
    }

    /// How long it lasts; `nil` when nobody knows.
    public var retryIn: Duration? {
        switch self {
        case .quarantined(let wait), .breakerOpen(let wait), .limited(let wait): wait
        case .breakerProbing, .saturated, .tooLarge: nil
        }
    }

    /// A sentence for people.
    public var sentence: String {
        switch self {
        case .quarantined(let wait): "its credential or account is refused (retry in \(wait.roundedText))"
        case .breakerOpen: "the breaker opened meanwhile"
        case .breakerProbing: "the breaker's probes are taken"
        case .limited(let wait): "a limit is used up (retry in \(wait.roundedText))"
        case .saturated: "it has as many calls as it takes at a time"
        case .tooLarge: "the request is larger than its limit of tokens"
        }
    }

    /// What it means for the walk along the chain.
    public var obstacle: ChainMachine.Obstacle {
        switch self {
        case .quarantined, .breakerOpen, .breakerProbing, .tooLarge: .closed
        case .limited(let wait): .busy(retryIn: wait)
        case .saturated: .busy(retryIn: nil)
        }
    }
}

/// How a call ended, in what a target's machine counts.
public struct CallOutcome: Hashable, Sendable {
    /// What the breaker is told.
    public var breaker: BreakerOutcome
    /// What went wrong; `nil` for a complete answer.
    public var code: ErrorCode?
    /// Whether the provider said that it has too much to do.
    public var isOverload: Bool
    /// How long the provider asks to wait.
    public var retryAfter: Duration?
    /// From the start of the call to the first token, where that was seen.
    public var timeToFirstToken: Duration?
    /// How long the call took.
    public var duration: Duration
    /// The tokens that it took; `nil` when nobody counted.
    public var tokens: Int?
    /// Whether nothing was sent.
    public var wasNotSent: Bool

    /// Whether the service has seen the credential and said something about it, if only by answering.
    public var wasJudged: Bool {
        switch code {
        case nil, .invalidRequest, .rateLimited, .contextLength, .modelNotFound, .contentPolicy, .model: true
        case .authentication, .quotaExceeded: true
        case .timeout, .network, .provider, .rejectedByPolicy, .cancelled, .unknown: false
        }
    }

    /// Creates an outcome.
    public init(
        breaker: BreakerOutcome, code: ErrorCode? = nil, isOverload: Bool = false, retryAfter: Duration? = nil,
        timeToFirstToken: Duration? = nil, duration: Duration = .zero, tokens: Int? = nil, wasNotSent: Bool = false
    ) {
        self.breaker = breaker
        self.code = code
        self.isOverload = isOverload
        self.retryAfter = retryAfter
        self.timeToFirstToken = timeToFirstToken
        self.duration = duration
        self.tokens = tokens
        self.wasNotSent = wasNotSent
    }
}

/// What a target's machine has to say after a call.
public struct CallSettlement: Hashable, Sendable {
    /// The changes of the breakers' phases that the call caused.
    public var transitions: [BreakerTransition]
    /// Whether the target's allowance for retries has any left.
    public var mayRetry: Bool
    /// What the target usually takes until the first token; zero when that is not known.
    public var typicalWait: Duration
}
