public import TurnoutCore

/// A pot of money: one budget's, for one value of what the budget is kept apart by.
public struct PotKey: Hashable, Sendable {
    /// The budget's name in the policy.
    public var budget: String
    /// Whose pot it is, as `name=value` joined by `,` in the order that the policy names them: `user=ada,feature=chat`.
    /// Empty for a budget with one pot for all.
    public var scope: String

    /// Creates a key.
    public init(budget: String, scope: String = "") {
        self.budget = budget
        self.scope = scope
    }
}

/// A span of time after which a pot is full again: from an instant up to, and without, another one.
public struct PotPeriod: Hashable, Sendable {
    public var start: Timestamp
    public var end: Timestamp

    /// Creates a period.
    public init(start: Timestamp, end: Timestamp) {
        self.start = start
        self.end = end
    }

    /// All of time, for budgets that are never full again.
    public static let always = PotPeriod(
        start: Timestamp(microseconds: 0), end: Timestamp(microseconds: .max))
}

/// A pot in one period and one generation: what money is booked on.
public struct PotID: Hashable, Sendable {
    public var key: PotKey
    /// When the period began.
    public var start: Timestamp
    /// How often the pot was reset by hand within the period.
    public var generation: Int

    /// Creates an identifier.
    public init(key: PotKey, start: Timestamp, generation: Int) {
        self.key = key
        self.start = start
        self.generation = generation
    }
}

/// What has been taken from a pot.
public struct PotBalance: Hashable, Sendable {
    /// What is spent for good.
    public var settled: Money
    /// What is set aside for calls that have not ended.
    public var held: Money
    /// By how much calls have cost more than was set aside for them, in sum; part of ``settled``.
    public var overrun: Money

    /// Creates a balance; by default nothing has been taken.
    public init(settled: Money = .zero, held: Money = .zero, overrun: Money = .zero) {
        self.settled = settled
        self.held = held
        self.overrun = overrun
    }

    /// What is spent or set aside; the largest amount when that is out of range.
    public var taken: Money { settled.adding(held) ?? Money(nanoUSD: .max) }
}

/// A pot as it stands.
public struct PotStatus: Hashable, Sendable {
    public var id: PotID
    /// When the period ends.
    public var end: Timestamp
    /// The limit that was last applied to it.
    public var limit: Money
    /// From which amounts on an alert is due, in percent of the limit, as the last claim on it said. A store keeps them:
    /// a call that ends later than its claim is forgotten can raise an alert still.
    public var alertAt: [Int]
    public var balance: PotBalance

    /// Creates a status.
    public init(id: PotID, end: Timestamp, limit: Money, alertAt: [Int] = [], balance: PotBalance) {
        self.id = id
        self.end = end
        self.limit = limit
        self.alertAt = alertAt
        self.balance = balance
    }
}
