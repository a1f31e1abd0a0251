public import TurnoutEngine
public import TurnoutLedger
public import TurnoutPrivacy

/// What a router takes from outside: time, randomness, detectors, and who is told what it does.
public struct RouterOptions: Sendable {
    /// The time that everything is measured by.
    public var clock: any RouterClock
    /// Detectors beside the built-in ones.
    public var detectors: [any Detector]
    /// What estimates how hard a request is.
    public var estimator: any ComplexityEstimator
    /// Whether to begin without external targets; see ``Router/isOffline``.
    public var isOffline: Bool
    /// A source of random numbers, called from any task: for identifiers, balancing and the spread of pauses.
    public var random: @Sendable () -> UInt64
    /// How many conversations' pseudonyms are kept, and for how long.
    public var pseudonyms: VaultLimits
    /// What keeps account of every request before it is sent; without one, nothing does.
    public var audit: (any AuditTrail)?
    /// What keeps account of money and calls. Without one, budgets are kept in this router's memory alone, and begin anew
    /// with each start.
    public var ledger: (any Ledger)?
    /// Where the rules of time zones are read that budgets name.
    public var zones: TimeZoneFiles
    /// Who is told what happens.
    public var observer: (any RouterObserver)?
    /// Where the tasks run that the router starts itself; `nil` for the process's own pool.
    public var executor: (any TaskExecutor)?

    /// Creates options; by default the machine's time and randomness, and the built-in detectors alone.
    public init(
        clock: any RouterClock = SystemClock(),
        detectors: [any Detector] = [],
        estimator: any ComplexityEstimator = CountingComplexityEstimator(),
        isOffline: Bool = false,
        random: (@Sendable () -> UInt64)? = nil,
        pseudonyms: VaultLimits = VaultLimits(),
        audit: (any AuditTrail)? = nil,
        ledger: (any Ledger)? = nil,
        zones: TimeZoneFiles = TimeZoneFiles(),
        observer: (any RouterObserver)? = nil,
        executor: (any TaskExecutor)? = nil
    ) {
        self.clock = clock
        self.detectors = detectors
        self.estimator = estimator
        self.isOffline = isOffline
        self.random = random ?? SystemRandomness().next
        self.pseudonyms = pseudonyms
        self.audit = audit
        self.ledger = ledger
        self.zones = zones
        self.observer = observer
        self.executor = executor
    }
}
