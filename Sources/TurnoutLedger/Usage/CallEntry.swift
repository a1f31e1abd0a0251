public import TurnoutCore

/// One call as the ledger keeps it: what usage and reports are made of. It holds no content.
public struct CallEntry: Hashable, Sendable {
    public var id: ReservationID
    /// When the call began.
    public var time: Timestamp
    public var target: TargetName
    /// Whether the target is on this machine or a private network.
    public var isLocal: Bool
    /// Whose call it was; in the form that ``Attribution`` gives it.
    public var attribution: Attribution
    /// The task that the policy found.
    public var task: String
    /// `served`, or the code of the error.
    public var outcome: String
    public var usage: Usage?
    /// What was set aside for it; `nil` when it was not bounded.
    public var bound: Money?
    /// What it cost, or what it is taken to have cost when nobody knows; `nil` when its price is unknown.
    public var cost: Money?
    /// What it would have cost without the provider's cache, less ``cost``.
    public var savedByCache: Money
    /// What the same tokens would have cost at the cheapest priced target that was allowed, for calls that cost nothing.
    public var savedByLocal: Money
    /// From its beginning to its end.
    public var duration: Duration
    /// From its beginning to the first content.
    public var timeToFirstToken: Duration?
    public var isHedge: Bool

    /// Creates an entry.
    public init(
        id: ReservationID, time: Timestamp, target: TargetName, isLocal: Bool, attribution: Attribution, task: String,
        outcome: String, usage: Usage? = nil, bound: Money? = nil, cost: Money? = nil, savedByCache: Money = .zero,
        savedByLocal: Money = .zero, duration: Duration, timeToFirstToken: Duration? = nil, isHedge: Bool = false
    ) {
        self.id = id
        self.time = time
        self.target = target
        self.isLocal = isLocal
        self.attribution = attribution
        self.task = task
        self.outcome = outcome
        self.usage = usage
        self.bound = bound
        self.cost = cost
        self.savedByCache = savedByCache
        self.savedByLocal = savedByLocal
        self.duration = duration
        self.timeToFirstToken = timeToFirstToken
        self.isHedge = isHedge
    }
}

/// To whom a call is booked. Values in which a detector found something private stand here as a keyed hash.
public struct Attribution: Hashable, Sendable {
    public var user: String?
    public var tenant: String?
    public var feature: String?
    public var tags: [String]

    /// Creates an attribution.
    public init(user: String? = nil, tenant: String? = nil, feature: String? = nil, tags: [String] = []) {
        self.user = user
        self.tenant = tenant
        self.feature = feature
        self.tags = tags
    }
}

/// One request as the ledger keeps it: what was decided and how it ended. It holds no content.
public struct DecisionEntry: Hashable, Sendable {
    public var id: RequestID
    public var time: Timestamp
    public var policy: String
    public var policyDigest: String
    public var task: String
    public var sensitivity: String
    /// The route's name; `nil` when none matched.
    public var route: String?
    /// `served`, a reason code of a rejection, or the code of an error.
    public var outcome: String
    public var served: TargetName?
    public var attribution: Attribution
    public var duration: Duration
    /// What all calls cost together; `nil` when one of them cannot be said.
    public var cost: Money?

    /// Creates an entry.
    public init(
        id: RequestID, time: Timestamp, policy: String, policyDigest: String, task: String, sensitivity: String,
        route: String?, outcome: String, served: TargetName?, attribution: Attribution, duration: Duration, cost: Money?
    ) {
        self.id = id
        self.time = time
        self.policy = policy
        self.policyDigest = policyDigest
        self.task = task
        self.sensitivity = sensitivity
        self.route = route
        self.outcome = outcome
        self.served = served
        self.attribution = attribution
        self.duration = duration
        self.cost = cost
    }
}
