import TurnoutCore

/// How amounts are booked. None is below nothing; sums stop at the largest amount.
extension PotBalance {
    /// Sets an amount aside.
    mutating func hold(_ bound: Money) { held = held.addingSaturating(bound) }

    /// Ends the setting aside of an amount.
    mutating func release(_ bound: Money) {
        // Below nothing only when the rows contradict themselves; then money must not appear.
        held = Money(nanoUSD: max(0, held.nanoUSD.subtractingReportingOverflow(bound.nanoUSD).partialValue))
    }

    /// Spends an amount for which a bound was set aside.
    mutating func settle(_ cost: Money, bound: Money) {
        settled = settled.addingSaturating(cost)
        guard cost > bound else { return }
        overrun = overrun.addingSaturating(Money(nanoUSD: cost.nanoUSD - bound.nanoUSD))
    }
}

extension Money {
    /// The sum of two amounts that are not below nothing; the largest amount when it is out of range.
    func addingSaturating(_ other: Money) -> Money { adding(other) ?? Money(nanoUSD: .max) }
}
