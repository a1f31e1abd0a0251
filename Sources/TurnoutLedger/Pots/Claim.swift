public import TurnoutCore

/// What one budget has to say to one call: the pot that it would be paid from, and how much that may hold.
public struct Claim: Hashable, Sendable {
    public var pot: PotKey
    /// The period that the call is charged to, whenever it ends.
    public var period: PotPeriod
    /// The most that may be spent and set aside in the period.
    public var limit: Money
    /// Whether the call is refused when the pot does not hold its bound. Otherwise it is only counted.
    public var isHard: Bool
    /// From which amounts on an alert is due, in percent of the limit, rising.
    public var alertAt: [Int]

    /// Creates a claim.
    public init(pot: PotKey, period: PotPeriod, limit: Money, isHard: Bool, alertAt: [Int] = []) {
        self.pot = pot
        self.period = period
        self.limit = limit
        self.isHard = isHard
        self.alertAt = alertAt
    }
}

/// An alert that has come due, once for its threshold, pot, period and generation.
public struct BudgetAlert: Hashable, Sendable {
    /// The number by which it is taken from the outbox.
    public var id: Int64
    public var pot: PotID
    /// The threshold in percent of the limit.
    public var threshold: Int
    public var limit: Money
    /// What was spent and set aside when it came due.
    public var taken: Money
    public var time: Timestamp

    /// Creates an alert.
    public init(id: Int64, pot: PotID, threshold: Int, limit: Money, taken: Money, time: Timestamp) {
        self.id = id
        self.pot = pot
        self.threshold = threshold
        self.limit = limit
        self.taken = taken
        self.time = time
    }
}
