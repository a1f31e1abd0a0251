package import TurnoutCore

/// Readers of numbers with units; each takes a whole text and answers `nil` for anything that is not exactly its form.
package enum Units {
    /// `128k`, `1.5M`, `8000`: `k` is a thousand and `M` a million, never a power of two.
    package static func count(_ text: String) -> Int? {
        var digits = Substring(text)
        var scale = 1
        if digits.hasSuffix("k") { scale = 1_000 } else if digits.hasSuffix("M") { scale = 1_000_000 }
        if scale > 1 { digits.removeLast() }
        return scaled(digits, by: Int64(scale)).flatMap { Int(exactly: $0) }
    }

    /// `250ms`, `30s`, `5m` or `5min`, `2h`, `30d`, `1w`.
    package static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let nanoseconds: Int64
        switch text[digits.endIndex...] {
        case "ms": nanoseconds = 1_000_000
        case "s": nanoseconds = 1_000_000_000
        case "m", "min": nanoseconds = 60_000_000_000
        case "h": nanoseconds = 3_600_000_000_000
        case "d": nanoseconds = 86_400_000_000_000
        case "w": nanoseconds = 604_800_000_000_000
        default: return nil
        }
        return scaled(digits, by: nanoseconds).map { .nanoseconds($0) }
    }

    /// `5.00 USD`: dollars only.
    package static func money(_ text: String) -> Money? {
        guard text.hasSuffix(" USD") else { return nil }
        return Money(decimal: text.dropLast(4))
    }

    /// `50%`, from 1 to 100.
    package static func percent(_ text: String) -> Int? {
        guard text.hasSuffix("%"), let value = Int(text.dropLast()), String(value) == text.dropLast() else {
            return nil
        }
        return (1...100).contains(value) ? value : nil
    }

    /// `600/min`, `400k/h`; the units are `s`, `min`, `h`, `d`.
    package static func rate(_ text: String) -> Rate? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let amount = count(String(parts[0])), amount > 0 else { return nil }
        switch parts[1] {
        case "s": return Rate(amount: amount, period: .seconds(1))
        case "min": return Rate(amount: amount, period: .seconds(60))
        case "h": return Rate(amount: amount, period: .seconds(3_600))
        case "d": return Rate(amount: amount, period: .seconds(86_400))
        default: return nil
        }
    }

    /// A decimal number times a scale, when the product is whole and in range.
    private static func scaled(_ digits: Substring, by scale: Int64) -> Int64? {
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = natural(first) else { return nil }
        let (product, overflow) = whole.multipliedReportingOverflow(by: scale)
        guard !overflow else { return nil }
        guard parts.count == 2 else { return product }
        guard parts[1].utf8.count <= 9, let fraction = natural(parts[1]) else { return nil }
        var divisor: Int64 = 1
        for _ in parts[1].utf8 { divisor *= 10 }
        let (part, tooLarge) = fraction.multipliedReportingOverflow(by: scale)
        guard !tooLarge, part % divisor == 0 else { return nil }
        let (sum, carry) = product.addingReportingOverflow(part / divisor)
        return carry ? nil : sum
    }

    private static func natural(_ digits: Substring) -> Int64? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int64(digits)
    }
}
