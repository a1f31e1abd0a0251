/// What happened to money in a world, in numbers.
public struct MoneyTally: Hashable, Sendable {
    /// Calls to targets that charge.
    public var calls = 0
    /// Calls that were not made for want of money, or of a ledger.
    public var refused = 0
    public var reservations = 0
    /// Reservations that nobody ended.
    public var lost = 0
    /// By how much the calls of a pot cost more than a hard limit at the most, in nano-dollars.
    public var overshoot: Int64 = 0

    /// Adds another world's numbers.
    public mutating func add(_ other: MoneyTally) {
        calls += other.calls
        refused += other.refused
        reservations += other.reservations
        lost += other.lost
        overshoot = max(overshoot, other.overshoot)
    }
}
