/// What a caller says about a request, beside its content: the facts that a policy's rules test.
///
/// Everything here is a claim of the caller. A claim can make the treatment of a request stricter; it can never lower
/// the sensitivity that the router finds by itself.
public struct RequestContext: Hashable, Sendable {
    /// The kind of task, one of the policy's vocabulary; `nil` lets the policy classify.
    public var task: String?
    /// Labels that the caller knows to hold, such as `pii` or `secret.api_key`.
    public var labels: [String]
    /// The end user.
    public var user: String?
    /// The organisation or customer.
    public var tenant: String?
    /// The caller's name for the conversation that the request belongs to. Within it, the same private value has the same
    /// placeholder with each request; without one, each request stands alone.
    public var conversation: PrivateText?
    /// The groups that the user belongs to.
    public var groups: [String]
    /// Free tags.
    public var tags: [String]
    /// The feature of the calling application.
    public var feature: String?
    /// The region that the request comes from, or must stay in, as the policy uses it.
    public var region: String?
    /// How urgent the request is.
    public var priority: Priority
    /// How long the caller will wait for the whole answer.
    public var deadline: Duration?
    /// The most that the request may cost, over all attempts.
    public var costCap: Money?
    /// Whether the caller wants no external target at all.
    public var offline: Bool
    /// A target that the caller asks for; the policy's `overrides` say who may.
    public var pin: TargetName?
    /// Values of the attributes that the policy declares in `vocabulary.attributes`, as text.
    public var attributes: [String: String]

    /// Creates a context.
    public init(
        task: String? = nil,
        labels: [String] = [],
        user: String? = nil,
        tenant: String? = nil,
        conversation: PrivateText? = nil,
        groups: [String] = [],
        tags: [String] = [],
        feature: String? = nil,
        region: String? = nil,
        priority: Priority = .normal,
        deadline: Duration? = nil,
        costCap: Money? = nil,
        offline: Bool = false,
        pin: TargetName? = nil,
        attributes: [String: String] = [:]
    ) {
        self.task = task
        self.labels = labels
        self.user = user
        self.tenant = tenant
        self.conversation = conversation
        self.groups = groups
        self.tags = tags
        self.feature = feature
        self.region = region
        self.priority = priority
        self.deadline = deadline
        self.costCap = costCap
        self.offline = offline
        self.pin = pin
        self.attributes = attributes
    }
}

/// How urgent a request is, from the least to the most.
public enum Priority: String, Sendable, CaseIterable, Comparable {
    case batch, normal, interactive, critical

    /// The rank, from 0.
    public var rank: Int {
        switch self {
        case .batch: 0
        case .normal: 1
        case .interactive: 2
        case .critical: 3
        }
    }

    public static func < (lhs: Priority, rhs: Priority) -> Bool { lhs.rank < rhs.rank }
}
