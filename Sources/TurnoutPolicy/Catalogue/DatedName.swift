/// Names of models with a date behind them.
enum DatedName {
    /// The name before the date: `gpt-4o` of `gpt-4o-2024-08-06`, `claude-opus-4-5` of `claude-opus-4-5-20251101`.
    ///
    /// `nil` for a name without one. Only dates of this century count, so that other numbers are not taken for one.
    static func base(of name: String) -> String? {
        let bytes = Array(name.utf8)
        for length in [11, 9] where bytes.count > length {
            let tail = bytes.suffix(length)
            let digits = tail.filter { $0 >= 0x30 && $0 <= 0x39 }
            let isDashed = length == 11
            let dashes = isDashed ? [0, 5, 8] : [0]
            guard digits.count == 8, dashes.allSatisfy({ tail[tail.startIndex + $0] == UInt8(ascii: "-") }) else {
                continue
            }
            let values = digits.map { Int($0) - 0x30 }
            let month = values[4] * 10 + values[5]
            let day = values[6] * 10 + values[7]
            guard values[0] == 2, values[1] == 0, (1...12).contains(month), (1...31).contains(day) else { continue }
            return String(decoding: bytes.dropLast(length), as: UTF8.self)
        }
        return nil
    }
}
