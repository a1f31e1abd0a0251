public import TurnoutPolicy

/// Holds hedges to a share of all requests.
///
/// A token bucket: each request puts in its share of a hedge, and a hedge takes one. It starts empty, so there are
/// never more hedges than the share of the requests that came; it holds no more than a burst, so a quiet hour does not
/// pay for a storm.
public struct HedgeBudget: Hashable, Sendable {
    private static let hedge = 100

    private var level = 0
    private var share: Int
    private let capacity: Int

    /// Creates an empty budget that holds up to `burst` hedges, at least 1. The share is held between 0 and 100
    /// percent.
    public init(_ settings: HedgeSettings, burst: Int = 10) {
        share = min(max(0, settings.share), Self.hedge)
        capacity = max(1, burst).times(Self.hedge)
    }

    /// The hedges that could be made now.
    public var remaining: Int { level / Self.hedge }

    /// Counts a request.
    public mutating func request() { level = min(capacity, level.plus(share)) }

    /// Takes a hedge, if there is one.
    public mutating func take() -> Bool {
        guard level >= Self.hedge else { return false }
        level -= Self.hedge
        return true
    }

    /// Gives back a hedge that was taken and not made.
    public mutating func giveBack() { level = min(capacity, level.plus(Self.hedge)) }

    /// Takes new settings, as a reloaded policy has them; what was saved up stays.
    public mutating func adopt(_ settings: HedgeSettings) { share = min(max(0, settings.share), Self.hedge) }
}
