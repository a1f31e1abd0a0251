extension FixedWidthInteger {
    /// The sum, held at the ends of the range.
    func plus(_ other: Self) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other < 0 ? .min : .max
    }

    /// The difference, held at the ends of the range.
    func minus(_ other: Self) -> Self {
        let (difference, overflow) = subtractingReportingOverflow(other)
        guard overflow else { return difference }
        return other < 0 ? .max : .min
    }

    /// The product, held at the ends of the range.
    func times(_ other: Self) -> Self {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        guard overflow else { return product }
        return (self < 0) == (other < 0) ? .max : .min
    }

    /// The quotient, rounded up, of two numbers that are not negative; the divisor is at least 1.
    func dividedRoundingUp(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder > 0 ? quotient + 1 : quotient
    }
}

extension Duration {
    /// So many nanoseconds, held at the longest that a machine here counts with: 292 years.
    static func nanoseconds(clamping count: Int128) -> Duration { .nanoseconds(Int64(clamping: count)) }
}
