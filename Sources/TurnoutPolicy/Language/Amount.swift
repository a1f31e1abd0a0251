import TurnoutCore
import TurnoutYAML

/// An amount of money as a policy has it, in whatever currency; the compiler turns it into dollars.
package struct Amount: Hashable, Sendable {
    /// Billionths of one unit of the currency.
    package var nano: Int64
    /// Three capital letters, such as `EUR`.
    package var currency: String

    package init(nano: Int64, currency: String) {
        self.nano = nano
        self.currency = currency
    }
}

extension Units {
    /// `5.00 USD`, `4.99 EUR`: up to nine decimals and a currency of three capital letters.
    package static func amount(_ text: String) -> Amount? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, String(parts[1]).isCurrency, let money = Money(decimal: parts[0]) else { return nil }
        return Amount(nano: money.nanoUSD, currency: String(parts[1]))
    }

    /// `2.50 USD/1M`: for a million tokens, with up to six decimals.
    package static func tokenAmount(_ text: String) -> Amount? {
        guard text.hasSuffix("/1M"), let amount = amount(String(text.dropLast(3))), amount.nano % 1_000 == 0 else {
            return nil
        }
        return amount
    }

    /// `1.0850 USD`: what a unit of another currency is worth, as millionths of a dollar; more than nothing.
    package static func currencyRate(_ text: String) -> Int64? {
        guard let worth = money(text), worth.nanoUSD > 0, worth.nanoUSD % 1_000 == 0 else { return nil }
        return worth.nanoUSD / 1_000
    }
}

extension String {
    /// Whether the text is three capital letters (ISO 4217).
    var isCurrency: Bool { utf8.count == 3 && utf8.allSatisfy { (0x41...0x5A).contains($0) } }
}

extension ValueType where Value == Located<Amount> {
    /// An amount of money.
    static var amount: ValueType {
        .located(
            .scalar(
                "an amount of money", example: "5.00 USD", pattern: #"^[0-9]+(\.[0-9]{1,9})? [A-Z]{3}$"#, Units.amount))
    }

    /// A price for a million tokens.
    static var tokenAmount: ValueType {
        .located(
            .scalar(
                "a price per million tokens", example: "2.50 USD/1M",
                pattern: #"^[0-9]+(\.[0-9]{1,6})? [A-Z]{3}/1M$"#, Units.tokenAmount))
    }
}

extension ValueType where Value == Int64 {
    /// What a unit of a currency is worth; 0 for what was wrong and has been reported, so that the currency is known.
    static var currencyRate: ValueType {
        let rate: ValueType = .scalar(
            "a rate to US dollars", example: "1.0850 USD", pattern: #"^[0-9]+(\.[0-9]{1,6})? USD$"#,
            Units.currencyRate)
        return ValueType(shape: rate.shape) { node, reading in rate.read(node, &reading) ?? 0 }
    }
}
