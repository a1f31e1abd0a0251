import TurnoutCore

extension TokenPrice {
    /// Reads a price as decimal dollars for one token, `0.00000015`.
    ///
    /// `nil` for anything else: a sign, an exponent, a price finer than a trillionth of a dollar or out of range.
    init?(perToken text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        var fraction = parts.count > 1 ? parts[1] : ""
        while fraction.last == "0" { fraction.removeLast() }
        guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !parts[1].isEmpty, fraction.utf8.count <= 12,
            (whole + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let digits = whole + fraction + String(repeating: "0", count: 12 - fraction.utf8.count)
        guard let price = Int64(digits) else { return nil }
        self.init(picoUSDPerToken: price)
    }
}
