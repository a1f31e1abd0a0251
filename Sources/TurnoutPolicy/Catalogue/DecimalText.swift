package import TurnoutCore

/// Whole numbers as decimal text.
enum DecimalText {
    /// A whole number of units of ten to the power of minus `decimals`, with at least two places behind the point.
    static func dollars(_ units: Int64, decimals: Int) -> String {
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var fraction = padded.suffix(decimals)
        while fraction.count > 2, fraction.last == "0" { fraction.removeLast() }
        return "\(units < 0 ? "-" : "")\(padded.dropLast(decimals)).\(fraction)"
    }
}

extension TokenPrice {
    /// Dollars for a million tokens, without the currency: `2.50`.
    package var perMillion: String { DecimalText.dollars(picoUSDPerToken, decimals: 6) }
}
