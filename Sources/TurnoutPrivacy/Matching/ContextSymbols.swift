/// Reads text the way context words are compared: without case, accents and the difference between kinds of
/// punctuation, so that `Tax-ID`, `tax_id`, `taxId` and `TAX  ID` are one word, and `Numéro` is `numero`.
///
/// Letters of Latin, Greek and Cyrillic become small letters without accents. All that is neither letter nor digit
/// becomes one separator. A capital behind a small letter, and a digit behind a letter, begin a new word. Bytes of
/// other scripts stand for themselves.
struct ContextSymbols {
    /// What stands between words.
    static let separator: UInt8 = 0x20

    /// What kind of character was read last.
    enum Last { case separator, lower, upper, digit, other }

    var last = Last.separator

    /// Begins behind a byte that is not read; a letter there makes what follows the rest of a word.
    init(behind byte: UInt8 = 0) {
        last = byte | 0x20 &- UInt8(ascii: "a") < 26 ? .lower : .separator
    }

    /// Whether a small letter that comes next is a symbol by itself and changes nothing here.
    @inline(__always)
    var isInSmallLetters: Bool { last == .lower }

    /// The symbols of the character at a position, the first one lowest, 0 behind the last; moves the position on.
    ///
    /// Not inlined by force: its callers' loops would have so many branches that debug builds of them do not end.
    mutating func next(in text: borrowing TextBytes, at position: inout Int) -> UInt32 {
        let byte = text[position]
        position += 1
        if byte &- UInt8(ascii: "a") < 26 {
            let begins = last == .other
            last = .lower
            return begins ? join(byte) : UInt32(byte)
        }
        if byte < 0x80 {
            if byte &- UInt8(ascii: "A") < 26 {
                let begins = last == .lower || last == .other
                last = .upper
                return begins ? join(byte | 0x20) : UInt32(byte | 0x20)
            }
            if byte &- UInt8(ascii: "0") < 10 {
                let begins = last != .digit && last != .separator
                last = .digit
                return begins ? join(byte) : UInt32(byte)
            }
            return separate()
        }
        return foreign(byte, in: text, at: &position)
    }

    private func join(_ symbol: UInt8) -> UInt32 { UInt32(ContextSymbols.separator) | UInt32(symbol) << 8 }

    private mutating func separate() -> UInt32 {
        if last == .separator { return 0 }
        last = .separator
        return UInt32(ContextSymbols.separator)
    }

    private mutating func foreign(_ byte: UInt8, in text: borrowing TextBytes, at position: inout Int) -> UInt32 {
        var folded: UInt16 = 0
        switch byte {
        case 0xC2...0xD3:
            guard text[position] & 0xC0 == 0x80 else { break }
            folded = ContextSymbols.pairs[Int(byte &- 0xC2) << 6 | Int(text[position] & 63)]
            position += 1
            if folded == 0 { return separate() }
        case 0xE1 where text[position] &- 0xBA < 2 && text[position + 1] & 0xC0 == 0x80:
            folded = UInt16(ContextSymbols.vietnamese(text[position], text[position + 1]))
            position += 2
        case 0xE2 where text[position] &- 0x80 < 2:
            // General punctuation and its neighbours.
            if text[position + 1] & 0xC0 == 0x80 { position += 2 } else { position += 1 }
            return separate()
        default: break
        }
        if folded == ContextSymbols.nothing { return 0 }
        guard folded != 0 else {
            last = .other
            return UInt32(byte)
        }
        let isCapital = ContextSymbols.isCapital(byte, text[position - 1], text[position - 2])
        let begins = last == .other || isCapital && last == .lower
        last = isCapital ? .upper : .lower
        let symbols = folded > 0xFF ? UInt32(folded >> 8) | UInt32(folded & 0xFF) << 8 : UInt32(folded)
        return begins ? symbols << 8 | UInt32(ContextSymbols.separator) : symbols
    }

    /// Whether a letter of two or three bytes, the last two given backwards, is a capital.
    private static func isCapital(_ lead: UInt8, _ last: UInt8, _ middle: UInt8) -> Bool {
        lead == 0xE1 ? last & 1 == 0 && middle >= 0xBA : capitals[Int(lead &- 0xC2) << 6 | Int(last & 63)]
    }

    private static let capitals: [Bool] = (0xC2...0xD3).flatMap { lead in
        (0x80...0xBF).map { Unicode.Scalar(UInt32(lead & 31) << 6 | UInt32($0 & 63))?.properties.isUppercase ?? false }
    }

