import TurnoutCore

/// Amounts in few columns, for tables; what is exact stands in the forms for programs.
enum AmountText {
    /// Dollars: `12.35`, below one dollar `0.1235`; `<.0001` for less, `0` for nothing.
    static func dollars(_ money: Money) -> String {
        let nano = money.nanoUSD
        if nano <= 0 { return nano == 0 ? "0" : money.decimalText }
        if nano >= 1_000_000_000 {
            let cents = nano / 10_000_000 + (nano % 10_000_000 < 5_000_000 ? 0 : 1)
            return "\(cents / 100).\(padded(cents % 100, 2))"
        }
        let parts = (nano + 50_000) / 100_000
        if parts == 0 { return "<.0001" }
        return "\(parts / 10_000).\(padded(parts % 10_000, 4))"
    }

    /// A share from 0 to 1 in percent: `0%`, `2.5%`, `100%`.
    static func percent(_ share: Double) -> String {
        let tenths = Int((min(max(share, 0), 1) * 1000).rounded())
        return tenths % 10 == 0 || tenths >= 100 ? "\((tenths + 5) / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }

    /// A duration: `850ms`, `1.2s`, `12m`, `3h`; `-` for none.
    static func duration(_ duration: Duration) -> String {
        let milliseconds = duration.nanosecondsSaturating / 1_000_000
        if duration == .zero { return "-" }
        if milliseconds < 1_000 { return "\(milliseconds)ms" }
        if milliseconds < 100_000 { return "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100)s" }
        if milliseconds < 6_000_000 { return "\(milliseconds / 60_000)m" }
        return "\(milliseconds / 3_600_000)h"
    }

    /// A whole number with spaces between thousands: `1 234 567`.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (place, digit) in String(number.magnitude).reversed().enumerated() {
            if place > 0, place % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + String(text.reversed())
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

/// The names of rows.
enum UsageNames {
    /// What stands for calls that have no user, feature …
    static let none = "(none)"

    /// The name of a row for people.
    static func shown(_ name: String) -> String { name.isEmpty ? none : name }
}
