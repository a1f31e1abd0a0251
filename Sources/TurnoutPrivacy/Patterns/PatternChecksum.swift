/// A check that the digits of a match must pass.
public enum PatternChecksum: String, Sendable, Hashable, CaseIterable {
    /// The check digit of card numbers (ISO/IEC 7812-1), over the ASCII digits of the match; two at the least.
    case luhn
    /// The check of IBANs (ISO/IEC 7064 MOD 97-10), over the ASCII letters and digits of the match.
    case mod97

    /// Whether the bytes of a range pass; other characters than those the check is over do not count.
    func passes(_ range: Range<Int>, of text: borrowing TextBytes, budget: inout WorkBudget) -> Bool {
        budget.spend(range.count)
        var characters: [UInt8] = []
        for offset in range {
            let byte = text[offset]
            switch self {
            case .luhn: if byte &- 0x30 < 10 { characters.append(byte - 0x30) }
            case .mod97: if byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 { characters.append(byte) }
            }
        }
        switch self {
        case .luhn: return characters.count >= 2 && Luhn.isValid(characters)
        case .mod97: return Mod97.isValid(characters)
        }
    }
}
