/// How a target's circuit breaker judges and recovers.
public struct BreakerSettings: Hashable, Sendable {
    /// How far back calls are counted.
    public var window: Duration
    /// The fewest calls in the window before a rate means anything; at least 1.
    public var minimumCalls: Int
    /// The share of failed calls that opens the breaker, in percent from 1 to 100.
    public var failureRate: Int
    /// The share of slow calls that opens the breaker, in percent from 1 to 100.
    public var slowRate: Int
    /// The time to the first token from which on a call is slow.
    public var slowCall: Duration
    /// The failures in a row that open the breaker whatever the rate; at least 1.
    public var consecutiveFailures: Int
    /// How long the breaker stays open at first; it doubles with each opening that follows a failed probe, or that comes
    /// within one window of the last recovery.
    public var open: Duration
    /// The longest that the breaker stays open.
    public var maximumOpen: Duration
    /// How many calls may probe a half-open breaker at a time.
    public var probes: Int
    /// The successes among the probes that close the breaker.
    public var successes: Int
    /// How long a probe may take before its permit is taken back.
    public var probeLease: Duration

    /// Creates settings; the defaults are those of the documentation.
    public init(
        window: Duration = .seconds(30),
        minimumCalls: Int = 10,
        failureRate: Int = 50,
        slowRate: Int = 80,
        slowCall: Duration = .seconds(10),
        consecutiveFailures: Int = 5,
        open: Duration = .seconds(5),
        maximumOpen: Duration = .seconds(300),
        probes: Int = 3,
        successes: Int = 2,
        probeLease: Duration = .seconds(60)
    ) {
        self.window = window
        self.minimumCalls = minimumCalls
        self.failureRate = failureRate
        self.slowRate = slowRate
        self.slowCall = slowCall
        self.consecutiveFailures = consecutiveFailures
        self.open = open
        self.maximumOpen = maximumOpen
        self.probes = probes
        self.successes = successes
        self.probeLease = probeLease
    }
}

/// How often and when a failed call is made again on the same target.
public struct RetrySettings: Hashable, Sendable {
    /// How the waits grow.
    public enum Strategy: String, Sendable, CaseIterable { case constant, linear, exponential }
    /// How the waits are spread, so that callers do not return all at once.
    public enum Jitter: String, Sendable, CaseIterable { case none, equal, full }

    /// The most attempts on one target, the first included.
    public var attempts: Int
    public var strategy: Strategy
    /// The wait before the second attempt.
    public var base: Duration
    /// The longest wait.
    public var maximum: Duration
    public var jitter: Jitter
    /// How many failures a target's allowance for retries holds; a retry needs more than half of it.
    public var budget: Int
    /// What a success gives back to the allowance, in percent of what a failure takes.
    public var refund: Int

    /// Creates settings; the defaults are those of the documentation.
    public init(
        attempts: Int = 2,
        strategy: Strategy = .exponential,
        base: Duration = .milliseconds(250),
        maximum: Duration = .seconds(8),
        jitter: Jitter = .full,
        budget: Int = 10,
        refund: Int = 10
    ) {
        self.attempts = attempts
        self.strategy = strategy
        self.base = base
        self.maximum = maximum
        self.jitter = jitter
        self.budget = budget
        self.refund = refund
    }
}

/// How long the parts of an answer may take.
public struct TimeoutSettings: Hashable, Sendable {
    /// From the start of a call until the connection stands.
    public var connect: Duration
    /// From the start of a call until the first piece of content, as long as nothing is known of the target.
    public var firstToken: Duration
    /// Whether the policy says that time; otherwise it follows what the target usually takes: four times the 95th
    /// percentile, from 10 to 60 seconds.
    public var isFirstTokenFixed: Bool
    /// The same for Ollama, which may have to load the model first.
    public var firstTokenOllama: Duration
    /// Between two signs of life after that.
    public var idle: Duration
    /// The same for models that think before they answer.
    public var idleReasoning: Duration
    /// The whole request, over all attempts.
    public var total: Duration

    /// Creates settings; the defaults are those of the documentation.
    public init(
        connect: Duration = .seconds(5),
        firstToken: Duration = .seconds(30),
        isFirstTokenFixed: Bool = false,
        firstTokenOllama: Duration = .seconds(300),
        idle: Duration = .seconds(30),
        idleReasoning: Duration = .seconds(180),
        total: Duration = .seconds(120)
    ) {
        self.connect = connect
        self.firstToken = firstToken
        self.isFirstTokenFixed = isFirstTokenFixed
        self.firstTokenOllama = firstTokenOllama
        self.idle = idle
        self.idleReasoning = idleReasoning
        self.total = total
    }

    /// How long a target of that kind may take until the first piece of content.
    public func firstToken(of kind: ProviderKind) -> Duration { kind == .ollama ? firstTokenOllama : firstToken }
}

/// An allowance of something over a period of time, such as 600 requests a minute.
public struct Rate: Hashable, Sendable {
    /// How many, at least 1.
    public var amount: Int
    /// In how long.
    public var period: Duration

    /// Creates a rate.
    public init(amount: Int, period: Duration) {
        self.amount = amount
        self.period = period
    }
}

/// What a provider or a model may be asked for.
public struct LimitSettings: Hashable, Sendable {
    /// Requests over periods, all of which hold.
    public var requests: [Rate]
    /// Tokens over periods, all of which hold.
    public var tokens: [Rate]
    /// Calls at the same time.
    public var concurrency: Int?

    /// Creates limits; none by default.
    public init(requests: [Rate] = [], tokens: [Rate] = [], concurrency: Int? = nil) {
        self.requests = requests
        self.tokens = tokens
        self.concurrency = concurrency
    }
}
