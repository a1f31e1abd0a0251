public import TurnoutCore

/// What usage is asked for.
public struct UsageQuery: Hashable, Sendable {
    /// What calls are put together by.
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
        case provider, model, target, user, tenant, feature, tag, task, day, outcome
    }

    /// Nothing puts all calls together.
    public var grouping: Grouping?
    /// The first moment that counts; `nil` for the beginning.
    public var since: Timestamp?
    /// The first moment that does not count; `nil` for now.
    public var until: Timestamp?
    /// Only the calls of one provider.
    public var provider: String?
    /// Only the calls of one user, as in ``Attribution``.
    public var user: String?
    /// Where a day begins: the offsets from UTC, in seconds, from certain moments on, rising; the first also holds before
    /// its moment. Empty for UTC.
    public var dayOffsets: [(from: Timestamp, seconds: Int)] {
        get { offsets.map { ($0.from, $0.seconds) } }
        set { offsets = newValue.map { DayOffset(from: $0.from, seconds: $0.seconds) } }
    }

    private var offsets: [DayOffset] = []

    private struct DayOffset: Hashable, Sendable {
        var from: Timestamp
        var seconds: Int
    }

    /// Creates a query.
    public init(
        grouping: Grouping? = nil, since: Timestamp? = nil, until: Timestamp? = nil, provider: String? = nil,
        user: String? = nil
    ) {
        self.grouping = grouping
        self.since = since
        self.until = until
        self.provider = provider
        self.user = user
    }
}

/// What calls used together.
public struct UsageRow: Hashable, Sendable {
    /// The provider, user, day … that the row is about; empty for calls that have none, and for all together.
    public var name: String
    /// Calls.
    public var calls: Int
    /// Calls that were answered.
    public var served: Int
    /// Requests that these calls were made for.
    public var requests: Int
    public var usage: Usage
    /// What they cost, those of unknown price left out.
    public var cost: Money
    /// How many of them have an unknown price.
    public var unpriced: Int
    public var savedByCache: Money
    public var savedByLocal: Money
    /// The median and the 95th percentile (nearest rank) of the durations of answered calls; zero when there are none.
    public var medianDuration: Duration
    public var p95Duration: Duration

    /// Creates a row; by default of nothing.
    public init(
        name: String = "", calls: Int = 0, served: Int = 0, requests: Int = 0, usage: Usage = Usage(),
        cost: Money = .zero, unpriced: Int = 0, savedByCache: Money = .zero, savedByLocal: Money = .zero,
        medianDuration: Duration = .zero, p95Duration: Duration = .zero
    ) {
        self.name = name
        self.calls = calls
        self.served = served
        self.requests = requests
        self.usage = usage
        self.cost = cost
        self.unpriced = unpriced
        self.savedByCache = savedByCache
        self.savedByLocal = savedByLocal
        self.medianDuration = medianDuration
        self.p95Duration = p95Duration
    }

    /// The share of calls that were not answered, from 0 to 1.
    public var errorRate: Double { calls == 0 ? 0 : Double(calls - served) / Double(calls) }
}

/// A kind of request: calls to one target with the same task and feature, for the list of the costliest.
public struct RequestKind: Hashable, Sendable {
    public var target: TargetName
    public var task: String
    public var feature: String?
    public var row: UsageRow

    /// Creates a kind.
    public init(target: TargetName, task: String, feature: String?, row: UsageRow) {
        self.target = target
        self.task = task
        self.feature = feature
        self.row = row
    }
}
