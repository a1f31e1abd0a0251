extension BuiltinPass {
    /// An account number that begins with the two letters at an offset: known country, its exact length, check digits
    /// right; in one piece, or in groups of four with one kind of separator.
    mutating func iban(at start: Int) -> Int? {
        guard let length = IBANCountry.length(text[start], text[start + 1]) else { return nil }
        let before = kind(start - 1)
        if !before.isDisjoint(with: [.dash, .dot]), !kind(start - 2).isDisjoint(with: .word) { return nil }
        var separator: UInt8 = 0
        if text[start + 4] == UInt8(ascii: " ") || text[start + 4] == UInt8(ascii: "-") { separator = text[start + 4] }
        digits.removeAll(keepingCapacity: true)
        var offset = start
        while digits.count < length {
            if separator != 0, digits.count % 4 == 0, !digits.isEmpty {
                guard text[offset] == separator else { break }
                offset += 1
            }
            guard !kind(offset).isDisjoint(with: .alphanumeric) else { break }
            digits.append(text[offset])
            offset += 1
        }
        budget.spend(offset - start)
        guard digits.count == length, !isWord(offset), Mod97.isValid(digits) else { return nil }
        if kind(offset).contains(.dash), isWord(offset + 1) { return nil }
        let country = String(decoding: [text[start] & 0xDF, text[start + 1] & 0xDF], as: UTF8.self)
        report(.iban, country, "builtin.iban", start..<offset, 0.99)
        return offset
    }
}
