public import TurnoutCore

/// What a ``UsageTracker`` counts over.
public enum UsagePeriod: String, Hashable, Sendable, CaseIterable {
    case day, month

    var unit: PeriodUnit {
        switch self {
        case .day: .day
        case .month: .month
        }
    }
}

/// How much of a provider may be used in a period; what is `nil` is counted and not limited.
public struct UsageLimit: Hashable, Sendable {
    /// Requests, from 0 on.
    public var requests: Int?
    /// Tokens of prompts and answers, from 0 on.
    public var tokens: Int?
    public var money: MoneyLimit?

    /// Creates a limit; by default there is none.
    public init(requests: Int? = nil, tokens: Int? = nil, money: MoneyLimit? = nil) {
        self.requests = requests
        self.tokens = tokens
        self.money = money
    }
}

/// How much money a provider may cost in a period, and the pot that it is taken from.
public struct MoneyLimit: Hashable, Sendable {
    public var amount: Money
    /// The pot of a budget that the policy has for the same provider and period, to be shared with it; `nil` for a pot
    /// of the tracker's own.
    public var pot: PotKey?
    /// From which amounts on an alert is due, in percent of the limit, rising.
    public var alertAt: [Int]

    /// Creates a limit.
    public init(_ amount: Money, pot: PotKey? = nil, alertAt: [Int] = []) {
        self.amount = amount
        self.pot = pot
        self.alertAt = alertAt
    }
}

/// What was used of a provider in a period.
public struct UsageStats: Hashable, Sendable {
    /// From its start up to, and without, its end, when all begins from nothing again.
    public var period: PotPeriod
    public var totalRequests: Int
    public var totalTokens: Int
    /// With what is set aside for calls that have not ended, where the pot is shared with a budget.
    public var totalCost: Money
    public var limit: UsageLimit

    /// Creates a count.
    public init(period: PotPeriod, totalRequests: Int, totalTokens: Int, totalCost: Money, limit: UsageLimit) {
        self.period = period
        self.totalRequests = totalRequests
        self.totalTokens = totalTokens
        self.totalCost = totalCost
        self.limit = limit
    }

    /// The requests that the period allows; `nil` when there is no such limit.
    public var rateLimit: Int? { limit.requests }
    /// The requests that are left, never less than 0; `nil` when they are not limited.
    public var remaining: Int? { limit.requests.map { max(0, $0 - totalRequests) } }
    /// The tokens that are left, never less than 0; `nil` when they are not limited.
    public var remainingTokens: Int? { limit.tokens.map { max(0, $0 - totalTokens) } }
    /// The money that is left, never less than none; `nil` when it is not limited.
    public var remainingMoney: Money? {
        limit.money.map { Money(nanoUSD: max(0, $0.amount.nanoUSD - totalCost.nanoUSD)) }
    }
}

/// A limit that leaves nothing for a further request.
public struct UsageLimitReached: Hashable, Sendable, CustomStringConvertible {
    /// What is limited.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        case requests, tokens, money
    }

    public var provider: String
    public var period: UsagePeriod
    public var measure: Measure
    /// When the provider may be used again.
    public var resets: Timestamp
    /// What was used and what may be, in words: `5 of 5 requests`.
    public var use: String

    /// A sentence for whoever sent the request.
    public var description: String {
        "the \(period)'s limit of `\(provider)` is reached: \(use); it is full again at \(resets)"
    }
}

/// Why a ``UsageTracker`` refuses.
public enum UsageTrackerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The ledger cannot be written or read.
    case ledger(LedgerFailure)
    /// A further request is not within the limits.
    case limitReached(UsageLimitReached)
    /// What is to be tracked cannot be: an amount below nothing, or an identifier that stands for another request.
    case invalid(String)

    public var description: String {
        switch self {
        case .ledger(let failure): failure.description
        case .limitReached(let reached): reached.description
        case .invalid(let reason): reason
        }
    }
}
