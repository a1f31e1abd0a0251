public import TurnoutPolicy

/// A target's allowance for retries: while most calls fail, retries would only multiply the load, so they stop.
///
/// The throttling of gRPC (gRFC A6, "Throttling Retry Attempts and Hedged RPCs"): each counted failure takes one from a
/// full allowance, each success gives a part back, and a call may be retried only while more than half is left. First
/// attempts are never held up.
public struct RetryBudget: Hashable, Sendable {
    /// What a failure takes; a success gives back a percentage of it.
    private static let failure = 100

    private var capacity: Int
    private var level: Int
    private var refund: Int

    /// Creates a full allowance. A budget of 0 or less allows no retry at all.
    public init(_ settings: RetrySettings) {
        capacity = max(0, settings.budget).times(Self.failure)
        level = capacity
        refund = max(0, settings.refund)
    }

    /// Whether a failed call may be made again.
    public var allowsRetry: Bool { level > capacity / 2 }

    /// What is left, in whole failures.
    public var remaining: Int { level / Self.failure }

    /// Counts a failure after which a retry might have helped.
    public mutating func failed() { level = max(0, level - Self.failure) }

    /// Counts a success.
    public mutating func succeeded() { level = min(capacity, level.plus(refund)) }

    /// Takes new settings, as a reloaded policy has them, and keeps the share that is left, as gRPC does.
    public mutating func adopt(_ settings: RetrySettings) {
        let fresh = RetryBudget(settings)
        let share = capacity > 0 ? Int128(level) * Int128(fresh.capacity) / Int128(capacity) : Int128(fresh.capacity)
        level = min(fresh.capacity, Int(clamping: share))
        capacity = fresh.capacity
        refund = fresh.refund
    }
}
