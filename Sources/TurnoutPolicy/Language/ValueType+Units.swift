import TurnoutCore
import TurnoutYAML

extension ValueType where Value == Int {
    /// A whole number within a range.
    static func integer(_ range: ClosedRange<Int>) -> ValueType {
        ValueType(shape: .integer(range)) { node, reading in
            let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            guard let text = reading.text(node, expected: expected) else { return nil }
            guard let value = Int(text), String(value) == text else {
                reading.report(
                    .invalidValue,
                    "`\(text.shortened)` is not a whole number",
                    at: node.span,
                    help: "write \(expected)"
                )
                return nil
            }
            guard range.contains(value) else {
                reading.report(.outOfRange, "\(value) is out of range", at: node.span, help: "write \(expected)")
                return nil
            }
            return value
        }
    }

    /// A number of tokens, with `k` for a thousand and `M` for a million.
    static var tokens: ValueType {
        .scalar(
            "a number of tokens", example: "128k", pattern: #"^[0-9]+(\.[0-9]+)?[kM]?$"#, plain: .integer, Units.count)
    }

    /// A share in percent, from 1 to 100.
    static var percent: ValueType {
        .scalar("a percentage from 1% to 100%", example: "50%", pattern: "^([1-9][0-9]?|100)%$", Units.percent)
    }

    /// A share in percent, from 0 to 100.
    static var percentOrNone: ValueType {
        .scalar("a percentage from 0% to 100%", example: "50%", pattern: "^([1-9]?[0-9]|100)%$") { text in
            text == "0%" ? 0 : Units.percent(text)
        }
    }
}

extension ValueType where Value == Duration {
    /// A length of time with its unit.
    static var duration: ValueType {
        .scalar("a duration", example: "30s", pattern: #"^[0-9]+(\.[0-9]+)?(ms|s|min|m|h|d|w)$"#, Units.duration)
    }
}

extension ValueType where Value == Rate {
    /// A number per second, minute, hour or day.
    static var rate: ValueType {
        .scalar("a rate", example: "600/min", pattern: #"^[0-9]+(\.[0-9]+)?[kM]?/(s|min|h|d)$"#, Units.rate)
    }
}

extension ValueType where Value == Timestamp {
    /// A date, or a moment with its offset from UTC.
    static var moment: ValueType {
        .scalar("a date or a moment in RFC 3339", example: "2027-01-01", pattern: nil) { Timestamp(rfc3339: $0) }
    }
}