    /// Whether a word may end between two bytes that are both in the text.
    @inline(__always)
    static func mayEnd(in text: borrowing TextBytes, at end: Int) -> Bool {
        let next = text[end]
        if next &- UInt8(ascii: "a") < 26 { return false }
        if next &- UInt8(ascii: "A") < 26 { return text[end - 1] &- UInt8(ascii: "a") < 26 }
        if next &- UInt8(ascii: "0") < 10 { return text[end - 1] &- UInt8(ascii: "0") >= 10 }
        if next &- 0xC2 <= 0xD3 - 0xC2 {
            let folded = pairs[Int(next &- 0xC2) << 6 | Int(text[end + 1] & 63)]
            return folded == 0
        }
        return !(next == 0xE1 && text[end + 1] &- 0xBA < 2)
    }

    /// Stands for a character that is left out.
    private static let nothing: UInt16 = 0xFFFF

    /// What the letters of two bytes become: one or two symbols, 0 for a separator.
    private static let pairs: [UInt16] = (0xC2...0xD3).flatMap { lead in
        (0x80...0xBF).map { fold(UInt32(lead & 31) << 6 | UInt32($0 & 63)) }
    }

    private static func fold(_ value: UInt32) -> UInt16 {
        if (0x300...0x36F).contains(value) || value == 0xAD { return nothing }
        guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic,
            let lower = scalar.properties.lowercaseMapping.unicodeScalars.first
        else { return 0 }
        if let plain = plainLetter(lower.value) { return UInt16(plain) }
        let bytes = Array(String(Unicode.Scalar(plainGreek(lower.value)) ?? lower).utf8)
        return bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
    }

    /// The letter without its accent, as one ASCII byte, for small letters of Latin.
    private static func plainLetter(_ value: UInt32) -> UInt8? {
        if value < 0x80 { return UInt8(value) }
        let letter: Character
        switch value {
        case 0xAA, 0xE0...0xE6, 0x100...0x105, 0x1CE, 0x259: letter = "a"
        case 0xE7, 0x106...0x10D: letter = "c"
        case 0xF0, 0x10E...0x111: letter = "d"
        case 0xE8...0xEB, 0x112...0x11B: letter = "e"
        case 0x11C...0x123, 0x1E7: letter = "g"
        case 0x124...0x127: letter = "h"
        case 0xEC...0xEF, 0x128...0x131: letter = "i"
        case 0x134...0x135: letter = "j"
        case 0x136...0x138: letter = "k"
        case 0x139...0x142: letter = "l"
        case 0xF1, 0x143...0x14B: letter = "n"
        case 0xBA, 0xF2...0xF6, 0xF8, 0x14C...0x153, 0x1A1: letter = "o"
        case 0x154...0x159: letter = "r"
        case 0xDF, 0x15A...0x161, 0x219: letter = "s"
        case 0xFE, 0x162...0x167, 0x21B: letter = "t"
        case 0xB5, 0xF9...0xFC, 0x168...0x173, 0x1B0: letter = "u"
        case 0x174...0x175: letter = "w"
        case 0xFD, 0xFF, 0x176...0x178: letter = "y"
        case 0x179...0x17E: letter = "z"
        default: return nil
        }
        return letter.asciiValue
    }

    /// A small letter of Greek without its accent, the last s of a word as any other; `ё` as `е`.
    private static func plainGreek(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x3AC: 0x3B1
        case 0x3AD: 0x3B5
        case 0x3AE: 0x3B7
        case 0x390, 0x3AF, 0x3CA: 0x3B9
        case 0x3CC: 0x3BF
        case 0x3B0, 0x3CB, 0x3CD: 0x3C5
        case 0x3CE: 0x3C9
        case 0x3C2: 0x3C3
        case 0x451: 0x435
        default: value
        }
    }

    /// The plain letter of U+1E80...U+1EFF, where Vietnamese has its vowels with two marks.
    private static func vietnamese(_ second: UInt8, _ third: UInt8) -> UInt8 {
        switch UInt32(second & 63) << 6 | UInt32(third & 63) | 0x1000 {
        case 0x1EA0...0x1EB7: UInt8(ascii: "a")
        case 0x1EB8...0x1EC7: UInt8(ascii: "e")
        case 0x1EC8...0x1ECB: UInt8(ascii: "i")
        case 0x1ECC...0x1EE3: UInt8(ascii: "o")
        case 0x1EE4...0x1EF1: UInt8(ascii: "u")
        case 0x1EF2...0x1EF9: UInt8(ascii: "y")
        case 0x1E80...0x1E89: UInt8(ascii: "w")
        default: UInt8(ascii: "z")
        }
    }
}
