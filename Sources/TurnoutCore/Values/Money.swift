/// An amount of money in US dollars, exact to a billionth of a dollar.
///
/// Amounts are whole nano-dollars in 64 bits: binary fractions cannot hold a price, and sums of them drift.
/// The range is ± 9.2 thousand million dollars. Arithmetic that would leave it answers `nil` instead of wrapping.
public struct Money: Hashable, Sendable, Comparable {
    /// Billionths of a US dollar.
    public var nanoUSD: Int64

    /// Creates an amount from billionths of a dollar.
    public init(nanoUSD: Int64) { self.nanoUSD = nanoUSD }

    /// No money.
    public static let zero = Money(nanoUSD: 0)

    /// Reads a decimal number of dollars, `5`, `5.00` or `0.000000001`.
    ///
    /// `nil` for anything else: a sign, an exponent, more than nine decimals, or an amount out of range.
    public init?(decimal text: some StringProtocol) {
        guard let value = Decimal9.parse(text.utf8) else { return nil }
        self.init(nanoUSD: value)
    }

    public static func < (lhs: Money, rhs: Money) -> Bool { lhs.nanoUSD < rhs.nanoUSD }

    /// The sum, or `nil` when it is out of range.
    public func adding(_ other: Money) -> Money? {
        let (sum, overflow) = nanoUSD.addingReportingOverflow(other.nanoUSD)
        return overflow ? nil : Money(nanoUSD: sum)
    }
}

extension Money {
    /// The amount in dollars with at least two decimals and without the currency: `0.000125`.
    public var decimalText: String { Decimal9.format(nanoUSD, minimumDecimals: 2) }
}

extension Money: CustomStringConvertible {
    /// The amount with at least two decimals and the currency: `5.00 USD`, `0.000125 USD`.
    public var description: String { "\(Decimal9.format(nanoUSD, minimumDecimals: 2)) USD" }
}

/// A price of one token, in trillionths of a US dollar.
///
/// Prices are quoted per million tokens; a millionth of a micro-dollar keeps every price in use a whole number.
public struct TokenPrice: Hashable, Sendable, Comparable {
    /// Trillionths of a US dollar for one token.
    public var picoUSDPerToken: Int64

    /// Creates a price from trillionths of a dollar for one token.
    public init(picoUSDPerToken: Int64) { self.picoUSDPerToken = picoUSDPerToken }

    /// Nothing is charged.
    public static let free = TokenPrice(picoUSDPerToken: 0)

    /// A price given in dollars for a million tokens; `nil` when it is finer than a trillionth of a dollar per token.
    public init?(perMillion amount: Money) {
        // One nano-dollar per million tokens is 0.001 pico-dollar per token.
        guard amount.nanoUSD % 1_000 == 0 else { return nil }
        self.init(picoUSDPerToken: amount.nanoUSD / 1_000)
    }

    public static func < (lhs: TokenPrice, rhs: TokenPrice) -> Bool { lhs.picoUSDPerToken < rhs.picoUSDPerToken }

    /// The cost of a number of tokens in trillionths of a dollar, or `nil` when it is out of range.
    public func picoUSD(tokens: Int) -> Int64? {
        let (product, overflow) = picoUSDPerToken.multipliedReportingOverflow(by: Int64(tokens))
        return overflow ? nil : product
    }
}

/// Decimal text with up to nine decimals, as a whole number of billionths.
enum Decimal9 {
    static let decimals = 9

    static func parse(_ text: some Sequence<UInt8>) -> Int64? {
        var value: Int64 = 0
        var digits = 0
        var fraction: Int?
        for byte in text {
            if byte == UInt8(ascii: ".") {
                guard fraction == nil, digits > 0 else { return nil }
                fraction = 0
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            if let seen = fraction {
                guard seen < decimals else { return nil }
                fraction = seen + 1
            }
            digits += 1
            guard let next = shifted(value, adding: byte - UInt8(ascii: "0")) else { return nil }
            value = next
        }
        guard digits > 0, fraction != 0 else { return nil }
        for _ in (fraction ?? 0)..<decimals {
            guard let next = shifted(value, adding: 0) else { return nil }
            value = next
        }
        return value
    }

    static func format(_ value: Int64, minimumDecimals: Int) -> String {
        let magnitude = value.magnitude
        var fraction = String(magnitude % 1_000_000_000)
        fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
        while fraction.count > minimumDecimals, fraction.last == "0" { fraction.removeLast() }
        return "\(value < 0 ? "-" : "")\(magnitude / 1_000_000_000)\(fraction.isEmpty ? "" : ".")\(fraction)"
    }

    private static func shifted(_ value: Int64, adding digit: UInt8) -> Int64? {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int64(digit))
        return overflow || carry ? nil : sum
    }
}
