public import TurnoutCore
public import TurnoutPolicy

/// A target of the chain that a decision allowed.
public struct ChainLink: Hashable, Sendable {
    /// The target's number in the policy.
    public var target: Int
    /// The place among the targets that the decision allowed, from 0: how far down the chain one had to go.
    public var position: Int
    /// The target's context in tokens; `nil` when nobody said.
    public var context: Int?
    /// The most that one call can cost; `nil` when that cannot be bounded.
    public var worstCase: Money?
    /// Whether the target is unwell and tried only because most of its step is: such a call is made once.
    public var isPanic: Bool
    /// How often a failed call is made again.
    public var retries: RetrySettings

    /// Creates a link.
    public init(
        target: Int, position: Int, context: Int? = nil, worstCase: Money? = nil, isPanic: Bool = false,
        retries: RetrySettings = RetrySettings()
    ) {
        self.target = target
        self.position = position
        self.context = context
        self.worstCase = worstCase
        self.isPanic = isPanic
        self.retries = retries
    }
}

/// What holds for the whole walk along a chain.
public struct ChainRules: Hashable, Sendable {
    /// When the time for the whole request is over.
    public var deadline: Instant
    /// Whether content goes to the caller as it comes, so that it cannot be taken back.
    public var commits: Bool
    /// The most calls, retries, fallbacks and hedges included; at least 1.
    public var attempts: Int
    /// The most that all calls together may cost.
    public var costCap: Money?
    /// Whether another target is asked after one refused the content.
    public var fallsBackOnContentPolicy: Bool

    /// Creates rules.
    public init(
        deadline: Instant, commits: Bool, attempts: Int = 4, costCap: Money? = nil,
        fallsBackOnContentPolicy: Bool = false
    ) {
        self.deadline = deadline
        self.commits = commits
        self.attempts = attempts
        self.costCap = costCap
        self.fallsBackOnContentPolicy = fallsBackOnContentPolicy
    }
}

/// How a call of a chain failed, with what its target's state has to say on trying again.
public struct ChainFailure: Hashable, Sendable {
    /// Where it was made.
    public var link: ChainLink
    public var code: ErrorCode
    /// How long the provider asks to wait.
    public var retryAfter: Duration?
    /// Whether nothing was reached at all, so that to try again at once is of little use.
    public var isUnreachable: Bool
    /// Whether the provider says that it has too much to do.
    public var isOverload: Bool
    /// Whether the target's allowance for retries has any left.
    public var mayRetry: Bool
    /// What the target usually takes until the first token.
    public var typicalWait: Duration
    /// What the call cost, or may have cost; `nil` when it cannot be said, which counts as the worst case.
    public var cost: Money?

    /// Creates a failure.
    public init(
        link: ChainLink, _ code: ErrorCode, retryAfter: Duration? = nil, isUnreachable: Bool = false,
        isOverload: Bool = false, mayRetry: Bool = true, typicalWait: Duration = .zero, cost: Money? = nil
    ) {
        self.link = link
        self.code = code
        self.retryAfter = retryAfter
        self.isUnreachable = isUnreachable
        self.isOverload = isOverload
        self.mayRetry = mayRetry
        self.typicalWait = typicalWait
        self.cost = cost
    }
}
